package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Applies deltas of objects that are too large for the heap, from stream to file. */
final class BigDelta {
  /** Above core.bigFileThreshold (512 MB) git makes no deltas; a larger claim is hostile. */
  static final long MAX_RESULT = 1L << 30;

  private BigDelta() {}

  /** The object that the delta at {@code header} makes of {@code base}, in a temporary file. */
  static Body apply(Pack pack, EntryHeader header, Body base) throws IOException {
    try (InputStream delta =
        new BufferedInputStream(EntryInflater.stream(pack, header.dataAt, header.size), 32 << 10)) {
      check(size(delta) == base.length(), "its delta is for a base of another size");
      long result = size(delta);
      if (result > MAX_RESULT) {
        throw new CorruptObjectException(
            Problem.Kind.TOO_LARGE, "it is a delta that makes " + result + " bytes");
      }
      return Body.inFile(out -> copy(delta, base, result, out));
    }
  }

  private static void copy(InputStream delta, Body base, long result, OutputStream out)
      throws IOException {
    byte[] literal = new byte[128];
    long left = result;
    for (int op = delta.read(); op >= 0; op = delta.read()) {
      if (op >= 0x80) {
        long from = 0;
        for (int i = 0; i < 4; i++) {
          if ((op & (1 << i)) != 0) {
            from |= (long) next(delta) << (8 * i);
          }
        }
        long n = 0;
        for (int i = 0; i < 3; i++) {
          if ((op & (0x10 << i)) != 0) {
            n |= (long) next(delta) << (8 * i);
          }
        }
        n = n == 0 ? 0x10000 : n;
        check(from + n <= base.length(), "its delta copies from beyond the base");
        check(n <= left, "its delta makes more than it says");
        base.copyTo(out, from, n);
        left -= n;
      } else {
        check(op != 0, "its delta has an unknown instruction");
        check(op <= left, "its delta makes more than it says");
        check(delta.readNBytes(literal, 0, op) == op, "its delta ends within a literal");
        out.write(literal, 0, op);
        left -= op;
      }
    }
    check(left == 0, "its delta makes less than it says");
  }

  private static long size(InputStream delta) throws IOException {
    long size = 0;
    int shift = 0;
    int c;
    do {
      check(shift <= 56, "its delta has no sizes");
      c = next(delta);
      size |= (long) (c & 0x7f) << shift;
      shift += 7;
    } while (c >= 0x80);
    return size;
  }

  private static int next(InputStream delta) throws IOException {
    int c = delta.read();
    check(c >= 0, "its delta ends early");
    return c;
  }

  private static void check(boolean holds, String reason) throws CorruptObjectException {
    if (!holds) {
      throw new CorruptObjectException(reason);
    }
  }
}
