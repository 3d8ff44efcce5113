package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Region;
import dev.assay.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the halves of one content's pairs (an id and its secret) until all are known. */
final class Pairs {
  /** Proof level of a candidate whose other half stands near. */
  private static final int BOTH_HALVES = 3;

  private record Half(Rule rule, Candidate candidate) {}

  private final List<Half> halves = new ArrayList<>();

  /** Lines of the candidates of a rule; a line counts once. */
  private final Map<String, TreeMap<Integer, Integer>> lines = new HashMap<>();

  private final Companions companions = new Companions();

  void clear() {
    companions.clear();
    halves.clear();
    lines.clear();
  }

  void add(Rule rule, Candidate candidate) {
    companions.add(candidate);
    halves.add(new Half(rule, candidate));
    Region region = candidate.region();
    if (region != null) {
      lines.computeIfAbsent(rule.id(), id -> new TreeMap<>()).put(region.line(), region.endLine());
    }
  }

  /** Hands over every candidate, raised where its other half stands near. */
  void resolve(Detector.Observer out) {
    for (Half half : halves) {
      if (half.rule().shape() instanceof Rule.Shape.Search search) {
        List<String> evidence = companions.near(half.candidate(), search.companions());
        if (evidence != null && !search.silent()) {
          out.observe(with(half.candidate(), evidence));
        }
        continue;
      }
      Rule.Near near = half.rule().near();
      if (near == null) {
        out.observe(half.candidate());
        continue;
      }
      Integer other = nearest(near, half.candidate());
      if (other != null) {
        out.observe(raised(half.candidate(), near.rule(), other));
      } else if (!near.required()) {
        out.observe(half.candidate());
      }
    }
    clear();
  }

  private @Nullable Integer nearest(Rule.Near near, Candidate candidate) {
    TreeMap<Integer, Integer> others = lines.get(near.rule());
    Region region = candidate.region();
    if (others == null || region == null) {
      return null;
    }
    Integer before = others.floorKey(region.line());
    Integer after = others.ceilingKey(region.line());
    int toBefore = before == null ? Integer.MAX_VALUE : region.line() - before;
    int toAfter = after == null ? Integer.MAX_VALUE : after - region.line();
    if (Math.min(toBefore, toAfter) > near.lines()) {
      return null;
    }
    return toBefore <= toAfter ? before : after;
  }

  private static Candidate with(Candidate candidate, List<String> more) {
    if (more.isEmpty()) {
      return candidate;
    }
    List<String> evidence = new ArrayList<>(candidate.evidence());
    evidence.addAll(more);
    return new Candidate(
        candidate.ruleId(),
        candidate.severity(),
        candidate.confidence(),
        candidate.proof(),
        candidate.specific(),
        evidence,
        candidate.region(),
        candidate.matchStart(),
        candidate.matchEnd(),
        candidate.secret(),
        candidate.excerpt(),
        candidate.inlineIgnore(),
        candidate.subject(),
        candidate.pendingAllows(),
        candidate.layers());
  }

  private static Candidate raised(Candidate candidate, String otherRule, int otherLine) {
    List<String> evidence = new ArrayList<>(candidate.evidence());
    evidence.add("its other half (" + otherRule + ") stands near, on line " + otherLine);
    boolean doubted = candidate.confidence() == Confidence.LOW;
    return new Candidate(
        candidate.ruleId(),
        candidate.severity(),
        doubted ? Confidence.LOW : candidate.confidence().raised(),
        doubted ? candidate.proof() : BOTH_HALVES,
        candidate.specific(),
        evidence,
        candidate.region(),
        candidate.matchStart(),
        candidate.matchEnd(),
        candidate.secret(),
        candidate.excerpt(),
        candidate.inlineIgnore(),
        candidate.subject(),
        candidate.pendingAllows(),
        candidate.layers());
  }
}
