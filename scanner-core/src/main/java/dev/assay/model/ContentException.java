package dev.assay.model;

import java.io.IOException;

/**
 * A content could not be read, or not to its end, for a reason that has a name: the stream that
 * throws it gave all bytes up to the fault, so what was seen counts and the rest is a {@link
 * Problem} of this kind at the content's path.
 */
public final class ContentException extends IOException {

  private static final long serialVersionUID = 1;

  private final Problem.Kind kind;

  /**
   * @param detail as {@link Problem#detail}: for a person, never content
   */
  public ContentException(Problem.Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  /** What the problem is. */
  public Problem.Kind kind() {
    return kind;
  }

  /** The problem that this is, at {@code path}. */
  public Problem problem(String path) {
    return new Problem(kind, path, String.valueOf(getMessage()));
  }
}
