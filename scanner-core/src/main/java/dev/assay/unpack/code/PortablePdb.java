package dev.assay.unpack.code;

import dev.assay.model.ShippedSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A portable PDB inside a PE file: {@code MPDB}, the size unpacked, and deflated metadata (.NET
 * runtime, PE-COFF specification, embedded portable PDB). Sources in it are custom debug
 * information of a kind that is known by its GUID (portable PDB specification, embedded source);
 * the heap of GUIDs names it only if there are some.
 */
final class PortablePdb {
  private static final byte[] EMBEDDED_SOURCE = ShippedSource.embeddedSourceKind();

  /** What is looked at, unpacked. */
  private static final long MOST = 256L << 20;

  private PortablePdb() {}

  /** Whether the one at {@code at} holds the text of sources; what can't be read holds none. */
  static boolean embedsSources(RandomBytes file, long at, long size) throws IOException {
    byte[] head = new byte[4];
    if (size <= 8
        || file.read(at, head, 0, 4) != 4
        || head[0] != 'M'
        || head[1] != 'P'
        || head[2] != 'D'
        || head[3] != 'B') {
      return false;
    }
    Inflater inflater = new Inflater(true);
    try (InputStream in =
        new InflaterInputStream(new Part(file, at + 8, size - 8), inflater, 1 << 13)) {
      return holds(in);
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  private static boolean holds(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 13];
    int kept = 0;
    long total = 0;
    for (int read = in.read(buffer, 0, buffer.length);
        read > 0 && total < MOST;
        read = in.read(buffer, kept, buffer.length - kept)) {
      total += read;
      int end = kept + read;
      for (int i = 0; i + EMBEDDED_SOURCE.length <= end; i++) {
        if (buffer[i] == EMBEDDED_SOURCE[0] && matches(buffer, i)) {
          return true;
        }
      }
      kept = Math.min(end, EMBEDDED_SOURCE.length - 1);
      System.arraycopy(buffer, end - kept, buffer, 0, kept);
    }
    return false;
  }

  private static boolean matches(byte[] buffer, int at) {
    for (int i = 1; i < EMBEDDED_SOURCE.length; i++) {
      if (buffer[at + i] != EMBEDDED_SOURCE[i]) {
        return false;
      }
    }
    return true;
  }

  /** A stretch of a file. */
  private static final class Part extends InputStream {
    private final RandomBytes file;
    private long at;
    private long left;
    private byte @Nullable [] one;

    Part(RandomBytes file, long at, long size) {
      this.file = file;
      this.at = at;
      left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] single = one == null ? new byte[1] : one;
      one = single;
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = file.read(at, into, offset, (int) Math.min(length, left));
      if (read <= 0) {
        return -1;
      }
      at += read;
      left -= read;
      return read;
    }
  }
}
