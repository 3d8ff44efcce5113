package dev.assay.detect.secret;

import dev.assay.detect.Window;
import dev.assay.detect.secret.proof.Claim;
import dev.assay.detect.secret.proof.Outcome;
import dev.assay.detect.secret.proof.Proofs;
import dev.assay.detect.secret.proof.PublishedKeys;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the proofs that a rule names make of a match, and whether its secret was published.
 *
 * @param evidence in words, for people
 */
record Proved(Severity severity, Confidence confidence, int level, List<String> evidence) {

  /** Starts with what the rule says of all of its matches. */
  static Proved of(Rule rule, String secret, Window window, int[] match, @Nullable Instant when) {
    Proved proved = new Proved(rule.severity(), rule.confidence(), 0, List.of());
    if (!rule.structure().isEmpty() || !rule.checksum().isEmpty()) {
      int length = match[2] - match[1];
      String around = new String(window.bytes(), match[1], length, StandardCharsets.ISO_8859_1);
      Claim claim = new Claim(secret, around, when);
      proved = proved.with(rule.structure(), claim).with(rule.checksum(), claim);
    }
    String source = PublishedKeys.source(secret);
    return source == null
        ? proved
        : new Proved(
            proved.severity,
            Confidence.LOW,
            Candidate.PUBLISHED,
            plus(proved.evidence, "a published test key (" + source + ")"));
  }

  private Proved with(String proof, Claim claim) {
    if (proof.isEmpty()) {
      return this;
    }
    Outcome outcome = Proofs.check(proof, claim);
    Confidence judged =
        switch (outcome.result()) {
          case HOLDS -> Confidence.HIGH;
          case FAILS -> confidence.lowered();
          case SAYS -> confidence;
          case EXAMPLE -> Confidence.LOW;
        };
    return new Proved(
        outcome.bound(severity),
        judged,
        Math.max(level, outcome.level()),
        plus(evidence, outcome.words()));
  }

  private static List<String> plus(List<String> evidence, String words) {
    List<String> all = new ArrayList<>(evidence);
    all.add(words);
    return List.copyOf(all);
  }
}
