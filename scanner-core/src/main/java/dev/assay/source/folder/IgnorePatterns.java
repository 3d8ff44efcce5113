package dev.assay.source.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.jspecify.annotations.Nullable;

/**
 * The patterns of one ignore file. What they mean is JGit's business; here only those are tried
 * that the file's name can match, since most end in a fixed name or a fixed extension. Immutable.
 */
final class IgnorePatterns {
  private static final String WILD = "*?[\\";

  private final List<FastIgnoreRule> rules = new ArrayList<>();

  // Indexes into rules, ascending.
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, List<Integer>> byExtension = new HashMap<>();
  private final List<Integer> others = new ArrayList<>();

  /** Reads the lines of a file; those that no pattern can be made of are passed over, as in git. */
  IgnorePatterns(String text) {
    for (String line : text.split("\r?\n", -1)) {
      if (line.isEmpty() || line.startsWith("#") || line.equals("/")) {
        continue;
      }
      FastIgnoreRule rule = new FastIgnoreRule(line);
      if (!rule.isEmpty()) {
        place(line, rules.size());
        rules.add(rule);
      }
    }
  }

  private void place(String line, int index) {
    String pattern = line.strip();
    int end = pattern.endsWith("/") ? pattern.length() - 1 : pattern.length();
    int start = Math.max(pattern.lastIndexOf('/', end - 1) + 1, pattern.startsWith("!") ? 1 : 0);
    String name = pattern.substring(Math.min(start, end), end);
    String extension = name.startsWith("*.") ? name.substring(2) : "";
    if (literal(name)) {
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(index);
    } else if (literal(extension) && extension.indexOf('.') < 0) {
      byExtension.computeIfAbsent(extension, key -> new ArrayList<>()).add(index);
    } else {
      others.add(index);
    }
  }

  private static boolean literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (WILD.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * What the last pattern that matches says: true to leave out, false not to; null if none does.
   *
   * @param path relative to the ignore file's folder, without {@code /} at its end
   */
  @Nullable Boolean verdict(String path, boolean folder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int last = last(byName.get(name), path, folder, -1);
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      last = last(byExtension.get(name.substring(dot + 1)), path, folder, last);
    }
    last = last(others, path, folder, last);
    return last < 0 ? null : rules.get(last).getResult();
  }

  /** The last of {@code indexes} that matches, if it comes after {@code least}; else that. */
  private int last(@Nullable List<Integer> indexes, String path, boolean folder, int least) {
    if (indexes != null) {
      for (int i = indexes.size() - 1; i >= 0 && indexes.get(i) > least; i--) {
        if (rules.get(indexes.get(i)).isMatch(path, folder, true)) {
          return indexes.get(i);
        }
      }
    }
    return least;
  }
}
