package dev.assay.detect.contents;

import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a file, and its name.
 *
 * @param bytes of which {@code [from, to)} are these
 * @param name its file name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record Head(byte[] bytes, int from, int to, String name) {

  /** How many there are. */
  int length() {
    return to - from;
  }

  /** What its name ends with behind the last dot: all of it if there is none. */
  String extension() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The byte at {@code offset}; -1 if there is none. */
  int u8(int offset) {
    return from + offset < to ? bytes[from + offset] & 0xff : -1;
  }

  /** The number there, most significant byte first. */
  int u32(int offset) {
    return u8(offset) << 24 | u8(offset + 1) << 16 | u8(offset + 2) << 8 | u8(offset + 3);
  }

  /** Whether {@code text} stands there, of which letters stand for bytes. */
  boolean at(String text, int offset) {
    if (offset < 0 || from + offset + text.length() > to) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[from + offset + i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} stands within the offsets {@code [begin, end)}. */
  boolean find(String text, int begin, int end) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    int last = Math.min(to, from + end) - wanted.length;
    for (int i = from + begin; i <= last; i++) {
      if (bytes[i] == wanted[0] && at(text, i - from)) {
        return true;
      }
    }
    return false;
  }
}
