package dev.assay.report;

import dev.assay.model.Provenance;
import java.nio.charset.StandardCharsets;

/** Logical paths as relative URI references (RFC 3986), which is how SARIF names files. */
final class SarifUri {

  private static final String HEX = "0123456789ABCDEF";
  private static final String PLAIN = "-._~!$&'()*+,;=@/";

  private SarifUri() {}

  /** The URI of the file that {@code path} names, or that holds the entry that it names. */
  static String of(String path) {
    int nested = path.indexOf(Provenance.NESTING);
    String file = nested < 0 ? path : path.substring(0, nested);
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    StringBuilder uri = new StringBuilder(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      int raw = rawByte(bytes, i);
      if (raw >= 0) {
        percent(raw, uri);
        i += 3;
      } else if (isPlain(b)) {
        uri.append((char) b);
      } else {
        percent(b, uri);
      }
    }
    return uri.toString();
  }

  /**
   * The byte above 0x7F that a path shows as {@code \xNN} at {@code at}, since it is no UTF-8; -1
   * if there is none.
   */
  private static int rawByte(byte[] path, int at) {
    if (at + 3 >= path.length || path[at] != '\\' || path[at + 1] != 'x') {
      return -1;
    }
    int high = Character.digit(path[at + 2], 16);
    int low = Character.digit(path[at + 3], 16);
    return high >= 8 && low >= 0 ? high << 4 | low : -1;
  }

  private static boolean isPlain(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || (b < 0x80 && PLAIN.indexOf(b) >= 0);
  }

  private static void percent(int b, StringBuilder uri) {
    uri.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
  }
}
