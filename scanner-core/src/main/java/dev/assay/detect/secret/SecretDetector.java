package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.detect.SecretValues;
import dev.assay.detect.secret.generic.GenericScorer;
import dev.assay.match.MatchProgram;
import dev.assay.model.Content;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the rules with patterns and assignments over the bytes of contents. */
public final class SecretDetector implements Detector {
  private final MatchProgram program;
  private final GenericScorer generic;
  private final RuleJudge[] judges;
  private final boolean[] paired;
  private final SecretValues secrets;
  private final int decodeDepth;

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
    this.generic = new GenericScorer(rules.rules());
    this.secrets = secrets;
    List<Rule> list = rules.rules();
    judges = new RuleJudge[list.size()];
    paired = new boolean[list.size()];
    Set<String> halves = new HashSet<>();
    for (Rule rule : list) {
      if (rule.near() != null) {
        halves.add(rule.id());
        halves.add(rule.near().rule());
      }
      if (rule.shape() instanceof Rule.Shape.Search search) {
        if (search.silent() || !search.companions().isEmpty()) {
          halves.add(rule.id());
        }
        search.companions().forEach(companion -> halves.add(companion.rule()));
      }
    }
    for (int i = 0; i < judges.length; i++) {
      judges[i] = new RuleJudge(list.get(i), when);
      paired[i] = halves.contains(list.get(i).id());
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
    return judges[rule];
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
