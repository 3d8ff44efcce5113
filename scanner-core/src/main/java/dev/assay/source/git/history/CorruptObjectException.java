package dev.assay.source.git.history;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;

/** Stored bytes that aren't what they must be. Cheap: it has no stack trace. */
final class CorruptObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Problem.Kind kind;

  CorruptObjectException(Problem.Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  /** Of the kind {@code CORRUPT}. */
  CorruptObjectException(String reason) {
    this(Problem.Kind.CORRUPT, reason);
  }

  /** Of the kind {@code TRUNCATED}. */
  static CorruptObjectException truncated(String reason) {
    return new CorruptObjectException(Problem.Kind.TRUNCATED, reason);
  }

  Problem.Kind kind() {
    return kind;
  }

  /** What the engine makes a problem of, for contents that it reads itself. */
  ContentException forContent() {
    return new ContentException(kind, "The blob was not read to its end: " + reason());
  }

  /** The reason, without a subject: "its data ends early". */
  String reason() {
    String message = getMessage();
    return message == null ? "it is corrupt" : message;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
