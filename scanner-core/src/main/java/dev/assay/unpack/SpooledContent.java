package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.LineFilter;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A content that can be read more than once: itself, where it is a file; else a copy, on the heap
 * or in a private temporary file, which goes when this is closed.
 */
public final class SpooledContent implements Content, Closeable {

  private final Content origin;
  private final @Nullable SeekableView copy;

  private SpooledContent(Content origin, @Nullable SeekableView copy) {
    this.origin = origin;
    this.copy = copy;
  }

  /**
   * Takes {@code content}, once.
   *
   * @throws IOException if there is no room for a copy
   */
  public static SpooledContent of(Content content) throws IOException {
    try (SeekableByteChannel file = content.seekable()) {
      boolean there = file != null || content.inMemory() != null;
      return new SpooledContent(content, there ? null : SeekableView.of(content));
    }
  }

  @Override
  public Provenance provenance() {
    return origin.provenance();
  }

  @Override
  public long size() {
    return copy != null ? copy.size() : origin.size();
  }

  /** What made the copy end early comes at the copy's end. */
  @Override
  public InputStream open() throws IOException {
    return copy != null ? copy.whole() : origin.open();
  }

  @Override
  public @Nullable SeekableByteChannel seekable() throws IOException {
    return copy != null ? copy.channel() : origin.seekable();
  }

  @Override
  public @Nullable ByteSlice inMemory() {
    return copy != null ? null : origin.inMemory();
  }

  @Override
  public ArtifactFile.Mode mode() {
    return origin.mode();
  }

  @Override
  public boolean sealed() {
    return origin.sealed();
  }

  @Override
  public @Nullable Region region() {
    return origin.region();
  }

  @Override
  public long heldMemory() {
    return origin.heldMemory();
  }

  @Override
  public @Nullable LineFilter lines() {
    return origin.lines();
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      copy.close();
    }
  }
}
