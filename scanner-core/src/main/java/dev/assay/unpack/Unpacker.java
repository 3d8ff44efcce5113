package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import java.io.IOException;

/** Opens one container format. Stateless; registered in the sorted list {@code Unpackers}. */
public interface Unpacker {

  /**
   * Bytes at the start of a content that {@link #recognises} is shown at most: an ISO 9660 image
   * says what it is there.
   */
  int HEAD = 34 << 10;

  /** Bytes at the end of a content that {@link #recognisesTail} is shown at most. */
  int TAIL = 512;

  /** Short name for messages, such as {@code zip}. */
  String format();

  /**
   * Whether these first bytes (up to {@link #HEAD}) are of this format; names alone never decide.
   */
  boolean recognises(ByteSlice head);

  /**
   * Whether these last bytes of a content whose head no unpacker recognises (all of it, if there
   * are fewer than {@link #TAIL}) are of this format.
   */
  default boolean recognisesTail(ByteSlice tail) {
    return false;
  }

  /**
   * Whether the container's own bytes are scanned as any file's are, and what is pushed comes
   * beside them: a compiled file, or one that has an archive behind it.
   */
  default boolean keepsBytes() {
    return false;
  }

  /** Whether what it pushes are sources that somebody built the container of: a source map's. */
  default boolean givesSources() {
    return false;
  }

  /**
   * Whether {@link #unpack} may find that it is something else, or broken in a way that its bytes
   * tell more: then they are kept at hand, also those that can be read only once.
   */
  default boolean mayBeMistaken() {
    return false;
  }

  /**
   * Pushes each entry to {@code sink}, in the container's order, metering {@code meter}. Entries
   * that can't be read are problems and the rest goes on. May {@linkplain ContentSink#fork fork}
   * entries whose bytes stay readable when this returns.
   *
   * @throws MistakenException if it is something else, where {@link #mayBeMistaken}
   * @throws IOException if the container as a whole is corrupt; what was pushed before still
   *     counts, and the engine reports it and scans the container's raw bytes
   */
  void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException;
}
