package dev.assay.rules;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackWriter} wrote: the tables in order, then records. Strings and sets are made
 * when they are first asked for; made twice by two threads at once, they are equal.
 */
final class PackReader {
  private final byte[] bytes;
  private final ByteBuffer tables;

  /** Offset of each string, doubled, and one more for UTF-8; one more entry for the end. */
  private final int[] heads;

  private final int stringsAt;
  private final int setsAt;
  private final @Nullable String[] strings;
  private final @Nullable ByteSet[] sets;
  private int at;

  PackReader(byte[] bytes, char part) {
    this.bytes = bytes;
    if (bytes.length < PackWriter.HEAD
        || bytes[0] != 'A'
        || bytes[1] != 'S'
        || bytes[2] != 'Y'
        || bytes[3] != part) {
      throw PackFault.notAPack();
    }
    if (bytes[4] != RulePack.FORMAT) {
      throw PackFault.otherFormat(bytes[4]);
    }
    tables = ByteBuffer.wrap(bytes);
    tables.position(PackWriter.HEAD - Integer.BYTES);
    CRC32 crc = new CRC32();
    crc.update(bytes, PackWriter.HEAD, bytes.length - PackWriter.HEAD);
    if (tables.getInt() != (int) crc.getValue()) {
      throw PackFault.damaged(null);
    }
    heads = ints();
    stringsAt = skip();
    setsAt = skip();
    strings = new String[heads.length - 1];
    sets = new ByteSet[(tables.position() - setsAt) / PackWriter.SET];
  }

  private PackReader(PackReader other, int at) {
    bytes = other.bytes;
    tables = other.tables;
    heads = other.heads;
    stringsAt = other.stringsAt;
    setsAt = other.setsAt;
    strings = other.strings;
    sets = other.sets;
    this.at = at;
  }

  /** A reader of the same pack whose records go on at {@code offset}. */
  PackReader at(int offset) {
    return new PackReader(this, offset);
  }

  /** Passes over bytes among the tables; gives where they begin. */
  private int skip() {
    int length = tables.getInt();
    int start = tables.position();
    tables.position(start + length);
    return start;
  }

  /** The next table, of numbers. */
  int[] ints() {
    int count = tables.getInt();
    if (count < 0 || count > tables.remaining() / Integer.BYTES) {
      throw PackFault.notAPack();
    }
    int[] all = new int[count];
    tables.asIntBuffer().get(all);
    tables.position(tables.position() + count * Integer.BYTES);
    return all;
  }

  /** The next table, of bytes. */
  byte[] raw() {
    int start = skip();
    byte[] all = new byte[tables.position() - start];
    System.arraycopy(bytes, start, all, 0, all.length);
    return all;
  }

  /** No table is left: records begin here. */
  int records() {
    at = tables.position();
    return at;
  }

  int number() {
    int value = 0;
    int shift = 0;
    int next;
    do {
      next = bytes[at++];
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  long bits() {
    long value = bits(at);
    at += Long.BYTES;
    return value;
  }

  private long bits(int from) {
    long value = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  boolean flag() {
    return bytes[at++] != 0;
  }

  String string() {
    int index = number();
    String known = strings[index];
    if (known == null) {
      int head = heads[index];
      int from = head >>> 1;
      known =
          new String(
              bytes,
              stringsAt + from,
              (heads[index + 1] >>> 1) - from,
              (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
      strings[index] = known;
    }
    return known;
  }

  List<String> strings() {
    int count = number();
    if (count == 0) {
      return List.of();
    }
    String[] all = new String[count];
    for (int i = 0; i < count; i++) {
      all[i] = string();
    }
    return List.of(all);
  }

  ByteSet set() {
    int index = number();
    ByteSet known = sets[index];
    if (known == null) {
      int from = setsAt + index * PackWriter.SET;
      known = new ByteSet(bits(from), bits(from + 8), bits(from + 16), bits(from + 24));
      sets[index] = known;
    }
    return known;
  }
}
