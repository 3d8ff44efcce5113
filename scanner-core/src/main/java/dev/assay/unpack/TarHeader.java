package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import java.util.Arrays;

/**
 * A header block of tar (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar
 * Format"). Names are raw bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record TarHeader(byte[] block) {

  /** Bytes of a block. */
  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int MODE = 100;
  private static final int MODE_LENGTH = 8;
  private static final int SIZE = 124;
  private static final int NUMBER_LENGTH = 12;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int LINK = 157;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final int GNU_EXTENDED = 482;
  private static final int GNU_EXTENDED_AGAIN = 504;

  private static final byte[] POSIX = {'u', 's', 't', 'a', 'r', 0};

  /** Whether {@code bytes} at {@code at}, a whole block, has the checksum that it claims. */
  static boolean at(byte[] bytes, int at) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : bytes[at + i];
      unsigned += b & 0xff;
      signed += b; // some old programs
    }
    long claimed = octal(bytes, at + CHECKSUM, CHECKSUM_LENGTH);
    return claimed > 0 && (claimed == unsigned || claimed == signed);
  }

  /** The kind of entry; NUL for a regular file of the oldest programs. */
  char type() {
    return (char) (block[TYPE] & 0xff);
  }

  /** Bytes of data after the header; negative if it says no number. */
  long size() {
    return (block[SIZE] & 0x80) != 0 ? binary() : octal(block, SIZE, NUMBER_LENGTH);
  }

  /** Whether it may be run. */
  ArtifactFile.Mode mode() {
    long mode = octal(block, MODE, MODE_LENGTH);
    return mode < 0 ? ArtifactFile.Mode.UNSAID : ArtifactFile.Mode.of((int) mode);
  }

  /** The name, the prefix in front if there is one. */
  byte[] name() {
    byte[] name = text(NAME, NAME_LENGTH);
    if (!Arrays.equals(POSIX, Arrays.copyOfRange(block, MAGIC, MAGIC + POSIX.length))
        || block[PREFIX] == 0) {
      return name;
    }
    byte[] prefix = text(PREFIX, PREFIX_LENGTH);
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  /** What a link leads to. */
  byte[] link() {
    return text(LINK, NAME_LENGTH);
  }

  /** Whether a block with more of the map of a sparse file follows (GNU type {@code S}). */
  boolean extended() {
    return block[GNU_EXTENDED] != 0;
  }

  /** The same for such a block, {@code bytes}. */
  static boolean extendedAgain(byte[] bytes) {
    return bytes[GNU_EXTENDED_AGAIN] != 0;
  }

  private byte[] text(int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(block, from, end);
  }

  /** GNU's for what octal digits can't say; negative if it is more than a file can have. */
  private long binary() {
    long value = block[SIZE] & 0x7f;
    for (int i = 1; i < NUMBER_LENGTH; i++) {
      if (value >>> 55 != 0) {
        return -1;
      }
      value = (value << 8) | (block[SIZE + i] & 0xff);
    }
    return value;
  }

  /** Negative if there is anything else than digits between blanks. */
  private static long octal(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    long value = 0;
    int digits = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '7') {
      value = (value << 3) | (bytes[at] - '0');
      digits++;
      at++;
    }
    while (at < end && (bytes[at] == ' ' || bytes[at] == 0)) {
      at++;
    }
    return at == end && digits > 0 ? value : -1;
  }
}
