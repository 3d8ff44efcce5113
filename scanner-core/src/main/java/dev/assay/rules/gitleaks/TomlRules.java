package dev.assay.rules.gitleaks;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.PathScope;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.load.Evidence;
import dev.assay.rules.load.Patterns;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.syntax.GoPattern;
import dev.assay.rules.syntax.PatternSyntaxProblem;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles rules that say what they look for. */
final class TomlRules {
  /** Longest match that is looked for around keywords alone, bytes. */
  private static final int MAX_REACH = 4096;

  private static final int MAX_NAME = 80;
  private static final int MAX_TEXT = 1024;

  private TomlRules() {}

  /** The rule, ready to run; null after a fault. */
  static @Nullable RuleSource compile(TomlRule toml, YamlFaults faults, YamlFaults warnings) {
    PathScope path = PathScope.ANY;
    if (toml.path() != null) {
      String regex = path(toml, toml.path(), faults);
      if (regex == null) {
        return null;
      }
      path = new PathScope(List.of(Glob.ofRegex(regex)), List.of());
    }
    Shape shape =
        toml.regex() == null
            ? new Shape.PathOnly(null)
            : search(toml, toml.regex(), faults, warnings);
    if (shape == null) {
      return null;
    }
    if (toml.regex() == null && (toml.entropy() != null || !toml.required().isEmpty())) {
      warnings.add(
          new Fault(
              toml.file(),
              toml.line(),
              1,
              named(toml) + " is a path alone, so that entropy and required have no effect"));
    }
    String id = toml.id().value();
    Rule rule =
        new Rule(
            id,
            Severity.HIGH,
            Confidence.MEDIUM,
            !id.startsWith("generic-"),
            shape,
            null,
            path,
            "",
            "",
            toml.entropy() == null || toml.entropy() == 0 ? 0 : Math.nextUp(toml.entropy()),
            Set.of(),
            toml.allow());
    return new RuleSource(
        rule,
        info(toml),
        toml.file(),
        toml.line(),
        true,
        Evidence.INFERRED,
        List.of(),
        toml.regex() == null ? "" : toml.regex().value(),
        shape instanceof Shape.Search search
            ? search.anchors().stream().map(Rule.Anchor::literal).toList()
            : List.of(),
        List.of(),
        List.of());
  }

  static String named(TomlRule toml) {
    return "rule " + toml.id().value();
  }

  private static RuleInfo info(TomlRule toml) {
    String id = toml.id().value();
    String description = toml.description() == null ? "" : toml.description().value().strip();
    String found = description.isEmpty() ? "A match of the rule " + id + "." : description;
    if (!toml.tags().isEmpty()) {
      found += " (tags: " + String.join(", ", toml.tags()) + ")";
    }
    return new RuleInfo(
        id,
        description.isEmpty() || description.length() > MAX_NAME ? id : description,
        Severity.HIGH,
        Confidence.MEDIUM,
        found.length() > MAX_TEXT ? found.substring(0, MAX_TEXT - 1) + "…" : found,
        "Whoever reads it may use it.",
        "Revoke it where it was issued, issue a new one, and keep that out of files.",
        List.of());
  }

  private static @Nullable String path(TomlRule toml, TomlMap.Text path, YamlFaults faults) {
    try {
      return GoPattern.searchable(path.value());
    } catch (PatternSyntaxProblem e) {
      faults.add(fault(toml, path, "path", e));
      return null;
    }
  }

  private static Fault fault(
      TomlRule toml, TomlMap.Text text, String key, PatternSyntaxProblem problem) {
    return new Fault(
        toml.file(),
        text.line(),
        text.column(),
        "the " + key + " of " + named(toml) + " " + Patterns.describe(problem, text.value()));
  }

  private static Shape.@Nullable Search search(
      TomlRule toml, TomlMap.Text regex, YamlFaults faults, YamlFaults warnings) {
    List<String> keywords = keywords(toml, warnings);
    GoPattern.Compiled compiled;
    try {
      compiled = GoPattern.compile(regex.value(), keywords);
    } catch (PatternSyntaxProblem e) {
      faults.add(fault(toml, regex, "regex", e));
      return null;
    }
    int group = toml.secretGroup() == null ? Shape.Search.FIRST_GROUP : toml.secretGroup();
    if (group > compiled.groups()) {
      faults.add(
          new Fault(
              toml.file(),
              regex.line(),
              regex.column(),
              "the secretGroup of "
                  + named(toml)
                  + " is "
                  + group
                  + ", but its regex has "
                  + compiled.groups()
                  + " groups; put ( ) around the secret"));
      return null;
    }
    boolean anchored = !compiled.anchors().isEmpty();
    int reach =
        !compiled.impliesKeyword()
            ? Shape.Search.ANYWHERE
            : compiled.maxLength() > 0 && compiled.maxLength() <= MAX_REACH
                ? compiled.maxLength()
                : compiled.oneLine() ? Shape.Search.LINE : Shape.Search.ANYWHERE;
    return new Shape.Search(
        compiled.regex(),
        compiled.anchors(),
        compiled.guards(),
        anchored && compiled.impliesKeyword() ? List.of() : keywords,
        reach,
        group,
        toml.required(),
        toml.skipReport());
  }

  /** What opens the rule's gate; empty where nothing can close it. */
  private static List<String> keywords(TomlRule toml, YamlFaults warnings) {
    List<String> keywords = new ArrayList<>();
    for (TomlMap.Text keyword : toml.keywords()) {
      String part = longestAscii(keyword.value().toLowerCase(Locale.ROOT));
      if (part.isEmpty()) {
        warnings.add(
            new Fault(
                toml.file(),
                keyword.line(),
                keyword.column(),
                "a keyword of "
                    + named(toml)
                    + " holds no ASCII character, so that its keywords spare no file"));
        return List.of();
      }
      if (!keywords.contains(part)) {
        keywords.add(part);
      }
    }
    return keywords;
  }

  /** Other letters have cases that bytes don't show: their part is left out of the condition. */
  private static String longestAscii(String text) {
    String longest = "";
    for (String part : text.split("[^\\x00-\\x7f]+", -1)) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }
}
