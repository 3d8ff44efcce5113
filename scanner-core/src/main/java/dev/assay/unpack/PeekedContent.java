package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A content of which the first bytes were looked at; the first stream gives them again, so that
 * those which can be read once only still can.
 */
final class PeekedContent implements Content, Closeable {

  private final Content origin;
  private final byte[] start;
  private final int length;
  private final InputStream rest;
  private boolean given;

  private PeekedContent(Content origin, byte[] start, int length, InputStream rest) {
    this.origin = origin;
    this.start = start;
    this.length = length;
    this.rest = rest;
  }

  /**
   * Reads up to {@code most} bytes of {@code content}. If that fails, so does reading on at the
   * same place.
   */
  static PeekedContent of(Content content, int most) throws IOException {
    InputStream in = content.open();
    byte[] start = new byte[most];
    int length = 0;
    try {
      while (length < most) {
        int count = in.read(start, length, most - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
    } catch (IOException e) {
      return new PeekedContent(content, start, length, new Failing(in, e));
    }
    return new PeekedContent(content, start, length, in);
  }

  /** Fails as it did before. */
  private static final class Failing extends InputStream {
    private final InputStream in;
    private final IOException fault;

    Failing(InputStream in, IOException fault) {
      this.in = in;
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      throw fault;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      throw fault;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The first bytes. */
  ByteSlice start() {
    return new ByteSlice(start, 0, length);
  }

  @Override
  public Provenance provenance() {
    return origin.provenance();
  }

  @Override
  public long size() {
    return origin.size();
  }

  @Override
  public InputStream open() throws IOException {
    if (given) {
      return origin.open();
    }
    given = true;
    return new SequenceInputStream(new ByteArrayInputStream(start, 0, length), rest);
  }

  @Override
  public @Nullable SeekableByteChannel seekable() throws IOException {
    return origin.seekable();
  }

  @Override
  public @Nullable ByteSlice inMemory() {
    return origin.inMemory();
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
  public long heldMemory() {
    return origin.heldMemory();
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
