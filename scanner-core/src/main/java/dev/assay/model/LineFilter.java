package dev.assay.model;

/**
 * Which lines of a content a finding must touch to count; lines are 1-based, end at LF, CRLF or CR.
 */
@FunctionalInterface
public interface LineFilter {

  /** Whether any line from {@code first} to {@code last}, both inclusive, counts. */
  boolean touches(int first, int last);
}
