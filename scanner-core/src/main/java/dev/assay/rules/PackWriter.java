package dev.assay.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the records of a pack and the tables of their strings and byte sets. */
final class PackWriter {
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
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

  void finish(char part, OutputStream out) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write('A');
    head.write('S');
    head.write('Y');
    head.write(part);
    head.write(RulePack.FORMAT);
    number(strings.size(), head);
    for (String text : strings.keySet()) {
      boolean latin1 = text.chars().allMatch(c -> c < 0x100);
      byte[] bytes = text.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
      number(bytes.length << 1 | (latin1 ? 0 : 1), head);
      head.writeBytes(bytes);
    }
    number(sets.size(), head);
    for (ByteSet set : sets.keySet()) {
      bits(set.bits0(), head);
      bits(set.bits1(), head);
      bits(set.bits2(), head);
      bits(set.bits3(), head);
    }
    head.writeTo(out);
    records.writeTo(out);
  }
}
