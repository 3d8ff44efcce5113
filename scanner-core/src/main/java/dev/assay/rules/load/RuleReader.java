package dev.assay.rules.load;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.rules.ProofNames;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.CharKind;
import dev.assay.rules.Rule.Near;
import dev.assay.rules.Rule.PathScope;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule from its mapping. */
final class RuleReader {
  private static final int MAX_ID = 64;
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 1024;
  private static final int MAX_NEAR_LINES = 1000;

  private static final Set<String> KINDS = Set.of("token", "assign", "generic", "path", "licence");

  /** Families whose findings are made by code, not by rules. */
  private static final List<String> RESERVED =
      List.of("source-map-", "contents-", "reconcile-", "checksum-", "sbom-");

  /** Family of rules about licences, and of built-in checks of them. */
  private static final String LICENCE = "licence-";

  /** Families of rules that are a path. */
  private static final List<String> FILES = List.of("secret-file-", "unwanted-file-");

  private final YamlMap map;
  private final YamlFaults faults;

  private RuleReader(YamlMap map, YamlFaults faults) {
    this.map = map;
    this.faults = faults;
  }

  /**
   * The rule that {@code map} describes.
   *
   * @param fileId the id that the file's name says; null for a row of a table
   * @return null after a fault
   */
  static @Nullable RuleSource read(YamlMap map, @Nullable String fileId, YamlFaults faults) {
    return new RuleReader(map, faults).rule(fileId);
  }

  private @Nullable RuleSource rule(@Nullable String fileId) {
    int before = faults.size();
    String kind = map.text("kind", "write token, assign, generic, path or licence");
    String id = id(fileId, kind);
    String name = limited(map.text("name", "write a short name for headings"), "name", MAX_NAME);
    Severity severity = severity();
    Confidence confidence = confidence();
    Evidence evidence =
        map.choice(
            "evidence",
            Map.of("vendor-doc", Evidence.VENDOR_DOC, "inferred", Evidence.INFERRED),
            Evidence.INFERRED);
    Shape shape = shape(kind);
    PathScope path = path(shape instanceof Shape.PathOnly);
    boolean pathRule = kind.equals("path");
    boolean licence = kind.equals("licence");
    boolean plain = pathRule || licence; // no secret that could be weighed or proved
    Rule rule =
        new Rule(
            id,
            severity,
            confidence,
            !id.startsWith("generic-"),
            shape == null ? new Shape.PathOnly(null) : shape,
            plain ? null : near(id),
            path,
            plain ? "" : proof("checksum", ProofNames.CHECKSUMS),
            plain ? "" : proof("structure", ProofNames.STRUCTURES),
            plain ? 0 : map.decimal("min-entropy", 0, 0, 8),
            plain ? Set.of() : require(),
            AllowReader.read(map));
    if (evidence == Evidence.INFERRED
        && confidence == Confidence.HIGH
        && !plain
        && rule.checksum().isEmpty()
        && rule.structure().isEmpty()) {
      map.fault(
          "confidence",
          "is high, but the format is inferred and nothing proves it; write medium, or cite the"
              + " vendor's page and write `evidence: vendor-doc`");
    }
    List<String> undocumented = new ArrayList<>();
    List<RuleExample> match = ExampleReader.read(map, "match", id, pathRule);
    RuleInfo info =
        info(id, name, severity, confidence, undocumented)
            .with(RuleDetails.of(rule, evidence, match));
    RuleSource source =
        new RuleSource(
            rule,
            info,
            map.place().file(),
            map.place().line(),
            fileId == null,
            evidence,
            undocumented,
            shape instanceof Shape.Token ? map.textOr("pattern", "") : "",
            literals(shape),
            match,
            ExampleReader.read(map, "ignore", id, pathRule));
    if (KINDS.contains(kind)) { // else it's unknown which keys belong here
      map.refuseOthers();
    }
    return faults.size() == before ? source : null;
  }

  private String id(@Nullable String fileId, String kind) {
    String id = map.text("id", "write the file's name without .yml");
    if (id.isBlank()) {
      return id;
    }
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > MAX_ID) {
      map.fault(
          "id",
          "must be lower-case words joined by single hyphens, at most " + MAX_ID + " characters");
    } else if (fileId != null && !fileId.equals(id)) {
      map.fault("id", "is not the name of its file; call the file " + id + ".yml");
    }
    for (String family : RESERVED) {
      if (id.startsWith(family)) {
        map.fault("id", "begins with " + family + ", which is kept for built-in checks; rename it");
      }
    }
    for (String family : FILES) {
      if (id.startsWith(family) && !kind.equals("path")) {
        map.fault("id", "begins with " + family + ", which is kept for rules of `kind: path`");
      }
    }
    if (KINDS.contains(kind) && id.startsWith(LICENCE) != kind.equals("licence")) {
      map.fault("id", "begins with " + LICENCE + " if, and only if, it is of `kind: licence`");
    }
    if (LicenceChecks.IDS.contains(id)) {
      map.fault("id", "is that of a built-in check; rename it");
    }
    return id;
  }

  private Severity severity() {
    Map<String, Severity> choices = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      choices.put(severity.label(), severity);
    }
    if (!map.has("severity")) {
      map.text("severity", "write what the secret can do: critical, high, medium, low or info");
    }
    return map.choice("severity", choices, Severity.MEDIUM);
  }

  private Confidence confidence() {
    Map<String, Confidence> choices = new LinkedHashMap<>();
    for (Confidence confidence : Confidence.values()) {
      choices.put(confidence.label(), confidence);
    }
    return map.choice("confidence", choices, Confidence.MEDIUM);
  }

  private @Nullable Shape shape(String kind) {
    return switch (kind) {
      case "token" -> ShapeReader.token(map);
      case "assign" -> ShapeReader.assign(map);
      case "generic" -> ShapeReader.generic(map);
      case "path" -> ShapeReader.path(map);
      case "licence" -> LicenceReader.licence(map);
      default -> {
        if (!kind.isBlank()) {
          map.fault("kind", "is '" + kind + "'; write token, assign, generic, path or licence");
        }
        yield null;
      }
    };
  }

  private static List<String> literals(@Nullable Shape shape) {
    if (shape instanceof Shape.Token token) {
      return token.anchors().stream().map(Rule.Anchor::literal).distinct().toList();
    }
    if (shape instanceof Shape.Generic generic) {
      return generic.stems();
    }
    return shape instanceof Shape.Assign assign ? assign.keywords() : List.of();
  }

  private PathScope path(boolean needed) {
    YamlMap path = map.map("path");
    if (path == null) {
      if (needed && !map.has("path")) {
        map.fault("path", "is missing; write {include: ['**/name']}");
      }
      return PathScope.ANY;
    }
    PathScope scope =
        new PathScope(AllowReader.globs(path, "include"), AllowReader.globs(path, "exclude"));
    boolean folders = needed && !path.elements("folders").isEmpty(); // which its shape holds
    if (needed && !folders && !path.has("include")) {
      path.fault("include", "is missing; write the globs of the files that it is about");
    } else if (!folders && !path.has("include") && !path.has("exclude")) {
      path.place().fault("limits nothing; write include or exclude");
    }
    path.refuseOthers();
    return scope;
  }

  private @Nullable Near near(String id) {
    YamlMap near = map.map("near");
    if (near == null) {
      return null;
    }
    String rule = near.text("rule", "write the id of the rule that finds the other half");
    if (rule.equals(id) && !id.isEmpty()) {
      near.fault("rule", "is this rule itself; write the one that finds the other half");
    }
    int lines = near.integer("lines", 20, 0, MAX_NEAR_LINES);
    boolean required = near.flag("required");
    near.refuseOthers();
    return new Near(rule, lines, required);
  }

  private String proof(String key, List<String> known) {
    if (!map.has(key)) {
      return "";
    }
    Map<String, String> choices = new LinkedHashMap<>();
    for (String name : known) {
      choices.put(name, name);
    }
    return map.choice(key, choices, "");
  }

  private Set<CharKind> require() {
    Set<CharKind> kinds = EnumSet.noneOf(CharKind.class);
    for (YamlValue element : map.elements("require")) {
      String text = element.text();
      CharKind found = null;
      for (CharKind kind : CharKind.values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
          found = kind;
        }
      }
      if (found != null) {
        kinds.add(found);
      } else if (text != null) {
        element.fault("is not a kind of character; write letter, upper, lower, digit or special");
      }
    }
    return kinds;
  }

  private RuleInfo info(
      String id, String name, Severity severity, Confidence confidence, List<String> undocumented) {
    YamlMap doc = map.map("doc");
    String found = doc(doc, "found", "A match of this rule.", undocumented);
    String risk = doc(doc, "risk", "Whoever reads it may use it.", undocumented);
    String revoke =
        doc(
            doc,
            "revoke",
            "Revoke it where it was issued, issue a new one, and keep that out of files.",
            undocumented);
    List<String> references = new ArrayList<>();
    if (doc != null) {
      for (YamlValue reference : doc.elements("references")) {
        String url = reference.text();
        if (url != null && !url.startsWith("https://")) {
          reference.fault("is not an https:// address");
        } else if (url != null) {
          references.add(url);
        }
      }
      doc.refuseOthers();
    }
    if (references.isEmpty()) {
      undocumented.add("references");
    }
    return new RuleInfo(id, name, severity, confidence, found, risk, revoke, references);
  }

  private String doc(
      @Nullable YamlMap doc, String key, String otherwise, List<String> undocumented) {
    if (doc == null || !doc.has(key)) {
      undocumented.add(key);
      return otherwise;
    }
    return limited(doc.text(key, "write a sentence"), "doc", MAX_TEXT);
  }

  private String limited(String text, String key, int most) {
    if (text.length() > most) {
      map.fault(key, "has a text of " + text.length() + " characters; at most " + most + " fit");
    }
    return text;
  }
}
