package dev.assay.rules.example;

/** A placeholder is unknown or wrong; the message says which, and what to write. */
public final class PlaceholderProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlaceholderProblem(String message) {
    super(message);
  }
}
