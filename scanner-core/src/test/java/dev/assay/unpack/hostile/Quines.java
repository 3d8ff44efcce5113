package dev.assay.unpack.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Archives that unpack to themselves, by the construction of Russ Cox, "Zip Files All The Way Down"
 * (2010): a program of two instructions, <i>print these bytes</i> and <i>print the last ones again
 * </i>, each five bytes of deflate, that prints itself. That the archive holds its own checksum is
 * a system of 32 linear equations.
 */
final class Quines {

  private static final int OP = 5;
  private static final int GROUP = 4 * OP;

  private Quines() {}

  /** A gzip. */
  static byte[] gzip() {
    byte[] head = new byte[15]; // then "repeat" of the head takes five bytes
    head[0] = 0x1f;
    head[1] = (byte) 0x8b;
    head[2] = 8;
    head[3] = 8; // a name of four letters
    System.arraycopy("self".getBytes(StandardCharsets.US_ASCII), 0, head, 10, 4);
    byte[] tail = join(literal(0), new byte[] {3, 0}, new byte[8]);
    byte[] whole = program(head, tail, bits().block(10, 20).block(10, 20).end());
    putBoth(whole, tail.length, tail.length - 4, whole.length);
    return withOwnChecksum(whole, new int[] {-8, -8 - tail.length - OP});
  }

  /** A zip. */
  static byte[] zip() {
    byte[] name = "r/self-contained-file-name.zip".getBytes(StandardCharsets.US_ASCII);
    byte[] head = new byte[30 + name.length];
    ByteBuffer local = Bytes.little(head);
    local.putInt(0x04034b50).putShort((short) 20).putShort(6, (short) 0).putShort(8, (short) 8);
    local.putShort(26, (short) name.length).position(30).put(name);
    byte[] comment = new byte[15];
    byte[] tail = new byte[2 + 46 + name.length + 22 + comment.length];
    ByteBuffer end = Bytes.little(tail);
    end.put(0, (byte) 3).putInt(2, 0x02014b50).putShort(6, (short) 20).putShort(8, (short) 20);
    end.putShort(12, (short) 8).putShort(30, (short) name.length).position(48).put(name);
    int directory = 48 + name.length;
    end.putInt(directory, 0x06054b50).putShort(directory + 8, (short) 1);
    end.putShort(directory + 10, (short) 1).putInt(directory + 12, 46 + name.length);
    end.putShort(directory + 20, (short) comment.length);
    byte[] again = bits().block(head.length + OP, head.length + OP).end();
    byte[] whole = program(head, tail, again);
    int packed = whole.length - head.length - tail.length + 2;
    // Each stands twice: once as it is, and once to be printed.
    for (int at : new int[] {0, head.length + OP}) {
      ByteBuffer.wrap(whole)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(at + 18, packed)
          .putInt(at + 22, whole.length);
    }
    int offset = whole.length - tail.length + 2;
    putBoth(whole, tail.length, 2 + 20, packed);
    putBoth(whole, tail.length, 2 + 24, whole.length);
    putBoth(whole, tail.length, directory + 16, offset);
    int second = -tail.length + 2 + 16;
    return withOwnChecksum(
        whole, new int[] {14, head.length + OP + 14, second, second - tail.length - 4});
  }

  /** Cox's program around {@code head} and {@code tail}; each line prints what the next holds. */
  private static byte[] program(byte[] head, byte[] tail, byte[] headAgain) {
    byte[] again = bits().block(10, 20).block(10, 20).end();
    int last = tail.length + OP;
    byte[] tailAgain = again;
    if (last != GROUP) {
      last = tail.length + 4;
      tailAgain = bits().block(last, last).end();
    }
    byte[] printHead = literal(head.length + OP);
    byte[] one = literal(OP);
    byte[] four = literal(GROUP);
    byte[] none = literal(0);
    byte[] printTail = literal(last);
    return join(
        head, printHead, head, printHead, headAgain, one, headAgain, one, one, four, headAgain, one,
        one, four, again, four, again, four, again, four, again, four, again, none, none, printTail,
        again, none, none, printTail, tailAgain, tail, tailAgain, tail);
  }

  /** A stored block's header (RFC 1951, 3.2.4). */
  private static byte[] literal(int length) {
    return new byte[] {
      0, (byte) length, (byte) (length >> 8), (byte) ~length, (byte) (~length >> 8)
    };
  }

  private static void putBoth(byte[] whole, int tail, int at, int value) {
    int again = tail == 15 ? OP : 4;
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(whole.length - tail + at, value);
    bytes.putInt(whole.length - 2 * tail - again + at, value);
  }

  /** Solves {@code crc(whole) = c} with c at {@code places}, negative ones from the end. */
  private static byte[] withOwnChecksum(byte[] whole, int[] places) {
    long constant = crc(whole, places, 0);
    long[] rows = new long[32]; // of 32 unknowns and one constant
    for (int bit = 0; bit < 32; bit++) {
      long column = crc(whole, places, 1 << bit) ^ constant ^ (1L << bit);
      for (int row = 0; row < 32; row++) {
        rows[row] |= ((column >> row) & 1) << bit;
      }
    }
    for (int row = 0; row < 32; row++) {
      rows[row] |= ((constant >> row) & 1) << 32;
    }
    long solution = 0;
    int[] pivots = new int[32];
    Arrays.fill(pivots, -1);
    int used = 0;
    for (int bit = 0; bit < 32; bit++) {
      int found = used;
      while (found < 32 && ((rows[found] >> bit) & 1) == 0) {
        found++;
      }
      if (found == 32) {
        continue;
      }
      long row = rows[found];
      rows[found] = rows[used];
      rows[used] = row;
      for (int other = 0; other < 32; other++) {
        if (other != used && ((rows[other] >> bit) & 1) == 1) {
          rows[other] ^= row;
        }
      }
      pivots[used++] = bit;
    }
    for (int row = 0; row < used; row++) {
      solution |= (rows[row] >> 32 & 1) << pivots[row];
    }
    put(whole, places, (int) solution);
    if (crc(whole, places, (int) solution) != (solution & 0xffffffffL)) {
      throw new AssertionError("no checksum holds");
    }
    return whole;
  }

  private static long crc(byte[] whole, int[] places, int value) {
    put(whole, places, value);
    CRC32 crc = new CRC32();
    crc.update(whole);
    return crc.getValue();
  }

  private static void put(byte[] whole, int[] places, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    for (int place : places) {
      bytes.putInt(place < 0 ? whole.length + place : place, value);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static Bits bits() {
    return new Bits();
  }

  /** A deflate block with fixed codes (RFC 1951, 3.2.6) of copies alone. */
  private static final class Bits {
    private static final int[] LENGTHS = {
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131
    };
    private static final int[] DISTANCES = {
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193
    };
    private final StringBuilder bits = new StringBuilder();

    /** Copies {@code length} bytes from {@code distance} before. */
    Bits block(int length, int distance) {
      if (bits.length() == 0) {
        number(2, 3); // not the last, fixed codes
      }
      int code = last(LENGTHS, length);
      int symbol = 257 + code;
      if (symbol < 280) {
        huffman(symbol - 256, 7);
      } else {
        huffman(symbol - 280 + 0xc0, 8);
      }
      number(length - LENGTHS[code], code < 8 ? 0 : (code - 4) / 4);
      int far = last(DISTANCES, distance);
      huffman(far, 5);
      number(distance - DISTANCES[far], far < 4 ? 0 : (far - 2) / 2);
      return this;
    }

    /** Ends the block; with another, empty one if bits are left. */
    byte[] end() {
      huffman(0, 7);
      if (bits.length() % 8 != 0) {
        number(2, 3);
        huffman(0, 7);
      }
      if (bits.length() % 8 != 0) {
        throw new AssertionError(bits.length() + " bits");
      }
      byte[] bytes = new byte[bits.length() / 8];
      for (int i = 0; i < bits.length(); i++) {
        bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (i % 8));
      }
      return bytes;
    }

    private static int last(int[] starts, int value) {
      int at = 0;
      while (at + 1 < starts.length && starts[at + 1] <= value) {
        at++;
      }
      return at;
    }

    private void number(int value, int count) {
      for (int i = 0; i < count; i++) {
        bits.append((value >> i) & 1);
      }
    }

    private void huffman(int code, int count) {
      for (int i = count - 1; i >= 0; i--) {
        bits.append((code >> i) & 1);
      }
    }
  }
}
