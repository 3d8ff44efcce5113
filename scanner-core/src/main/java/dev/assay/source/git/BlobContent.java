package dev.assay.source.git;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.LineFilter;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A blob: in memory if it is small, else a stream that can be had again. */
final class BlobContent implements Content {

  /** Larger blobs are streamed, bytes. */
  static final int IN_MEMORY = 16 << 20;

  private final Provenance provenance;
  private final long size;
  private final @Nullable ByteSlice bytes;
  private final @Nullable Opener opener;
  private @Nullable InputStream first;
  private @Nullable LineFilter lines;
  private ArtifactFile.Mode mode = ArtifactFile.Mode.UNSAID;

  /** Opens a blob's bytes anew. */
  interface Opener {
    /** A stream of exactly the blob. */
    InputStream open() throws IOException;
  }

  BlobContent(Provenance provenance, ByteSlice bytes) {
    this.provenance = provenance;
    this.size = bytes.length();
    this.bytes = bytes;
    this.opener = null;
  }

  /**
   * @param first what the first call of {@link #open} gives; null to open it anew
   */
  BlobContent(Provenance provenance, long size, @Nullable InputStream first, Opener opener) {
    this.provenance = provenance;
    this.size = size;
    this.bytes = null;
    this.opener = opener;
    this.first = first;
  }

  void lines(LineFilter filter) {
    lines = filter;
  }

  void mode(ArtifactFile.Mode said) {
    mode = said;
  }

  @Override
  public ArtifactFile.Mode mode() {
    return mode;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    if (bytes != null) {
      return new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length());
    }
    InputStream stream = first;
    if (stream != null) {
      first = null;
      return stream;
    }
    if (opener == null) {
      throw new IllegalStateException("a blob without bytes");
    }
    return opener.open();
  }

  @Override
  public @Nullable ByteSlice inMemory() {
    return bytes;
  }

  @Override
  public @Nullable LineFilter lines() {
    return lines;
  }
}
