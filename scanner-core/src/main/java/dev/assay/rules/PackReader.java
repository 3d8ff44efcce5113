package dev.assay.rules;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads what {@link PackWriter} wrote. Equal strings of one pack, and equal sets, are the same
 * object.
 */
final class PackReader {
  private final byte[] bytes;
  private final String[] strings;
  private final ByteSet[] sets;
  private int at;

  PackReader(byte[] bytes, char part) {
    this.bytes = bytes;
    if (bytes.length < 6
        || bytes[0] != 'A'
        || bytes[1] != 'S'
        || bytes[2] != 'Y'
        || bytes[3] != part) {
      throw PackFault.notAPack();
    }
    if (bytes[4] != RulePack.FORMAT) {
      throw PackFault.otherFormat(bytes[4]);
    }
    at = 5;
    try {
      strings = new String[number()];
      for (int i = 0; i < strings.length; i++) {
        int head = number();
        int length = head >>> 1;
        strings[i] =
            new String(
                bytes,
                at,
                length,
                (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        at += length;
      }
      sets = new ByteSet[number()];
      for (int i = 0; i < sets.length; i++) {
        sets[i] = new ByteSet(bits(), bits(), bits(), bits());
      }
    } catch (RuntimeException e) {
      throw PackFault.damaged(e);
    }
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
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  boolean flag() {
    return bytes[at++] != 0;
  }

  String string() {
    return strings[number()];
  }

  List<String> strings() {
    String[] all = new String[number()];
    for (int i = 0; i < all.length; i++) {
      all[i] = string();
    }
    return List.of(all);
  }

  ByteSet set() {
    return sets[number()];
  }
}
