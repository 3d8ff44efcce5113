package dev.assay.detect.secret;

import dev.assay.model.Candidate;
import dev.assay.model.Region;
import dev.assay.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where the matches of rules that others ask for stand in one content. */
final class Companions {
  /** Columns of a rule's candidates, by rule and line. */
  private final Map<String, TreeMap<Integer, TreeSet<Integer>>> columns = new HashMap<>();

  void clear() {
    columns.clear();
  }

  void add(Candidate candidate) {
    Region region = candidate.region();
    if (region != null) {
      columns
          .computeIfAbsent(candidate.ruleId(), id -> new TreeMap<>())
          .computeIfAbsent(region.line(), line -> new TreeSet<>())
          .add(region.column());
    }
  }

  /** What of {@code asked} stands near {@code candidate}, a sentence each; null unless all does. */
  @Nullable List<String> near(Candidate candidate, List<Rule.Companion> asked) {
    List<String> evidence = new ArrayList<>();
    Region region = candidate.region();
    for (Rule.Companion companion : asked) {
      Integer line = region == null ? null : line(companion, region);
      if (line == null) {
        return null;
      }
      evidence.add("a match of " + companion.rule() + " stands near, on line " + line);
    }
    return evidence;
  }

  /** The first line of a match of {@code companion}'s rule that is near enough; null if none is. */
  private @Nullable Integer line(Rule.Companion companion, Region region) {
    TreeMap<Integer, TreeSet<Integer>> all = columns.get(companion.rule());
    if (all == null) {
      return null;
    }
    NavigableMap<Integer, TreeSet<Integer>> lines =
        companion.lines() < 0
            ? all
            : all.subMap(
                region.line() - companion.lines(), true, region.line() + companion.lines(), true);
    for (Map.Entry<Integer, TreeSet<Integer>> line : lines.entrySet()) {
      Integer next =
          companion.columns() < 0
              ? line.getValue().first()
              : line.getValue().ceiling(region.column() - companion.columns());
      if (next != null
          && (companion.columns() < 0 || next <= region.column() + companion.columns())) {
        return line.getKey();
      }
    }
    return null;
  }
}
