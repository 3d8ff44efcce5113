package dev.assay.detect.secret.generic;

/** A value that may be a credential, and how it stands there. Reused scratch. */
final class Reading {
  /** What wraps the value. */
  enum Wrapper {
    NONE,
    /** {@code Some("x")}, {@code bytes("x")}: the value itself. */
    LITERAL,
    /** {@code getenv("x")}, {@code translate("x")}: only its name. */
    LOOKUP,
    OTHER
  }

  Form form = Form.PAIR;
  Wrapper wrapper = Wrapper.NONE;

  /** Whether operator and value stand without spaces. */
  boolean tight;

  boolean quoted;
  boolean escaped;

  /**
   * Whether nothing but indentation or a list's mark, or {@code export} and the like, goes before.
   */
  boolean ownLine;

  int from;
  int to;

  /** One past the value and its closing quote. */
  int after;

  void clear() {
    form = Form.PAIR;
    wrapper = Wrapper.NONE;
    tight = false;
    quoted = false;
    escaped = false;
    ownLine = false;
    from = 0;
    to = 0;
    after = 0;
  }

  int length() {
    return to - from;
  }
}
