package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.detect.SecretValues;
import dev.assay.detect.secret.generic.GenericScorer;
import dev.assay.match.MatchProgram;
import dev.assay.model.Content;
import dev.assay.rules.RuleSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs the rules with patterns and assignments over the bytes of contents. */
public final class SecretDetector implements Detector {
  private final MatchProgram program;
  private final GenericScorer generic;

  /** Made when they are first asked; made twice by two threads at once, they are the same. */
  private final @Nullable RuleJudge[] judges;

  private final boolean[] paired;
  private final SecretValues secrets;
  private final int decodeDepth;
  private final @Nullable Instant when;

  /** A detector that decodes nothing and knows no time. */
  public SecretDetector(RuleSet rules, SecretValues secrets) {
    this(rules, secrets, 0, null);
  }

  /**
   * Prepares a detector.
   *
   * @param rules the rules; those that are only a path take no part
   * @param secrets makes what reports may know of a secret
   * @param decodeDepth layers of encoding that are looked through; 0 for none
   * @param when the time that the scan is about: what expired before it is less grave; null if the
   *     scan knows none
   */
  public SecretDetector(
      RuleSet rules, SecretValues secrets, int decodeDepth, @Nullable Instant when) {
    this.decodeDepth = decodeDepth;
    this.program = new MatchProgram(rules);
    this.generic = new GenericScorer(rules);
    this.secrets = secrets;
    this.when = when;
    judges = new RuleJudge[rules.rules().size()];
    paired = new boolean[judges.length];
    for (int rule : rules.index().paired()) {
      paired[rule] = true;
    }
  }

  @Override
  public Worker worker() {
    return new SecretWorker(this);
  }

  MatchProgram program() {
    return program;
  }

  GenericScorer generic() {
    return generic;
  }

  RuleJudge judge(int rule) {
    RuleJudge judge = judges[rule];
    if (judge == null) {
      judge = new RuleJudge(program.rules().get(rule), when);
      judges[rule] = judge;
    }
    return judge;
  }

  /** Whether a rule is, or wants, the other half of a pair. */
  boolean paired(int rule) {
    return paired[rule];
  }

  SecretValues secrets() {
    return secrets;
  }

  int decodeDepth() {
    return decodeDepth;
  }

  /** One thread's scratch: the matcher with its compiled patterns. */
  private static final class SecretWorker implements Worker {
    private final SecretPass pass;

    SecretWorker(SecretDetector detector) {
      pass = new SecretPass(detector);
    }

    @Override
    public Pass begin(Content content, Observer out) {
      pass.begin(out);
      return pass;
    }
  }
}
