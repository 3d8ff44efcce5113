package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.secret.generic.GenericFinding;
import dev.assay.detect.secret.generic.GenericPass;
import dev.assay.detect.secret.generic.Judgement;
import dev.assay.match.MatchSink;
import dev.assay.match.RuleMatcher;
import dev.assay.model.Candidate;
import dev.assay.model.Problem;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Scoring;
import dev.assay.rules.Rule.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One content after another through the matcher; what survives judgement becomes candidates. */
final class SecretPass implements Detector.Pass, MatchSink {
  private final SecretDetector detector;
  private final RuleMatcher matcher;
  private final GenericPass generic;
  private final Pairs pairs = new Pairs();
  private final BitSet gaveUp = new BitSet();
  private final List<int[]> matches = new ArrayList<>();
  private Detector.@Nullable Observer out;

  SecretPass(SecretDetector detector) {
    this.detector = detector;
    this.matcher = detector.program().matcher();
    this.generic = detector.generic().pass();
  }

  void begin(Detector.Observer observer) {
    out = observer;
    matcher.begin();
    gaveUp.clear();
    pairs.clear();
  }

  @Override
  public void window(Window window) {
    matches.clear();
    generic.window(window);
    matcher.window(
        window.bytes(),
        window.begin(),
        window.ownBegin(),
        window.ownEnd(),
        window.end(),
        window.base(),
        this);
    for (int i = 0; i < generic.findings().size(); i++) {
      GenericFinding found = generic.findings().get(i);
      matches.add(
          new int[] {
            found.rule(),
            found.start(),
            found.secretEnd(),
            found.secretStart(),
            found.secretEnd(),
            i
          });
    }
    if (!matches.isEmpty()) {
      judgeAll(window);
    }
  }

  @Override
  public void match(int rule, int start, int end, int secretStart, int secretEnd) {
    if (secretEnd > secretStart) {
      matches.add(new int[] {rule, start, end, secretStart, secretEnd});
    }
  }

  @Override
  public void stem(int from, int to) {
    generic.stem(from, to);
  }

  @Override
  public void gaveUp(int rule, int at) {
    if (!gaveUp.get(rule) && out != null) {
      gaveUp.set(rule);
      out.problem(
          Problem.Kind.STEP_LIMIT,
          "rule "
              + detector.program().rules().get(rule).id()
              + " gave up on a stretch that took it too many steps; simplify its pattern");
    }
  }

  @Override
  public boolean stopped() {
    return out != null && out.stopped();
  }

  private void judgeAll(Window window) {
    Excerpts excerpts = new Excerpts(window, matches);
    for (int[] match : matches) {
      judge(window, match, excerpts);
    }
  }

  private void judge(Window window, int[] match, Excerpts excerpts) {
    Rule rule = detector.program().rules().get(match[0]);
    Judgement weighed = match.length > 5 ? generic.findings().get(match[5]).judgement() : null;
    Scoring scoring = rule.shape() instanceof Shape.Token token ? token.scoring() : null;
    if (scoring != null) {
      weighed = generic.judge(scoring, match[1], match[3], match[4]);
      if (weighed == null) {
        return;
      }
    }
    RuleJudge.Verdict verdict =
        detector.judge(match[0]).judge(text(window, match[3], match[4]), window, match, weighed);
    if (verdict == null) {
      return;
    }
    Region region = window.locator().region(match[3], match[4]);
    SecretValue secret = detector.secrets().of(window.bytes(), match[3], match[4]);
    Candidate candidate =
        new Candidate(
            rule.id(),
            verdict.severity(),
            verdict.confidence(),
            verdict.proof(),
            rule.specific(),
            verdict.evidence(),
            region,
            window.base() + match[3],
            window.base() + match[4],
            secret,
            excerpts.of(match[3], match[4]),
            InlineIgnores.reason(window, match[3], match[4], rule.id()),
            "",
            verdict.pendingAllows());
    if (detector.paired(match[0])) {
      pairs.add(rule, candidate);
    } else if (out != null) {
      out.observe(candidate);
    }
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
}
