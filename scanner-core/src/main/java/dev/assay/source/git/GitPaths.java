package dev.assay.source.git;

import java.nio.charset.StandardCharsets;

/** Paths of git, which are bytes, as text: UTF-8, and {@code \xNN} for what isn't. */
public final class GitPaths {

  private GitPaths() {}

  /** Decodes {@code bytes} from {@code from} (inclusive) to {@code to}. */
  public static String decode(byte[] bytes, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        ascii = false;
        break;
      }
    }
    if (ascii) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int length = sequence(bytes, at, to);
      if (length == 0) {
        text.append("\\x").append(hex(bytes[at] >> 4)).append(hex(bytes[at]));
        at++;
      } else {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  private static char hex(int nibble) {
    return "0123456789abcdef".charAt(nibble & 15);
  }

  /** Length of the well-formed UTF-8 sequence at {@code at} (RFC 3629), 0 if there is none. */
  private static int sequence(byte[] b, int at, int to) {
    int first = b[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > to) {
      return 0;
    }
    int second = b[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((b[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
