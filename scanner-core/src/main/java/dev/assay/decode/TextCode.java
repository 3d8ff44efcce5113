package dev.assay.decode;

/** Ways to write single characters of a text as something else. */
public enum TextCode {
  /** Escapes in string literals, and literals that are joined ({@code "abc" + "def"}). */
  LITERAL,
  /** {@code %41}: RFC 3986. */
  PERCENT,
  /** Character references of HTML and XML. */
  ENTITY
}
