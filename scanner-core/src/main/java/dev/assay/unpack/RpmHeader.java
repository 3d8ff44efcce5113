package dev.assay.unpack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * A header of an rpm package: an index of tags and a store of their values (RPM reference manual,
 * "Package format", "Header tags").
 *
 * @param index 16 bytes a tag: tag, type, offset of its values and how many, big-endian
 * @param store the values
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record RpmHeader(byte[] index, byte[] store) {

  /** Bytes of an entry of the index. */
  static final int ENTRY = 16;

  static final int PAYLOAD_FORMAT = 1124;
  static final int PAYLOAD_COMPRESSOR = 1125;

  /** In the signature: how many bytes header and payload have; in 32 and in 64 bits. */
  static final int SIGNED_SIZE = 1000;

  static final int SIGNED_LONG_SIZE = 270;

  private static final int INT32 = 4;
  private static final int INT64 = 5;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int I18N_STRING = 9;

  /** Hexadecimal digests: nobody's secret, and many. */
  private static final Set<Integer> DIGESTS = Set.of(269, 273, 1035, 5092, 5097);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1000, "Name"),
          Map.entry(1001, "Version"),
          Map.entry(1002, "Release"),
          Map.entry(1004, "Summary"),
          Map.entry(1005, "Description"),
          Map.entry(1007, "Build host"),
          Map.entry(1010, "Distribution"),
          Map.entry(1011, "Vendor"),
          Map.entry(1014, "License"),
          Map.entry(1015, "Packager"),
          Map.entry(1016, "Group"),
          Map.entry(1020, "URL"),
          Map.entry(1022, "Architecture"),
          Map.entry(1023, "%pre"),
          Map.entry(1024, "%post"),
          Map.entry(1025, "%preun"),
          Map.entry(1026, "%postun"),
          Map.entry(1044, "Source package"),
          Map.entry(1065, "%trigger"),
          Map.entry(1079, "%verify"),
          Map.entry(1081, "Changelog name"),
          Map.entry(1082, "Changelog"),
          Map.entry(1123, "Disturl"),
          Map.entry(1132, "Platform"),
          Map.entry(1151, "%pretrans"),
          Map.entry(1152, "%posttrans"),
          Map.entry(5066, "%filetrigger"),
          Map.entry(5076, "%transfiletrigger"),
          Map.entry(5100, "Environment"));

  /**
   * Writes the text values, each after its tag's name or number.
   *
   * @param limit bytes: tags may share values, and so be more than the header itself
   * @return whether that was enough, and all values are where their tags say
   */
  boolean texts(int limit, ByteArrayOutputStream out) {
    ByteBuffer tags = ByteBuffer.wrap(index);
    boolean there = true;
    while (tags.remaining() >= ENTRY) {
      int tag = tags.getInt();
      int type = tags.getInt();
      int at = tags.getInt();
      int count = tags.getInt();
      if (!isText(type) || DIGESTS.contains(tag)) {
        continue;
      }
      there &= at >= 0 && at < store.length;
      byte[] name =
          NAMES.getOrDefault(tag, "Tag " + (tag & 0xffffffffL)).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < (type == STRING ? 1 : count) && at >= 0 && at < store.length; i++) {
        int end = end(at);
        if (out.size() + name.length + 3 + end - at > limit) {
          return false;
        }
        out.writeBytes(name);
        out.write(':');
        out.write(lines(at, end) ? '\n' : ' ');
        out.write(store, at, end - at);
        out.write('\n');
        at = end + 1;
      }
    }
    return there;
  }

  private static boolean isText(int type) {
    return type == STRING || type == STRING_ARRAY || type == I18N_STRING;
  }

  /** The text of {@code tag}; empty if it has none. */
  String string(int tag) {
    ByteBuffer found = find(tag);
    if (found.remaining() == 0 || !isText(found.getInt(4))) {
      return "";
    }
    int at = found.getInt(8);
    return at < 0 || at >= store.length
        ? ""
        : new String(store, at, end(at) - at, StandardCharsets.UTF_8);
  }

  /** The number of {@code tag}; -1 if it has none. */
  long number(int tag) {
    ByteBuffer found = find(tag);
    if (found.remaining() == 0) {
      return -1;
    }
    int type = found.getInt(4);
    int at = found.getInt(8);
    int length = type == INT32 ? 4 : type == INT64 ? 8 : 0;
    if (length == 0 || at < 0 || at > store.length - length) {
      return -1;
    }
    ByteBuffer values = ByteBuffer.wrap(store);
    return type == INT32 ? values.getInt(at) & 0xffffffffL : values.getLong(at);
  }

  private ByteBuffer find(int tag) {
    ByteBuffer tags = ByteBuffer.wrap(index);
    for (int at = 0; at + ENTRY <= index.length; at += ENTRY) {
      if (tags.getInt(at) == tag) {
        return ByteBuffer.wrap(index, at, ENTRY).slice();
      }
    }
    return ByteBuffer.allocate(0);
  }

  private int end(int from) {
    int end = from;
    while (end < store.length && store[end] != 0) {
      end++;
    }
    return end;
  }

  private boolean lines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (store[i] == '\n') {
        return true;
      }
    }
    return false;
  }
}
