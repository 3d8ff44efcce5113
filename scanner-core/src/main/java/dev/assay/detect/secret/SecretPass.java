package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.secret.generic.Judgement;
import dev.assay.match.RuleMatcher;
import dev.assay.model.Candidate;
import dev.assay.model.Problem;
import dev.assay.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One content after another through the matcher, as it stands and decoded; what survives judgement
 * becomes candidates. Those of a window are told when all of them are known, since the excerpt of
 * one must not show the secret of another.
 */
final class SecretPass implements Detector.Pass {
  private final SecretDetector detector;
  private final RuleMatcher matcher;
  private final WindowMatches matches;
  private final DecodedPass decoded;
  private final Pairs pairs = new Pairs();
  private final BitSet gaveUp = new BitSet();
  private final List<Judged> judged = new ArrayList<>();

  /** What no excerpt of the window shows: rows like those of matches. */
  private final List<int[]> hidden = new ArrayList<>();

  private Detector.@Nullable Observer out;

  /** Candidates of the content so far, and whether there were more. */
  private int count;

  private boolean full;

  /**
   * A candidate without its excerpt, which is of the line of {@code window[from..to)}, and without
   * the reason of the comment beside it.
   */
  private record Judged(
      int rule, Candidate candidate, int from, int to, InlineIgnores.@Nullable Comment comment) {}

  SecretPass(SecretDetector detector) {
    this.detector = detector;
    this.matcher = detector.program().matcher();
    this.matches = new PlainMatches();
    this.decoded =
        new DecodedPass(detector.program(), detector.decodeDepth(), new DecodedMatches());
  }

  void begin(Detector.Observer observer) {
    out = observer;
    matcher.begin();
    decoded.begin();
    gaveUp.clear();
    count = 0;
    full = false;
    pairs.clear();
    judged.clear();
    hidden.clear();
  }

  @Override
  public void window(Window window) {
    matches.begin(window);
    matcher.window(
        window.bytes(),
        window.begin(),
        window.ownBegin(),
        window.ownEnd(),
        window.end(),
        window.base(),
        matches);
    for (int[] match : matches.end()) {
      hidden.add(match);
      judge(window, match, matches, null);
    }
    decoded.window(window);
    if (!judged.isEmpty()) {
      tell(window);
    }
    hidden.clear();
  }

  private boolean isStopped() {
    return out != null && out.stopped();
  }

  private void gaveUp(int rule) {
    if (!gaveUp.get(rule) && out != null) {
      gaveUp.set(rule);
      out.problem(
          Problem.Kind.STEP_LIMIT,
          "rule "
              + detector.program().rules().get(rule).id()
              + " gave up on a stretch that took it too many steps; simplify its pattern");
    }
  }

  /**
   * Judges a match of {@code window}.
   *
   * @param layer what the window is decoded from; null if it is the content's own
   */
  private void judge(Window window, int[] match, WindowMatches of, @Nullable DecodedLayer layer) {
    if (full || window.locator().takenOut(match[3])) {
      return;
    }
    Rule rule = detector.program().rules().get(match[0]);
    Judgement weighed = of.judgement(rule, match);
    if (weighed == null && WindowMatches.scored(rule)) {
      return;
    }
    RuleJudge.Verdict verdict =
        detector.judge(match[0]).judge(text(window, match[3], match[4]), window, match, weighed);
    if (verdict == null || beyondMost()) {
      return;
    }
    List<String> evidence = new ArrayList<>(verdict.evidence());
    Window own = layer == null ? window : layer.root();
    int from = layer == null ? match[3] : layer.rootStart(match[3]);
    int to = layer == null ? match[4] : layer.rootEnd(match[4]);
    if (layer != null) {
      evidence.add("seen through " + layer.words(match[1], match[2]));
    }
    Candidate candidate =
        new Candidate(
            rule.id(),
            verdict.severity(),
            verdict.confidence(),
            verdict.proof(),
            rule.specific(),
            evidence,
            own.locator().region(from, to),
            own.base() + from,
            own.base() + to,
            detector.secrets().of(window.bytes(), match[3], match[4]),
            null,
            null,
            "",
            verdict.pendingAllows(),
            layer == null ? 0 : layer.depth());
    judged.add(
        new Judged(match[0], candidate, from, to, InlineIgnores.beside(own, from, to, rule.id())));
  }

  /** Whether there are so many candidates already that this one is left out; told once. */
  private boolean beyondMost() {
    if (count < Detector.Observer.MOST_CANDIDATES) {
      count++;
      return false;
    }
    if (!full && out != null) {
      full = true;
      out.problem(
          Problem.Kind.TOO_LARGE,
          "more than "
              + Detector.Observer.MOST_CANDIDATES
              + " findings in it; those further on are not reported: look at the file itself");
    }
    return true;
  }

  /** Tells the candidates of a window, all its secrets masked in their excerpts. */
  private void tell(Window window) {
    Excerpts excerpts = new Excerpts(window, hidden);
    for (Judged each : judged) {
      InlineIgnores.Comment comment = each.comment();
      Candidate candidate =
          each.candidate()
              .withLine(
                  excerpts.of(each.from(), each.to()),
                  comment == null ? null : comment.reason(excerpts));
      if (detector.paired(each.rule())) {
        pairs.add(detector.program().rules().get(each.rule()), candidate);
      } else if (out != null) {
        out.observe(candidate);
      }
    }
    judged.clear();
  }

  private static String text(Window window, int from, int to) {
    return new String(window.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void end() {
    if (out != null) {
      pairs.resolve(out);
    }
    out = null;
  }

  /** Takes the matches of a window as it stands. */
  private final class PlainMatches extends WindowMatches {
    PlainMatches() {
      super(detector.generic().pass());
    }

    @Override
    public void gaveUp(int rule, int at) {
      SecretPass.this.gaveUp(rule);
    }

    @Override
    public boolean stopped() {
      return isStopped();
    }
  }

  /** Takes the matches in decoded text, window by window. */
  private final class DecodedMatches extends WindowMatches implements DecodedPass.Sink {
    DecodedMatches() {
      super(detector.generic().pass());
    }

    @Override
    public void gaveUp(int rule, int at) {
      SecretPass.this.gaveUp(rule);
    }

    @Override
    public boolean stopped() {
      return isStopped();
    }

    @Override
    public void enter(Window window) {
      begin(window);
    }

    @Override
    public void leave(Window window, DecodedLayer layer) {
      for (int[] match : end()) {
        boolean believable =
            detector.program().rules().get(match[0]).specific()
                || layer.textAround(match[1], match[2]);
        if (believable && layer.changed(match[1], match[2])) {
          int from = layer.hiddenStart(match[3]);
          int to = layer.hiddenEnd(match[4]);
          hidden.add(new int[] {match[0], from, to, from, to});
          judge(window, match, this, layer);
        }
      }
    }

    @Override
    public void cut(Problem.Kind kind, String detail) {
      if (out != null) {
        out.problem(kind, detail);
      }
    }
  }
}
