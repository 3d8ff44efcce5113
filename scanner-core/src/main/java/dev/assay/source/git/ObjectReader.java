package dev.assay.source.git;

import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;

/** Reads objects by their ids, many in one go. For one thread at a time. */
interface ObjectReader extends AutoCloseable {

  /**
   * Reads the objects that {@code ids} (full, hexadecimal) name, in order; each goes to {@code
   * visitor}, or the reason why not does.
   *
   * @throws IOException if nothing can be read at all, or as {@code visitor} throws it
   */
  void read(String[] ids, Visitor visitor) throws IOException;

  /** The bytes of a blob, apart from what {@link #read} is at; the caller closes the stream. */
  InputStream open(String id) throws IOException;

  @Override
  void close();

  /** Takes objects. */
  interface Visitor {

    /** {@code ids[index]} is {@code object}; what is left unread of it is passed over. */
    void object(int index, GitObject object) throws IOException;

    /** {@code ids[index]} can't be read: {@code OBJECT_MISSING} or {@code CORRUPT}, and why. */
    void failed(int index, Problem.Kind kind, String why) throws IOException;
  }
}
