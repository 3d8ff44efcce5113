package dev.assay.detect.file;

import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules that are about a folder which a file lies in, by the folder's name. Immutable.
 */
final class FolderRules {
  private final Map<String, List<Entry>> byName = new HashMap<>();

  private record Entry(Rule rule, List<Glob> exclude) {}

  /**
   * A folder that a rule is about.
   *
   * @param path of the folder, without a slash at its end
   */
  record Match(Rule rule, String path) {}

  FolderRules(RuleSet set) {
    for (int index : set.index().shipped()) {
      Rule rule = set.rules().get(index);
      List<String> names = ((Rule.Shape.PathOnly) rule.shape()).folders();
      if (names.isEmpty()) {
        continue;
      }
      Entry entry = new Entry(rule, Glob.compileAll(rule.path().exclude()));
      for (String name : names) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(entry);
      }
    }
  }

  /** The outermost folder of each rule that holds the file at {@code path}. */
  List<Match> matching(String path) {
    List<Match> found = List.of();
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      List<Entry> entries = byName.get(path.substring(start, end));
      if (entries != null) {
        for (Entry entry : entries) {
          if (!Glob.any(entry.exclude(), path) && !holds(found, entry.rule())) {
            found = found.isEmpty() ? new ArrayList<>() : found;
            found.add(new Match(entry.rule(), path.substring(0, end)));
          }
        }
      }
      start = end + 1;
    }
    return found;
  }

  @SuppressWarnings("ReferenceEquality") // rules have much to compare
  private static boolean holds(List<Match> found, Rule rule) {
    for (Match match : found) {
      if (match.rule() == rule) {
        return true;
      }
    }
    return false;
  }
}
