package dev.assay.model;

/**
 * Words in a file by which it says of itself that it is under a proprietary licence: judged when it
 * is known in which package it lies.
 *
 * @param place of the file
 * @param candidate what is reported of it where nothing speaks for or against it
 * @param opening the first words of a file of licences, lower case; empty for other files
 */
public record LicenceSign(Provenance place, Candidate candidate, String opening)
    implements Observation {

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 600L + 2L * (place.path().length() + opening.length());
  }
}
