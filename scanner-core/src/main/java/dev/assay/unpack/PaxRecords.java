package dev.assay.unpack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a pax extended header (POSIX.1-2017, pax, "pax Extended Header"): {@code length
 * keyword=value\n}, all of them UTF-8 or whatever was there.
 */
final class PaxRecords {

  static final String PATH = "path";
  static final String LINK = "linkpath";
  static final String SIZE = "size";
  static final String SPARSE_NAME = "GNU.sparse.name";

  /** What can't hold more than a name or a number, and is shown elsewhere or matters to nobody. */
  private static final Set<String> USUAL =
      Set.of(
          PATH,
          LINK,
          SIZE,
          "atime",
          "ctime",
          "mtime",
          "gid",
          "uid",
          "gname",
          "uname",
          "hdrcharset",
          "charset",
          SPARSE_NAME,
          "GNU.sparse.major",
          "GNU.sparse.minor",
          "GNU.sparse.realsize",
          "GNU.sparse.size",
          "GNU.sparse.numblocks",
          "GNU.sparse.map");

  private final Map<String, byte[]> values = new HashMap<>();
  private boolean whole = true;

  PaxRecords(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = at;
      int length = 0;
      while (space < bytes.length
          && bytes[space] >= '0'
          && bytes[space] <= '9'
          && length < 1 << 24) {
        length = length * 10 + bytes[space] - '0';
        space++;
      }
      int end = at + length;
      int equals = space + 1;
      while (equals < end && equals < bytes.length && bytes[equals] != '=') {
        equals++;
      }
      if (space == at
          || end > bytes.length
          || equals >= end - 1
          || bytes[space] != ' '
          || bytes[end - 1] != '\n') {
        whole = false;
        return;
      }
      values.put(
          new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8),
          Arrays.copyOfRange(bytes, equals + 1, end - 1));
      at = end;
    }
  }

  /** Whether all of it was records. */
  boolean whole() {
    return whole;
  }

  /** Whether there is anything besides names and numbers. */
  boolean unusual() {
    return !whole || !USUAL.containsAll(values.keySet());
  }

  /** The value of {@code keyword}; null if it has none. */
  byte @Nullable [] get(String keyword) {
    return values.get(keyword);
  }

  /** The number that {@code keyword} has; -1 if there is none that is valid. */
  long number(String keyword) {
    byte[] value = values.get(keyword);
    if (value == null || value.length > 18) {
      return -1;
    }
    long number = 0;
    for (byte digit : value) {
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return value.length == 0 ? -1 : number;
  }
}
