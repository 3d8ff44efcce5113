package dev.assay.source.git.history;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.Delta;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A blob without a path yet: its bytes in a buffer that its walker will reuse, or to be read.
 *
 * @param id full hexadecimal id
 * @param slice the bytes, if they are in memory
 * @param opener opens them otherwise
 * @param derivation computes the delta, where there is one; null if not
 */
record StoredBlob(
    String id,
    long size,
    @Nullable ByteSlice slice,
    @Nullable Opener opener,
    @Nullable Supplier<Delta> derivation)
    implements Content {

  /** Opens a stream of the blob's bytes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /** The first {@code length} bytes of {@code array}. */
  static StoredBlob inMemory(
      String id, byte[] array, int length, @Nullable Supplier<Delta> derivation) {
    return new StoredBlob(id, length, new ByteSlice(array, 0, length), null, derivation);
  }

  /** Bytes that stay where they are stored. */
  static StoredBlob streamed(String id, long size, Opener opener) {
    return new StoredBlob(id, size, null, opener, null);
  }

  @Override
  public Provenance provenance() {
    return new Provenance.Blob(id, "", null);
  }

  @Override
  public InputStream open() throws IOException {
    if (slice != null) {
      return new ByteArrayInputStream(slice.array(), slice.offset(), slice.length());
    }
    if (opener == null) {
      throw new IOException("a blob without bytes");
    }
    return new BlobStream(opener);
  }

  @Override
  public @Nullable ByteSlice inMemory() {
    return slice;
  }

  @Override
  public @Nullable Delta delta() {
    return derivation == null ? null : derivation.get();
  }
}
