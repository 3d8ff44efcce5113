package dev.assay.source.git;

import dev.assay.decode.TextEncoding;
import dev.assay.decode.WideDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash of each line of a text, without its end (LF, CRLF or CR), in bounded memory. Lines are
 * those of the text that findings stand in: UTF-16 and UTF-32 are decoded first, so that a text
 * that changed its encoding or its line ends keeps its lines.
 */
final class LineHashes {

  /** A text of more lines has no hashes: eight bytes each are kept. */
  static final int MAX_LINES = 4_000_000;

  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private long[] lines = new long[256];
  private int count;
  private long hash = BASIS;
  private boolean open;
  private boolean afterReturn;

  private LineHashes() {}

  /** The hashes of all lines of {@code in}, read to its end; null if there are too many. */
  static long @Nullable [] of(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int length = in.readNBytes(buffer, 0, buffer.length);
    TextEncoding encoding = TextEncoding.detect(buffer, 0, length);
    int start = encoding.markLength(buffer, 0, length);
    LineHashes hashes = new LineHashes();
    boolean whole =
        encoding.wide()
            ? hashes.decoded(in, encoding, buffer, start, length)
            : hashes.plain(in, buffer, start, length);
    return whole ? hashes.finish() : null;
  }

  private boolean plain(InputStream in, byte[] buffer, int start, int length) throws IOException {
    int from = start;
    int to = length;
    while (to > 0) {
      if (!feed(buffer, from, to)) {
        return false;
      }
      from = 0;
      to = in.readNBytes(buffer, 0, buffer.length);
    }
    return true;
  }

  private boolean decoded(
      InputStream in, TextEncoding encoding, byte[] buffer, int start, int length)
      throws IOException {
    WideDecoder decoder = new WideDecoder(encoding);
    byte[] text = new byte[1 << 16];
    int from = start;
    int to = length;
    boolean last = to < buffer.length;
    while (true) {
      int end = decoder.decode(buffer, from, to, last, text, 0, text.length);
      if (!feed(text, 0, end)) {
        return false;
      }
      boolean roomLacked = end + WideDecoder.LONGEST > text.length;
      from = decoder.consumed();
      if (roomLacked && from < to) {
        continue;
      }
      if (last) {
        return true;
      }
      System.arraycopy(buffer, from, buffer, 0, to - from);
      int kept = to - from;
      int read = in.readNBytes(buffer, kept, buffer.length - kept);
      from = 0;
      to = kept + read;
      last = to < buffer.length;
    }
  }

  private boolean feed(byte[] bytes, int from, int to) {
    long h = hash;
    boolean inLine = open;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        boolean secondOfPair = b == '\n' && afterReturn;
        afterReturn = b == '\r';
        if (!secondOfPair) {
          if (count == MAX_LINES) {
            return false;
          }
          add(h);
          h = BASIS;
          inLine = false;
        }
      } else {
        h = (h ^ (b & 0xff)) * PRIME;
        inLine = true;
        afterReturn = false;
      }
    }
    hash = h;
    open = inLine;
    return true;
  }

  private void add(long value) {
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * count);
    }
    lines[count++] = value;
  }

  private long[] finish() {
    if (open) {
      add(hash);
    }
    return Arrays.copyOf(lines, count);
  }
}
