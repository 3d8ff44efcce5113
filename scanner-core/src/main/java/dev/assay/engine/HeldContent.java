package dev.assay.engine;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.FileTree;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A content of which the engine has read the start already, for an unpacker: the first stream goes
 * on from there, so that contents which can't be read twice need not be.
 */
final class HeldContent implements Content {
  private final Content origin;
  private final @Nullable ByteSlice all;
  private @Nullable InputStream rest;

  /**
   * @param all its bytes, if all are in memory
   * @param rest else the whole content from its start, once
   */
  HeldContent(Content origin, @Nullable ByteSlice all, @Nullable InputStream rest) {
    this.origin = origin;
    this.all = all;
    this.rest = rest;
  }

  @Override
  public Provenance provenance() {
    return origin.provenance();
  }

  @Override
  public long size() {
    return all != null ? all.length() : origin.size();
  }

  @Override
  public InputStream open() throws IOException {
    if (all != null) {
      return new ByteArrayInputStream(all.array(), all.offset(), all.length());
    }
    InputStream first = rest;
    rest = null;
    return first != null ? first : origin.open();
  }

  @Override
  public @Nullable SeekableByteChannel seekable() throws IOException {
    return origin.seekable();
  }

  @Override
  public @Nullable ByteSlice inMemory() {
    return all;
  }

  @Override
  public @Nullable FileTree tree() {
    return origin.tree();
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
}
