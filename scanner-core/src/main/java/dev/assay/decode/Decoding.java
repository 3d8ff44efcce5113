package dev.assay.decode;

import org.jspecify.annotations.Nullable;

/** One encoded stretch of bytes, decoded step by step. */
public interface Decoding extends AutoCloseable {

  /**
   * Appends decoded bytes to {@code target} until it is full or nothing is left.
   *
   * @return whether there may be more
   */
  boolean fill(DecodedText target);

  /** The encoding of {@code target[from..to)} in words: {@code base64}. */
  String name(DecodedText target, int from, int to);

  /** Index in the source of the encoded stretch's first byte. */
  int start();

  /** Index in the source after the encoded stretch's last byte. */
  int end();

  /**
   * Whether the stretch is one encoded thing, of which nothing is to be shown; else it is text in
   * which single characters are encoded.
   */
  boolean opaque();

  /**
   * Why not all of it was decoded, for a person; null if all was, or what is left isn't encoded.
   */
  default @Nullable String cut() {
    return null;
  }

  @Override
  default void close() {}
}
