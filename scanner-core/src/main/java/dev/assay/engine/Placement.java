package dev.assay.engine;

import dev.assay.config.ScanConfig;
import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.model.Content;
import dev.assay.model.LineFilter;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges candidates at the path where their content stands: rules' paths and exceptions, then which
 * of several on the same bytes is told, then lines, then confidence; context lowers severity. All
 * of one content at once. Thread-safe.
 */
final class Placement {
  /** Before the id of a rule that matches the same bytes, in evidence. */
  static final String ALSO = "also matches ";

  /** Made when there is something to compare, which most starts spare themselves. */
  private static final class Order {
    /**
     * Best first. Proof decides, then specific before generic, graver (where there is no secret),
     * undecoded, longer, id.
     */
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingInt(Candidate::proof)
            .thenComparing(Candidate::specific)
            .thenComparingInt(Placement::gravity)
            .thenComparingInt(candidate -> -candidate.layers())
            .thenComparingLong(candidate -> length(candidate.region()))
            .reversed()
            .thenComparing(Candidate::ruleId)
            .thenComparingLong(Candidate::matchStart)
            .thenComparingLong(Candidate::matchEnd);
  }

  private final RuleChoice choice;
  private final RuleScopes scopes;
  private final List<String> roots;
  private final ScanConfig config;

  Placement(RuleSet rules, ScanConfig config) {
    this(new RuleChoice(rules, null), config, List.of());
  }

  /**
   * @param roots beginnings of paths that say nothing about what lies below
   */
  Placement(RuleChoice choice, ScanConfig config, List<String> roots) {
    this.choice = choice;
    this.roots = roots;
    scopes = new RuleScopes(choice.rules());
    this.config = config;
  }

  /** Whether only an attribution can tell the path of {@code provenance}. */
  static boolean unattributed(Provenance provenance) {
    return provenance.outermost() instanceof Provenance.Blob blob && blob.path().isEmpty();
  }

  /** Whether it matters which commit a place is in. */
  boolean asksCommits() {
    return scopes.asksCommits();
  }

  /** Judges the candidates of {@code content}, or keeps them for later if its path is unknown. */
  void place(Content content, List<Candidate> candidates, Collected out) {
    Provenance provenance = content.provenance();
    if (unattributed(provenance)) {
      out.hits.add(new Collected.Hit(provenance, List.copyOf(candidates)));
      return;
    }
    judge(provenance, candidates, content.lines(), out.placed);
  }

  /** The same for a place that is known. */
  void judge(
      Provenance provenance,
      List<Candidate> candidates,
      @Nullable LineFilter lines,
      List<Placed> out) {
    String path = provenance.innerPath();
    CommitInfo commit = provenance.commit();
    boolean digests = LockFiles.named(path);
    List<Candidate> counting = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (choice.holds(candidate.ruleId())
          && !(statement(candidate) && !confident(candidate))
          && scopes.counts(candidate, path, commit)
          && !(digests && scopes.byName(candidate))) {
        counting.add(candidate);
      }
    }
    if (counting.isEmpty()) {
      return;
    }
    counting.sort(Order.BEST_FIRST);
    List<Winner> told = filesLast(winners(counting), lines);
    if (told.isEmpty()) {
      return;
    }
    PathContext context = PathContext.of(provenance, roots);
    for (Winner winner : told) {
      Candidate candidate = winner.candidate;
      // What is about a package or a pinned file matters the same wherever it lies.
      List<String> lowerings =
          candidate.subject().isEmpty() ? context.lowerings(candidate.specific()) : List.of();
      List<String> evidence = new ArrayList<>(candidate.evidence());
      evidence.addAll(winner.others);
      evidence.addAll(lowerings);
      String fingerprint =
          Fingerprints.fingerprint(
              candidate.ruleId(), candidate.secret(), candidate.subject(), provenance);
      out.add(
          new Placed(
              candidate,
              candidate.severity().lowered(lowerings.size()),
              evidence,
              new Place(provenance, candidate.region()),
              fingerprint));
    }
  }

  /**
   * Those that are told. That a file is of a secret kind is told by what was found in it, if that
   * is as grave and as sure: one secret, one finding.
   */
  private List<Winner> filesLast(List<Winner> winners, @Nullable LineFilter lines) {
    List<Winner> told = new ArrayList<>();
    for (Winner winner : winners) {
      Region region = winner.candidate.region();
      if (region != null
          && confident(winner.candidate)
          && (lines == null || lines.touches(region.line(), region.endLine()))) {
        told.add(winner);
      }
    }
    int inside = told.size();
    for (Winner winner : winners) {
      Candidate candidate = winner.candidate;
      if (candidate.region() != null || !confident(candidate)) {
        continue;
      }
      Winner better = null;
      for (int i = 0; i < inside && better == null && candidate.subject().isEmpty(); i++) {
        Candidate other = told.get(i).candidate;
        if (other.severity().compareTo(candidate.severity()) >= 0
            && other.confidence().compareTo(candidate.confidence()) >= 0) {
          better = told.get(i);
        }
      }
      better = better == null && candidate.subject().isEmpty() ? published(winners) : better;
      if (better == null) {
        told.add(winner);
      } else {
        better.alsoMatches(candidate.ruleId());
      }
    }
    return told;
  }

  /** A published test key among what was found: a file that holds one is explained by it. */
  private static @Nullable Winner published(List<Winner> winners) {
    for (Winner winner : winners) {
      if (winner.candidate.proof() == Candidate.PUBLISHED) {
        return winner;
      }
    }
    return null;
  }

  private boolean confident(Candidate candidate) {
    return candidate.confidence().compareTo(config.minConfidence()) >= 0;
  }

  private static final class Winner {
    private final Candidate candidate;
    private final List<String> others = new ArrayList<>();

    /** Another winner of the same compressed text. */
    private @Nullable Winner beside;

    Winner(Candidate candidate) {
      this.candidate = candidate;
    }

    void alsoMatches(String ruleId) {
      String other = ALSO + ruleId;
      if (!ruleId.equals(candidate.ruleId()) && !others.contains(other)) {
        others.add(other);
      }
    }
  }

  /** Whether {@code candidate} says something of a place, and is no secret. */
  private static boolean statement(Candidate candidate) {
    return candidate.secret() == null && candidate.region() != null;
  }

  /** Of secrets the rule that fits best is right; of statements both may be, and one is graver. */
  private static int gravity(Candidate candidate) {
    return statement(candidate) ? candidate.severity().ordinal() : 0;
  }

  /**
   * What {@code candidate} may stand for, or be told in the place of: secrets are taken for one
   * thing each; what two rules say of one subject at one place are two things.
   */
  private static String rivals(Candidate candidate) {
    if (!statement(candidate)) {
      return "";
    }
    return candidate.subject().isEmpty() ? "statement" : "statement " + candidate.ruleId();
  }

  /**
   * Of candidates whose secrets overlap the best; each with what else it is taken for. All that was
   * compressed together stands at one place, so there different secrets don't overlap.
   */
  private static List<Winner> winners(List<Candidate> bestFirst) {
    List<Winner> winners = new ArrayList<>();
    Map<String, TreeMap<Long, Winner>> starts = new HashMap<>();
    for (Candidate candidate : bestFirst) {
      Region region = candidate.region();
      String rivals = rivals(candidate);
      TreeMap<Long, Winner> byStart = starts.get(rivals);
      if (byStart == null) {
        byStart = new TreeMap<>();
        starts.put(rivals, byStart);
      }
      Winner first = region == null ? same(winners, candidate) : overlapping(byStart, region);
      Winner taken = first;
      while (taken != null && compressedTogether(taken.candidate, candidate)) {
        taken = taken.beside;
      }
      if (taken == null) {
        Winner winner = new Winner(candidate);
        winners.add(winner);
        if (first != null) {
          winner.beside = first.beside;
          first.beside = winner;
        } else if (region != null) {
          byStart.put(region.byteOffset(), winner);
        }
      } else {
        taken.alsoMatches(candidate.ruleId());
      }
    }
    return winners;
  }

  /** Whether these are different secrets in one compressed text. */
  private static boolean compressedTogether(Candidate one, Candidate other) {
    return one.layers() > 0
        && other.layers() > 0
        && Objects.equals(one.region(), other.region())
        && !Objects.equals(one.secret(), other.secret());
  }

  private static @Nullable Winner same(List<Winner> winners, Candidate candidate) {
    for (Winner winner : winners) {
      if (winner.candidate.region() == null
          && winner.candidate.ruleId().equals(candidate.ruleId())
          && winner.candidate.subject().equals(candidate.subject())) {
        return winner;
      }
    }
    return null;
  }

  /** Winners never overlap each other, so the neighbours by start are all that can. */
  private static @Nullable Winner overlapping(NavigableMap<Long, Winner> byStart, Region region) {
    Map.Entry<Long, Winner> before = byStart.floorEntry(region.byteOffset());
    if (before != null) {
      Region other = before.getValue().candidate.region();
      if (before.getKey() == region.byteOffset()
          || before.getKey() + length(other) > region.byteOffset()) {
        return before.getValue();
      }
    }
    Map.Entry<Long, Winner> after = byStart.higherEntry(region.byteOffset());
    if (after != null && after.getKey() < region.byteOffset() + region.byteLength()) {
      return after.getValue();
    }
    return null;
  }

  private static long length(@Nullable Region region) {
    return region == null ? 0 : region.byteLength();
  }
}
