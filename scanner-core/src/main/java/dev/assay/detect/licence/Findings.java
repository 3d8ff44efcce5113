package dev.assay.detect.licence;

import dev.assay.detect.Correlator.Output;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers findings; what is alike in one package is told once, at the first place. */
final class Findings {
  private static final int MOST_NAMED = 3;

  private static final Comparator<Found> FIRST =
      Comparator.comparingInt((Found found) -> depth(found.place().path()))
          .thenComparing(found -> found.place().path())
          .thenComparing(Found::message);

  private final Map<String, List<Found>> groups = new TreeMap<>();

  /**
   * One thing.
   *
   * @param region null for the whole file
   * @param subject names what it is about
   */
  record Found(
      String rule,
      Severity severity,
      Confidence confidence,
      Provenance place,
      @Nullable Region region,
      String subject,
      String message,
      List<String> evidence) {
    Found {
      evidence = List.copyOf(evidence);
    }
  }

  /** Takes one; those with the same rule, weight and {@code group} are told together. */
  void add(String group, Found found) {
    String key =
        found.rule()
            + '\0'
            + found.severity().ordinal()
            + '\0'
            + found.confidence().ordinal()
            + '\0'
            + group;
    groups.computeIfAbsent(key, any -> new ArrayList<>(1)).add(found);
  }

  /** Tells all. */
  void tell(Output out) {
    for (List<Found> group : groups.values()) {
      group.sort(FIRST);
      Found first = group.get(0);
      List<String> evidence = new ArrayList<>(first.evidence());
      Set<String> others = new TreeSet<>();
      for (Found each : group) {
        if (!each.place().path().equals(first.place().path())) {
          others.add(each.place().path());
        }
      }
      if (!others.isEmpty()) {
        evidence.add(more(others));
      }
      Region region = first.region();
      out.found(
          first.place(),
          new Candidate(
                  first.rule(),
                  first.severity(),
                  first.confidence(),
                  1,
                  true,
                  evidence,
                  region,
                  region == null ? 0 : region.byteOffset(),
                  region == null ? 0 : region.byteOffset() + region.byteLength(),
                  null,
                  null,
                  null,
                  first.subject())
              .withMessage(first.message()));
    }
  }

  private static String more(Set<String> others) {
    StringBuilder text = new StringBuilder();
    text.append(others.size() == 1 ? "so is 1 more: " : "so are " + others.size() + " more: ");
    int named = 0;
    for (String other : others) {
      if (named++ == MOST_NAMED) {
        text.append(", …");
        break;
      }
      text.append(named == 1 ? "" : ", ").append(other);
    }
    return text.toString();
  }

  private static int depth(String path) {
    int depth = 0;
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      depth++;
    }
    return depth;
  }
}
