package dev.assay.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Collects the records of a pack, the tables of their strings and byte sets, and other tables. */
final class PackWriter {
  /** Bytes of magic, format and CRC-32 of all that follows. */
  static final int HEAD = 12;

  /** Bytes of a byte set. */
  static final int SET = 4 * Long.BYTES;

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  /** A non-negative number. */
  void number(int value) {
    number(value, records);
  }

  private static void number(int value, ByteArrayOutputStream out) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  void bits(long value) {
    bits(value, records);
  }

  private static void bits(long value, ByteArrayOutputStream out) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }

  void flag(boolean value) {
    records.write(value ? 1 : 0);
  }

  void string(String text) {
    Integer index = strings.putIfAbsent(text, strings.size());
    number(index == null ? strings.size() - 1 : index);
  }

  void strings(Collection<String> texts) {
    number(texts.size());
    for (String text : texts) {
      string(text);
    }
  }

  void set(ByteSet set) {
    Integer index = sets.putIfAbsent(set, sets.size());
    number(index == null ? sets.size() - 1 : index);
  }

  /** A table of numbers. */
  void ints(int[] numbers) {
    integer(numbers.length, tables);
    for (int number : numbers) {
      integer(number, tables);
    }
  }

  /** A table of bytes. */
  void raw(byte[] bytes) {
    integer(bytes.length, tables);
    tables.writeBytes(bytes);
  }

  /** Where the next record begins, counted from the first one. */
  int at() {
    return records.size();
  }

  private static void integer(int value, ByteArrayOutputStream out) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >>> shift);
    }
  }

  void finish(char part, OutputStream out) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writeStrings(body);
    integer(sets.size() * SET, body);
    for (ByteSet set : sets.keySet()) {
      bits(set.bits0(), body);
      bits(set.bits1(), body);
      bits(set.bits2(), body);
      bits(set.bits3(), body);
    }
    tables.writeTo(body);
    records.writeTo(body);
    CRC32 crc = new CRC32();
    crc.update(body.toByteArray());
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write('A');
    head.write('S');
    head.write('Y');
    head.write(part);
    head.write(RulePack.FORMAT);
    head.write(0);
    head.write(0);
    head.write(0);
    integer((int) crc.getValue(), head);
    head.writeTo(out);
    body.writeTo(out);
  }

  private void writeStrings(ByteArrayOutputStream out) {
    ByteArrayOutputStream letters = new ByteArrayOutputStream();
    integer(strings.size() + 1, out);
    for (String text : strings.keySet()) {
      boolean latin1 = text.chars().allMatch(c -> c < 0x100);
      integer(letters.size() << 1 | (latin1 ? 0 : 1), out);
      letters.writeBytes(
          text.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }
    integer(letters.size() << 1, out);
    integer(letters.size(), out);
    out.writeBytes(letters.toByteArray());
  }
}
