package dev.assay.engine;

import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One secret of a history, with each path that it stands at. */
final class FindingGroup {
  private static final int MOST_PLACES = 100;

  private @Nullable Placed first;
  private @Nullable Placed worst;

  /** The first place at each path, in order of introduction. */
  private final Map<String, Place> places = new LinkedHashMap<>();

  /** Why it is allowed there: by a comment in any version of the file at that path. */
  private final Map<String, String> allowed = new LinkedHashMap<>();

  /** One more place; the first one added is where the finding was introduced. */
  void add(Placed placed) {
    if (first == null) {
      first = placed;
    }
    if (worst == null || placed.severity().compareTo(worst.severity()) > 0) {
      worst = placed;
    }
    String path = placed.place().provenance().path();
    places.putIfAbsent(path, placed.place());
    String reason = placed.candidate().inlineIgnore();
    if (reason != null) {
      allowed.putIfAbsent(path, reason);
    }
  }

  /** As severe as at its worst place; allowed only if it is at every path. */
  Finding finding(String message) {
    Placed introduced = java.util.Objects.requireNonNull(first);
    Placed gravest = java.util.Objects.requireNonNull(worst);
    List<Place> further = new ArrayList<>(places.values());
    further.remove(0);
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
        allAllowed ? Policy.inline(allowed.values().iterator().next()) : null);
  }

  /** The rule of its findings. */
  String ruleId() {
    return java.util.Objects.requireNonNull(first).candidate().ruleId();
  }

  /** What it is about, if not a secret. */
  String subject() {
    return java.util.Objects.requireNonNull(first).candidate().subject();
  }
}
