package dev.assay.rules.load;

import dev.assay.model.UsageException;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Target;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a rule's exceptions. */
final class AllowReader {
  private AllowReader() {}

  static List<Allow> read(YamlMap rule) {
    List<Allow> all = new ArrayList<>();
    for (YamlValue element : rule.elements("allow")) {
      YamlMap map = element.map();
      if (map != null) {
        all.add(allow(map));
      }
    }
    return all;
  }

  private static Allow allow(YamlMap map) {
    boolean all = map.flag("all");
    Target target =
        map.choice(
            "target",
            Map.of("secret", Target.SECRET, "match", Target.MATCH, "line", Target.LINE),
            Target.SECRET);
    List<String> patterns = new ArrayList<>();
    for (YamlValue pattern : map.elements("patterns")) {
      String regex = Patterns.searchable(pattern);
      if (regex != null) {
        patterns.add(regex);
      }
    }
    List<String> stopwords = new ArrayList<>();
    for (YamlValue word : map.elements("stopwords")) {
      String text = word.text();
      if (text != null && text.isBlank()) {
        word.fault("is an empty stopword, which every text contains; remove it");
      } else if (text != null) {
        stopwords.add(text.toLowerCase(Locale.ROOT));
      }
    }
    List<String> paths = globs(map, "paths");
    List<String> commits = new ArrayList<>();
    for (YamlValue commit : map.elements("commits")) {
      String id = commit.text();
      if (id != null && !isCommit(id)) {
        commit.fault("is not a full commit id; write all of its 40 (or 64) hex digits");
      } else if (id != null) {
        commits.add(id.toLowerCase(Locale.ROOT));
      }
    }
    boolean empty =
        !map.has("patterns") && !map.has("stopwords") && !map.has("paths") && !map.has("commits");
    if (empty) {
      map.place().fault("allows nothing; write patterns, stopwords, paths or commits");
    }
    map.refuseOthers();
    return new Allow(all, target, patterns, stopwords, paths, commits);
  }

  /** The globs under {@code key}, each compiled once to see whether it is one. */
  static List<String> globs(YamlMap map, String key) {
    List<String> globs = new ArrayList<>();
    for (YamlValue element : map.elements(key)) {
      String glob = element.text();
      if (glob == null) {
        continue;
      }
      try {
        Glob.compile(glob);
        globs.add(glob);
      } catch (UsageException e) {
        element.fault(String.valueOf(e.getMessage()));
      }
    }
    return globs;
  }

  private static boolean isCommit(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0 || id.charAt(i) > 'f') {
        return false;
      }
    }
    return id.length() == 40 || id.length() == 64;
  }
}
