package dev.assay.source.git.history;

import dev.assay.model.Delta;
import java.util.ArrayList;
import java.util.List;

/**
 * Delta instructions of a pack (gitformat-pack, "Deltified representation"): the size of the base,
 * the size of the result, then copies from the base and literal bytes. Every length and range is
 * checked, for the bytes may be anybody's.
 */
final class DeltaCode {

  private DeltaCode() {}

  /**
   * The size of the result that {@code delta} promises.
   *
   * @throws CorruptObjectException if it was made for a base of another size
   */
  static long resultSize(byte[] delta, int length, long baseLength) throws CorruptObjectException {
    int at = 0;
    long base = 0;
    int c;
    int shift = 0;
    do {
      check(at < length && shift <= 56, "its delta has no sizes");
      c = delta[at++];
      base |= (long) (c & 0x7f) << shift;
      shift += 7;
    } while (c < 0);
    check(base == baseLength, "its delta is for a base of another size");
    long result = 0;
    shift = 0;
    do {
      check(at < length && shift <= 56, "its delta has no sizes");
      c = delta[at++];
      result |= (long) (c & 0x7f) << shift;
      shift += 7;
    } while (c < 0);
    check(result >= 0, "its delta has no sizes");
    return result;
  }

  private static int afterSizes(byte[] delta) {
    int at = 0;
    while (delta[at++] < 0) {}
    while (delta[at++] < 0) {}
    return at;
  }

  /**
   * Applies {@code delta}, whose sizes {@link #resultSize} has checked, to {@code base}; {@code
   * out} has room for {@code outLength} bytes.
   */
  static void apply(
      byte[] base, int baseLength, byte[] delta, int length, byte[] out, int outLength)
      throws CorruptObjectException {
    int at = afterSizes(delta);
    int to = 0;
    while (at < length) {
      int op = delta[at++];
      if (op < 0) {
        check(at + Integer.bitCount(op & 0x7f) <= length, "its delta ends within a copy");
        long from = 0;
        int n = 0;
        if ((op & 0x01) != 0) {
          from = delta[at++] & 0xff;
        }
        if ((op & 0x02) != 0) {
          from |= (delta[at++] & 0xff) << 8;
        }
        if ((op & 0x04) != 0) {
          from |= (delta[at++] & 0xff) << 16;
        }
        if ((op & 0x08) != 0) {
          from |= (long) (delta[at++] & 0xff) << 24;
        }
        if ((op & 0x10) != 0) {
          n = delta[at++] & 0xff;
        }
        if ((op & 0x20) != 0) {
          n |= (delta[at++] & 0xff) << 8;
        }
        if ((op & 0x40) != 0) {
          n |= (delta[at++] & 0xff) << 16;
        }
        if (n == 0) {
          n = 0x10000;
        }
        check(from + n <= baseLength, "its delta copies from beyond the base");
        check(n <= outLength - to, "its delta makes more than it says");
        System.arraycopy(base, (int) from, out, to, n);
        to += n;
      } else {
        check(op != 0, "its delta has an unknown instruction");
        check(op <= length - at, "its delta ends within a literal");
        check(op <= outLength - to, "its delta makes more than it says");
        System.arraycopy(delta, at, out, to, op);
        at += op;
        to += op;
      }
    }
    check(to == outLength, "its delta makes less than it says");
  }

  /** The copied spans of a delta that {@link #apply} has taken. */
  static List<Delta.Copy> copies(byte[] delta, int length) {
    List<Delta.Copy> copies = new ArrayList<>();
    int at = afterSizes(delta);
    long to = 0;
    while (at < length) {
      int op = delta[at++];
      if (op >= 0) {
        at += op;
        to += op;
        continue;
      }
      long from = 0;
      long n = 0;
      for (int i = 0; i < 4; i++) {
        if ((op & (1 << i)) != 0) {
          from |= (long) (delta[at++] & 0xff) << (8 * i);
        }
      }
      for (int i = 0; i < 3; i++) {
        if ((op & (0x10 << i)) != 0) {
          n |= (long) (delta[at++] & 0xff) << (8 * i);
        }
      }
      n = n == 0 ? 0x10000 : n;
      copies.add(new Delta.Copy(to, from, n));
      to += n;
    }
    return copies;
  }

  private static void check(boolean holds, String reason) throws CorruptObjectException {
    if (!holds) {
      throw new CorruptObjectException(reason);
    }
  }
}
