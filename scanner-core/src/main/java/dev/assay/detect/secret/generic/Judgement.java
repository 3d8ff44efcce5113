package dev.assay.detect.secret.generic;

import dev.assay.model.Confidence;
import java.util.List;

/**
 * What is believed of a generic credential.
 *
 * @param score the sum of all weights, for comparing candidates
 * @param confidence by the rule's thresholds
 * @param placeholder whether it holds a word that stands for something to be filled in
 * @param evidence for a person; never the value
 */
public record Judgement(
    double score, Confidence confidence, boolean placeholder, List<String> evidence) {

  public Judgement {
    evidence = List.copyOf(evidence);
  }
}
