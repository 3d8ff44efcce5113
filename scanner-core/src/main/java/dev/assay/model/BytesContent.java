package dev.assay.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A content whose bytes are in memory. */
public record BytesContent(Provenance provenance, ByteSlice bytes, @Nullable LineFilter lines)
    implements Content {

  /** All of {@code bytes}, every line of which counts. */
  public BytesContent(Provenance provenance, byte[] bytes) {
    this(provenance, new ByteSlice(bytes, 0, bytes.length), null);
  }

  @Override
  public long size() {
    return bytes.length();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length());
  }

  @Override
  public ByteSlice inMemory() {
    return bytes;
  }
}
