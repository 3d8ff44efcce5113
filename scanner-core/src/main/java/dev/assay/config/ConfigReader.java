package dev.assay.config;

import dev.assay.model.Budget;
import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import dev.assay.rules.Glob;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys of one configuration file. What is wrong is reported at its place. */
final class ConfigReader {
  private static final int MOST_DEPTH = 1000;

  private final ScanConfig base;
  private final @Nullable Path folder;
  private final String shown;
  private final boolean guarded;
  private final List<String> notices = new ArrayList<>();

  ConfigReader(ScanConfig base, @Nullable Path folder, String shown, boolean guarded) {
    this.base = base;
    this.folder = folder;
    this.shown = shown;
    this.guarded = guarded;
    notices.addAll(base.notices());
  }

  ScanConfig read(YamlValue root) {
    YamlMap map = root.map();
    if (map == null) {
      return base;
    }
    @Nullable Severity failOn = failOn(map);
    Confidence minConfidence = minConfidence(map);
    Budget budget = budget(map);
    int decodeDepth = decodeDepth(map);
    boolean allowIncomplete = allowIncomplete(map);
    List<Path> rules = rules(map);
    List<String> only = globs(map, "only", base.only());
    List<String> skip = globs(map, "skip", base.skip());
    List<String> exclude = globs(map, "exclude", base.exclude());
    List<String> buildOutputs = buildOutputs(map);
    String salt = map.textOr("fingerprint-salt", base.fingerprintSalt());
    Materials materials = materials(map);
    map.refuseOthers();
    return new ScanConfig(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        base.threads(),
        base.noIgnore(),
        rules,
        only,
        skip,
        exclude,
        base.showSecrets(),
        salt,
        notices,
        base.foundRules(),
        base.known(),
        base.comparison().withBuildOutputs(buildOutputs),
        materials);
  }

  private @Nullable Severity failOn(YamlMap map) {
    Map<String, Optional<Severity>> words = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      words.put(severity.label(), Optional.of(severity));
    }
    words.put("never", Optional.empty());
    @Nullable Severity failOn =
        map.choice("fail-on", words, Optional.ofNullable(base.failOn())).orElse(null);
    Severity before = base.failOn();
    if (before != null && (failOn == null || failOn.compareTo(before) > 0)) {
      loosens(failOn == null ? "never fails" : "fails only from " + failOn.label() + " up");
    }
    return failOn;
  }

  private Confidence minConfidence(YamlMap map) {
    Map<String, Confidence> words = new LinkedHashMap<>();
    for (Confidence confidence : Confidence.values()) {
      words.put(confidence.label(), confidence);
    }
    Confidence least = map.choice("min-confidence", words, base.minConfidence());
    if (least.compareTo(base.minConfidence()) > 0) {
      loosens("reports only what is of " + least.label() + " confidence");
    }
    return least;
  }

  private int decodeDepth(YamlMap map) {
    int depth = map.integer("decode-depth", base.decodeDepth(), 0, ScanConfig.MOST_DECODE_DEPTH);
    if (depth < base.decodeDepth()) {
      loosens(
          depth == 0 ? "decodes nothing" : "looks through " + depth + " layers of encoding only");
    }
    return depth;
  }

  private boolean allowIncomplete(YamlMap map) {
    boolean allow =
        map.choice(
            "allow-incomplete", Map.of("true", true, "false", false), base.allowIncomplete());
    if (allow && !base.allowIncomplete()) {
      loosens("lets incomplete scans pass");
    }
    return allow;
  }

  private Budget budget(YamlMap map) {
    Budget before = base.budget();
    YamlMap limits = map.has("budget") ? map.map("budget") : null;
    if (limits == null) {
      return before;
    }
    Budget budget =
        new Budget(
            limits.integer("max-depth", before.maxDepth(), 0, MOST_DEPTH),
            limits.integer(
                "max-entries",
                (int) Math.min(before.maxEntries(), Integer.MAX_VALUE),
                0,
                Integer.MAX_VALUE),
            bytes(limits, before.maxBytes()),
            limits.integer("max-ratio", before.maxRatio(), 1, Integer.MAX_VALUE),
            timeout(limits, before.timeout()));
    limits.refuseOthers();
    return budget;
  }

  private static long bytes(YamlMap limits, long before) {
    String text = limits.textOr("max-bytes", "");
    if (text.isEmpty()) {
      return before;
    }
    try {
      return Amounts.bytes(text);
    } catch (IllegalArgumentException e) {
      limits.fault("max-bytes", "is '" + text + "': " + e.getMessage());
      return before;
    }
  }

  private static @Nullable Duration timeout(YamlMap limits, @Nullable Duration before) {
    String text = limits.textOr("timeout", "");
    if (text.isEmpty()) {
      return before;
    }
    try {
      return Amounts.duration(text);
    } catch (IllegalArgumentException e) {
      limits.fault("timeout", "is '" + text + "': " + e.getMessage());
      return before;
    }
  }

  private List<Path> rules(YamlMap map) {
    List<Path> rules = new ArrayList<>(base.rulePaths());
    for (YamlValue element : map.elements("rules")) {
      String text = element.text();
      if (text == null || folder == null) {
        continue;
      }
      try {
        Path path = folder.resolve(text).normalize();
        if (guarded && !path.startsWith(folder)) {
          element.fault(
              "'"
                  + text
                  + "' leads out of the folder of this configuration, which may only name rules"
                  + " of its own; use --rules or --config for others");
        }
        rules.add(path);
      } catch (InvalidPathException e) {
        element.fault("'" + text + "' is no path");
      }
    }
    return rules;
  }

  /** What they explain is said where something is held against a commit. */
  private List<String> buildOutputs(YamlMap map) {
    List<String> all = new ArrayList<>(base.comparison().buildOutputs());
    if (map.has("build-outputs")) {
      all.addAll(patterns(map, "build-outputs"));
    }
    return all;
  }

  private Materials materials(YamlMap map) {
    Materials before = base.materials();
    if (!map.has("licences")) {
      return before;
    }
    LicencePolicy was = before.licences();
    LicencePolicy is = new LicenceReader(folder, guarded).read(map, was);
    if (!was.allow().isEmpty() && is.allow().size() > was.allow().size()) {
      loosens("allows further licences");
    }
    return before.with(is);
  }

  private static List<String> patterns(YamlMap map, String key) {
    List<String> globs = new ArrayList<>();
    for (YamlValue element : map.elements(key)) {
      String text = element.text();
      if (text == null) {
        continue;
      }
      try {
        Glob.compile(text);
        globs.add(text);
      } catch (UsageException e) {
        element.fault(String.valueOf(e.getMessage()));
      }
    }
    return globs;
  }

  private List<String> globs(YamlMap map, String key, List<String> before) {
    if (!map.has(key)) {
      return before;
    }
    List<String> globs = patterns(map, key);
    if (!globs.isEmpty()) {
      String names = String.join(", ", globs);
      loosens(
          switch (key) {
            case "only" -> "runs only the rules " + names;
            case "skip" -> "skips the rules " + names;
            default -> "leaves out " + names;
          });
    }
    List<String> all = new ArrayList<>(key.equals("only") ? List.of() : before);
    all.addAll(globs);
    return all;
  }

  private void loosens(String what) {
    if (guarded) {
      notices.add("The scanned " + shown + " loosens this scan: it " + what);
    }
  }
}
