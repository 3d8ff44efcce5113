package dev.assay.engine;

import dev.assay.model.Candidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands both in a file's bytes and in what was gathered from them is told once: where it is
 * believed more, else where it reads better.
 */
final class SameSecret {

  private SameSecret() {}

  /** Leaves what was found twice in one of the two. */
  static void settle(List<Candidate> ofBytes, List<Candidate> ofView) {
    if (ofBytes.isEmpty() || ofView.isEmpty()) {
      return;
    }
    Map<String, Candidate> gathered = new HashMap<>();
    for (Candidate candidate : ofView) {
      if (candidate.secret() != null) {
        gathered.merge(key(candidate), candidate, (a, b) -> better(a, b) ? a : b);
      }
    }
    Map<String, Candidate> kept = new HashMap<>();
    ofBytes.removeIf(
        candidate -> {
          if (candidate.secret() == null) {
            return false;
          }
          Candidate other = gathered.get(key(candidate));
          boolean worse = other != null && !better(candidate, other);
          if (!worse) {
            kept.put(key(candidate), candidate);
          }
          return worse;
        });
    ofView.removeIf(candidate -> candidate.secret() != null && kept.containsKey(key(candidate)));
  }

  private static String key(Candidate candidate) {
    return candidate.ruleId() + '\n' + candidate.secret();
  }

  /** Whether one is believed more than the other. */
  private static boolean better(Candidate one, Candidate other) {
    return one.proof() != other.proof()
        ? one.proof() > other.proof()
        : one.confidence().compareTo(other.confidence()) > 0;
  }
}
