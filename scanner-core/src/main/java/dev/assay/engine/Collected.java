package dev.assay.engine;

import dev.assay.model.Candidate;
import dev.assay.model.Coverage;
import dev.assay.model.FileDigest;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one worker has gathered; several are merged when the scan ends. Not thread-safe. */
final class Collected {

  /** Candidates of one content whose paths only attribution will tell. */
  record Hit(Provenance content, List<Candidate> candidates) {}

  final List<Placed> placed = new ArrayList<>();
  final List<Hit> hits = new ArrayList<>();
  final List<Pin> pins = new ArrayList<>();
  final List<FileDigest> digests = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  private final long[] counts = new long[Coverage.Unit.values().length];

  void count(Coverage.Unit what, long amount) {
    counts[what.ordinal()] += amount;
  }

  /** Takes everything out of {@code other}. */
  void add(Collected other) {
    placed.addAll(other.placed);
    hits.addAll(other.hits);
    pins.addAll(other.pins);
    digests.addAll(other.digests);
    problems.addAll(other.problems);
    notices.addAll(other.notices);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  void clear() {
    placed.clear();
    hits.clear();
    pins.clear();
    digests.clear();
    problems.clear();
    notices.clear();
    Arrays.fill(counts, 0);
  }

  /** The counts that are not zero. */
  Coverage coverage() {
    Map<Coverage.Unit, Long> named = new EnumMap<>(Coverage.Unit.class);
    for (Coverage.Unit unit : Coverage.Unit.values()) {
      if (counts[unit.ordinal()] != 0) {
        named.put(unit, counts[unit.ordinal()]);
      }
    }
    return new Coverage(named);
  }
}
