package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not what a claim about it says, or a claim that is worth little, as far as it
 * shows in one file or container: a correlator makes it a finding.
 *
 * @param rule id of the finding, of the family {@code checksum-*}
 * @param severity of this one
 * @param confidence of this one
 * @param place the file that makes the claim
 * @param region where in {@code place}; null if it stands nowhere
 * @param subject logical path of what it is about; tells findings of one rule and place apart
 * @param evidence in a sentence
 */
public record IntegrityFault(
    String rule,
    Severity severity,
    Confidence confidence,
    Provenance place,
    @Nullable Region region,
    String subject,
    String evidence)
    implements Observation {

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 300L + 2L * place.path().length() + subject.length() + evidence.length();
  }
}
