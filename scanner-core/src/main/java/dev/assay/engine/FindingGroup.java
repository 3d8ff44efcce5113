package dev.assay.engine;

import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One secret of a history, with each path that it stands at. */
final class FindingGroup {
  private static final int MOST_PLACES = 100;

  private @Nullable Placed first;
  private @Nullable Placed worst;
  private long firstRank = Long.MAX_VALUE;
  private long worstRank = Long.MAX_VALUE;

  /** The first place at each path. */
  private final Map<String, Ranked> places = new HashMap<>();

  /** Why it is allowed there: by a comment in any version of the file at that path. */
  private final Map<String, Suppression> allowed = new TreeMap<>();

  private record Ranked(Place place, long rank) {}

  /**
   * One more place.
   *
   * @param allowance what allows it there; null if nothing does
   * @param rank the lower, the earlier it was introduced
   */
  void add(Placed placed, @Nullable Suppression allowance, long rank) {
    if (rank < firstRank) {
      first = placed;
      firstRank = rank;
    }
    int graver = worst == null ? 1 : placed.severity().compareTo(worst.severity());
    if (graver > 0 || (graver == 0 && rank < worstRank)) {
      worst = placed;
      worstRank = rank;
    }
    Provenance provenance = placed.place().provenance();
    String path = provenance.path();
    if (Placement.unattributed(provenance)) {
      path += ((Provenance.Blob) provenance.outermost()).objectId();
    }
    places.merge(path, new Ranked(placed.place(), rank), (a, b) -> a.rank() <= b.rank() ? a : b);
    if (allowance != null) {
      allowed.merge(path, allowance, (a, b) -> a.reason().compareTo(b.reason()) <= 0 ? a : b);
    }
  }

  /** As severe as at its worst place; allowed only if it is at every path. */
  Finding finding(String message) {
    Placed introduced = Objects.requireNonNull(first);
    Placed gravest = Objects.requireNonNull(worst);
    List<Ranked> all = new ArrayList<>(places.values());
    all.sort(
        Comparator.comparingLong(Ranked::rank)
            .thenComparing(ranked -> ranked.place().provenance().path()));
    List<Place> further = new ArrayList<>();
    for (Ranked ranked : all.subList(1, all.size())) {
      further.add(ranked.place());
    }
    int shown = Math.min(further.size(), MOST_PLACES);
    boolean allAllowed = allowed.keySet().containsAll(places.keySet());
    return new Finding(
        introduced.candidate().ruleId(),
        gravest.severity(),
        introduced.candidate().confidence(),
        gravest.evidence(),
        introduced.fingerprint(),
        introduced.place(),
        further.subList(0, shown),
        further.size() - shown,
        introduced.candidate().secret(),
        introduced.candidate().excerpt(),
        message,
        allAllowed ? allowed.values().iterator().next() : null);
  }

  /** The rule of its findings. */
  String ruleId() {
    return Objects.requireNonNull(first).candidate().ruleId();
  }

  /** What it is about, if not a secret. */
  String subject() {
    return Objects.requireNonNull(first).candidate().subject();
  }
}
