package dev.assay.rules.gitleaks;

import dev.assay.rules.Glob;
import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Companion;
import dev.assay.rules.Rule.Target;
import dev.assay.rules.load.Patterns;
import dev.assay.rules.syntax.GoPattern;
import dev.assay.rules.syntax.PatternSyntaxProblem;
import dev.assay.rules.yaml.YamlFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlParseResult;

/** Reads the keys of one file; what is wrong is reported at its place. */
final class TomlReader {
  private static final int MAX_RULES = 10_000;
  private static final int MAX_ID = 200;
  private static final int MOST = 1_000_000;

  /** What the format was when this was written; a file that asks for more is warned of. */
  private static final int[] FORMAT = {8, 30, 0};

  private TomlReader() {}

  /** The file in {@code bytes}; null after a fault that left nothing to read. */
  static @Nullable TomlConfig read(
      String file, byte[] bytes, YamlFaults faults, YamlFaults warnings) {
    TomlParseResult result = TomlFile.parse(file, bytes, faults);
    if (result == null) {
      return null;
    }
    TomlMap root = new TomlMap(file, result, null, faults, warnings);
    root.text("title");
    root.text("description");
    version(root);
    boolean useDefault = false;
    TomlMap.Text extendPath = null;
    List<TomlMap.Text> disabled = List.of();
    TomlMap extend = root.table("extend");
    if (extend != null) {
      useDefault = extend.flag("useDefault");
      extendPath = extend.text("path");
      disabled = extend.texts("disabledRules");
      if (extend.text("url") != null) {
        extend.warn("url", "extend.url is not read: nothing is fetched from a network; use path");
      }
      if (useDefault && extendPath != null) {
        extend.fault("path", "useDefault and path exclude each other; keep one of them");
      }
      extend.warnOfOthers();
    }
    List<TomlConfig.GlobalAllow> allow = new ArrayList<>();
    if (root.has("allowlist") && root.has("allowlists")) {
      root.warn("allowlist", "[allowlist] stands beside [[allowlists]]; both are used");
    }
    for (TomlMap map : allowMaps(root)) {
      List<TomlMap.Text> targets = map.texts("targetRules");
      Allow read = allow(map);
      if (read != null) {
        allow.add(new TomlConfig.GlobalAllow(read, targets));
      }
    }
    List<TomlMap> maps = root.tables("rules");
    if (maps.size() > MAX_RULES) {
      root.fault(
          "rules", "there are " + maps.size() + " rules; at most " + MAX_RULES + " are read");
      return null;
    }
    List<TomlRule> rules = new ArrayList<>();
    for (TomlMap map : maps) {
      TomlRule rule = rule(map);
      if (rule != null) {
        rules.add(rule);
      }
    }
    root.warnOfOthers();
    return new TomlConfig(file, useDefault, extendPath, disabled, rules, allow);
  }

  private static void version(TomlMap root) {
    TomlMap.Text version = root.text("minVersion");
    if (version == null) {
      return;
    }
    String[] parts = version.value().strip().replaceFirst("^v", "").split("\\.", 3);
    for (int i = 0; i < Math.min(parts.length, FORMAT.length); i++) {
      int number;
      try {
        number = Integer.parseInt(parts[i].replaceFirst("[^0-9].*", ""));
      } catch (NumberFormatException e) {
        root.warn(version, "minVersion is no version such as v8.25.0, and has no effect");
        return;
      }
      if (number != FORMAT[i]) {
        if (number > FORMAT[i]) {
          root.warn(
              version,
              "minVersion asks for gitleaks "
                  + version.value()
                  + "; the format is read as of 8.30, and what is newer has no effect");
        }
        return;
      }
    }
  }

  private static List<TomlMap> allowMaps(TomlMap owner) {
    List<TomlMap> maps = new ArrayList<>();
    TomlMap single = owner.table("allowlist");
    if (single != null) {
      maps.add(single);
    }
    maps.addAll(owner.tables("allowlists"));
    return maps;
  }

  private static @Nullable TomlRule rule(TomlMap map) {
    TomlMap.Text id = map.text("id");
    if (id == null || id.value().isBlank() || id.value().length() > MAX_ID) {
      map.fault("this rule has no id of 1 to " + MAX_ID + " characters; write id = \"name\"");
      return null;
    }
    if (id.value().codePoints().anyMatch(Character::isISOControl)) {
      map.fault(id, "the id holds a control character; remove it");
      return null;
    }
    TomlMap.Text description = map.text("description");
    TomlMap.Text regex = nonEmpty(map.text("regex"));
    TomlMap.Text path = nonEmpty(map.text("path"));
    Integer group = map.integer("secretGroup", 0, 1000);
    Double entropy = map.decimal("entropy");
    List<TomlMap.Text> keywords = map.texts("keywords");
    List<String> tags = new ArrayList<>();
    map.texts("tags").forEach(tag -> tags.add(tag.value()));
    List<Allow> allow = new ArrayList<>();
    for (TomlMap each : allowMaps(map)) {
      Allow read = allow(each);
      if (read != null) {
        allow.add(read);
      }
    }
    List<Companion> required = new ArrayList<>();
    for (TomlMap each : map.tables("required")) {
      TomlMap.Text other = each.text("id");
      Integer lines = each.integer("withinLines", 0, MOST);
      Integer columns = each.integer("withinColumns", 0, MOST);
      if (other == null) {
        each.fault("a required rule has no id; write id = \"name of another rule\"");
      } else {
        required.add(
            new Companion(
                other.value(), lines == null ? -1 : lines, columns == null ? -1 : columns));
      }
      each.warnOfOthers();
    }
    boolean skipReport = map.flag("skipReport");
    map.warnOfOthers();
    return new TomlRule(
        map.file(),
        map.line(),
        id,
        description,
        regex,
        path,
        group == null || group == 0 ? null : group,
        entropy,
        keywords,
        tags,
        allow,
        required,
        skipReport);
  }

  private static TomlMap.@Nullable Text nonEmpty(TomlMap.@Nullable Text text) {
    return text == null || text.value().isEmpty() ? null : text;
  }

  private static @Nullable Allow allow(TomlMap map) {
    map.text("description");
    boolean all = false;
    TomlMap.Text condition = map.text("condition");
    if (condition != null) {
      String word = condition.value().toUpperCase(Locale.ROOT);
      all = word.equals("AND") || word.equals("&&");
      if (!all && !word.equals("OR") && !word.equals("||") && !word.isEmpty()) {
        map.fault(condition, "condition is '" + condition.value() + "'; write AND or OR");
      }
    }
    Target target = Target.SECRET;
    TomlMap.Text regexTarget = map.text("regexTarget");
    if (regexTarget != null) {
      switch (regexTarget.value()) {
        case "secret", "" -> {}
        case "match" -> target = Target.MATCH;
        case "line" -> target = Target.LINE;
        default ->
            map.fault(
                regexTarget,
                "regexTarget is '" + regexTarget.value() + "'; write secret, match or line");
      }
    }
    List<TomlMap.Text> regexes = map.texts("regexes");
    List<TomlMap.Text> pathRegexes = map.texts("paths");
    List<TomlMap.Text> words = map.texts("stopwords");
    List<TomlMap.Text> commits = map.texts("commits");
    map.warnOfOthers();
    if (regexes.isEmpty() && pathRegexes.isEmpty() && words.isEmpty() && commits.isEmpty()) {
      map.fault("this allowlist allows nothing; write commits, paths, regexes or stopwords");
      return null;
    }
    List<String> patterns = new ArrayList<>();
    for (TomlMap.Text text : regexes) {
      String regex = searchable(map, text);
      if (regex != null) {
        patterns.add(regex);
      }
    }
    List<String> paths = new ArrayList<>();
    for (TomlMap.Text text : pathRegexes) {
      String regex = searchable(map, text);
      if (regex != null) {
        paths.add(Glob.ofRegex(regex));
      }
    }
    List<String> stopwords = new ArrayList<>();
    for (TomlMap.Text text : words) {
      if (text.value().isEmpty()) {
        map.fault(text, "an empty stopword is in every secret; remove it");
      } else {
        stopwords.add(Latin1.ofUtf8(text.value().toLowerCase(Locale.ROOT)));
      }
    }
    return new Allow(all, target, patterns, stopwords, paths, commits(map, commits), true);
  }

  private static List<String> commits(TomlMap map, List<TomlMap.Text> ids) {
    List<String> commits = new ArrayList<>();
    for (TomlMap.Text text : ids) {
      String id = text.value().toLowerCase(Locale.ROOT);
      if (id.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
        commits.add(id);
      } else {
        map.warn(
            text,
            "'" + text.value() + "' is not a full commit id, and allows nothing; write all digits");
        commits.add(id); // an AND must not hold because of it
      }
    }
    return commits;
  }

  private static @Nullable String searchable(TomlMap map, TomlMap.Text text) {
    try {
      return GoPattern.searchable(text.value());
    } catch (PatternSyntaxProblem e) {
      map.fault(text, "'" + shortened(text.value()) + "' " + Patterns.describe(e, text.value()));
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
