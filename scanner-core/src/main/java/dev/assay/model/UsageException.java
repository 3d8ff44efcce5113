package dev.assay.model;

/** The user's input is wrong: the message says what, where (file, line, column) and what to do. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A sentence for a person; shown as it is, exit 2. */
  public UsageException(String message) {
    super(message);
  }

  /** The same, with the fault that revealed it, for {@code --debug}. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
