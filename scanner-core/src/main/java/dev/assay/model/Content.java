package dev.assay.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Bounded bytes with a place. A source pushes contents; an unpacker turns one into several. A
 * content is used by one thread at a time and only until the call that handed it over returns.
 */
public interface Content {

  /** Where it comes from. */
  Provenance provenance();

  /** Its size in bytes, or -1 where only reading it will tell. A hint: the bytes decide. */
  long size();

  /**
   * Its bytes from the start. Each call gives a fresh stream, which the caller closes; a second
   * call may fail for contents that can't be read twice.
   *
   * @throws IOException if it can't be read; the engine makes that a {@link Problem}, of the kind
   *     that a {@link ContentException} names
   */
  InputStream open() throws IOException;

  /**
   * A fresh read-only channel on the bytes, which the caller closes, where they can be sought
   * without a copy (a file); else null. A content that wraps another passes this on.
   */
  default @Nullable SeekableByteChannel seekable() throws IOException {
    return null;
  }

  /** The bytes, where they are in memory already; else null. */
  default @Nullable ByteSlice inMemory() {
    return null;
  }

  /**
   * Bytes of memory, beside the content itself, that decoders hold while it is read (dictionaries
   * and windows of the compressed containers around it).
   */
  default long heldMemory() {
    return 0;
  }

  /** Whether it may be run, where what holds it says so. */
  default ArtifactFile.Mode mode() {
    return ArtifactFile.Mode.UNSAID;
  }

  /**
   * Whether its container is compared with what is said in it by a {@link Seal}, so that nobody
   * else has to read what it claims of the files beside it.
   */
  default boolean sealed() {
    return false;
  }

  /** Where it stands in the text that holds it, if it was decoded out of that; else null. */
  default @Nullable Region region() {
    return null;
  }

  /** All files of the folder that it stands for, itself among them; null if it stands for none. */
  default @Nullable FileTree tree() {
    return null;
  }

  /** How it derives from an earlier content, where the source knows; else null. */
  default @Nullable Delta delta() {
    return null;
  }

  /**
   * Lines of this content that count, where only some do (what a commit added); else null: all
   * count. Asked only when there are hits.
   */
  default @Nullable LineFilter lines() {
    return null;
  }
}
