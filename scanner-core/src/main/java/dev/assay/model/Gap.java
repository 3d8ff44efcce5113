package dev.assay.model;

/**
 * Something that a bill of materials can't say: a known unknown.
 *
 * @param ref {@link Component#ref} of what it is about
 * @param aspect what is unknown
 * @param reason why, in words that continue a sentence
 */
public record Gap(String ref, Aspect aspect, String reason) implements Comparable<Gap> {

  /** What may be unknown of a component. */
  public enum Aspect {
    VERSION,
    SUPPLIER,
    LICENCE,
    DIGEST,
    /** What it needs: the edges that begin at it may not be all. */
    DEPENDENCIES,
    /** What is in it: there may be components that were not seen. */
    CONTENTS
  }

  @Override
  public int compareTo(Gap other) {
    int order = ref.compareTo(other.ref);
    order = order != 0 ? order : aspect.compareTo(other.aspect);
    return order != 0 ? order : reason.compareTo(other.reason);
  }
}
