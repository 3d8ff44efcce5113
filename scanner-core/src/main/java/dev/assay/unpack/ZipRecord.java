package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a zip's central directory or a local header says of an entry (APPNOTE 6.3.10, sections 4.3.7
 * and 4.3.12); sizes and offset are unsigned there, negative ones here can't be. Nothing in it is
 * trusted.
 *
 * @param madeBy system in the upper byte; 0 in a local header
 * @param flags general purpose bits
 * @param method of compression
 * @param crc CRC-32 of the unpacked bytes
 * @param packed compressed size, bytes
 * @param unpacked size, bytes
 * @param attributes of the file; the upper half is a Unix mode if {@code madeBy} says so
 * @param offset of the local header; 0 in one
 * @param disk on which it stands
 * @param name raw bytes
 * @param extra fields for all that came later
 * @param comment raw bytes; empty in a local header
 * @param length of this record itself, bytes
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record ZipRecord(
    int madeBy,
    int flags,
    int method,
    int crc,
    long packed,
    long unpacked,
    int attributes,
    long offset,
    int disk,
    byte[] name,
    byte[] extra,
    byte[] comment,
    int length) {

  static final int CENTRAL_SIGNATURE = 0x02014b50;
  static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;

  /** Read at once: most records are shorter. */
  private static final int USUAL_LENGTH = 256;

  private static final int ENCRYPTED = 1;
  private static final int STREAMED = 1 << 3;
  private static final int STRONGLY_ENCRYPTED = 1 << 6;
  private static final int HIDDEN = 1 << 13;
  private static final int AES = 99;

  private static final int UNIX = 3;
  private static final int DARWIN = 19;
  private static final int TYPE = 0170000;
  private static final int LINK = 0120000;
  private static final int REGULAR = 0100000;

  /**
   * The central directory's record at {@code position}.
   *
   * @throws IOException if there is none
   */
  static ZipRecord central(SeekableView view, long position) throws IOException {
    Little head = head(view, position, CENTRAL_SIGNATURE, CENTRAL_LENGTH);
    int nameLength = head.u16(28);
    int extraLength = head.u16(30);
    int commentLength = head.u16(32);
    byte[] tail =
        tail(view, position, head, CENTRAL_LENGTH, nameLength + extraLength + commentLength);
    Zip64 wide = new Zip64(tail, nameLength, nameLength + extraLength);
    long unpacked = wide.or(head.u32(24));
    long packed = wide.or(head.u32(20));
    long offset = wide.or(head.u32(42));
    return new ZipRecord(
        head.u16(4),
        head.u16(8),
        head.u16(10),
        (int) head.u32(16),
        packed,
        unpacked,
        (int) head.u32(38),
        offset,
        head.u16(34),
        Arrays.copyOf(tail, nameLength),
        Arrays.copyOfRange(tail, nameLength, nameLength + extraLength),
        Arrays.copyOfRange(tail, nameLength + extraLength, tail.length),
        CENTRAL_LENGTH + tail.length);
  }

  /**
   * The local header at {@code position}.
   *
   * @throws IOException if there is none
   */
  static ZipRecord local(SeekableView view, long position) throws IOException {
    Little head = head(view, position, LOCAL_SIGNATURE, LOCAL_LENGTH);
    int nameLength = head.u16(26);
    int extraLength = head.u16(28);
    byte[] tail = tail(view, position, head, LOCAL_LENGTH, nameLength + extraLength);
    Zip64 wide = new Zip64(tail, nameLength, tail.length);
    long unpacked = wide.or(head.u32(22));
    long packed = wide.or(head.u32(18));
    return new ZipRecord(
        0,
        head.u16(6),
        head.u16(8),
        (int) head.u32(14),
        packed,
        unpacked,
        0,
        0,
        0,
        Arrays.copyOf(tail, nameLength),
        Arrays.copyOfRange(tail, nameLength, tail.length),
        new byte[0],
        LOCAL_LENGTH + tail.length);
  }

  /** Whether at {@code position} an entry or the directory begins, or the file ends. */
  static boolean follows(SeekableView view, long position) throws IOException {
    byte[] bytes = new byte[4];
    int count = view.read(position, bytes, 0, bytes.length);
    long signature = new Little(bytes).u32(0);
    return count == 0 || signature == LOCAL_SIGNATURE || signature == CENTRAL_SIGNATURE;
  }

  private static Little head(SeekableView view, long position, int signature, int length)
      throws IOException {
    if (position < 0) {
      throw new EOFException();
    }
    byte[] bytes = new byte[USUAL_LENGTH];
    int count = view.read(position, bytes, 0, bytes.length);
    Little head = new Little(bytes);
    if (count < length || head.u32(0) != signature) {
      throw new EOFException();
    }
    return head;
  }

  private static byte[] tail(SeekableView view, long position, Little head, int from, int length)
      throws IOException {
    return from + length <= USUAL_LENGTH && position + from + length <= view.size()
        ? Arrays.copyOfRange(head.bytes(), from, from + length)
        : view.bytes(position + from, length);
  }

  /** Whether its data can't be had without a password. */
  boolean encrypted() {
    return (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | HIDDEN)) != 0 || method == AES;
  }

  /** Whether sizes and checksum follow the data. */
  boolean streamed() {
    return (flags & STREAMED) != 0;
  }

  /** Whether its data is the target of a symbolic link. */
  boolean link() {
    return unix() && ((attributes >>> 16) & TYPE) == LINK;
  }

  /** Whether it may be run; programs without Unix modes, and local headers, don't say. */
  ArtifactFile.Mode mode() {
    int mode = attributes >>> 16;
    if (link()) {
      return ArtifactFile.Mode.LINK;
    }
    return unix() && (mode & TYPE) == REGULAR
        ? ArtifactFile.Mode.of(mode)
        : ArtifactFile.Mode.UNSAID;
  }

  private boolean unix() {
    int system = madeBy >>> 8;
    return system == UNIX || system == DARWIN;
  }

  /** The same entry with the sizes and the checksum that its data turned out to have. */
  ZipRecord asSeen(long start, ZipData.Seen seen) {
    return new ZipRecord(
        madeBy,
        flags,
        method,
        seen.crc(),
        seen.end() - start,
        seen.unpacked(),
        attributes,
        offset,
        disk,
        name,
        extra,
        comment,
        length);
  }

  /** The name for people. */
  String shownName() {
    return EntryNames.display(name, true);
  }

  /** What {@code local}, the header of the same entry, says otherwise; empty if nothing. */
  String differences(ZipRecord local) {
    StringBuilder all = new StringBuilder();
    if (!Arrays.equals(name, local.name)) {
      differ(all, "name", shownName(), local.shownName());
    }
    if (method != local.method) {
      differ(all, "compression method", method, local.method);
    }
    if (encrypted() != local.encrypted()) {
      differ(all, "encrypted", encrypted(), local.encrypted());
    }
    // Whoever writes a stream may leave them out, all or one by one.
    boolean streamed = local.streamed();
    if (crc != local.crc && !(streamed && local.crc == 0)) {
      differ(all, "checksum", hex(crc), hex(local.crc));
    }
    if (packed != local.packed && !(streamed && local.packed == 0)) {
      differ(all, "compressed size", packed, local.packed);
    }
    if (unpacked != local.unpacked && !(streamed && local.unpacked == 0)) {
      differ(all, "size", unpacked, local.unpacked);
    }
    return all.toString();
  }

  private static void differ(StringBuilder all, String what, Object central, Object local) {
    all.append(all.length() == 0 ? "" : ", ")
        .append(what)
        .append(' ')
        .append(central)
        .append(" there and ")
        .append(local)
        .append(" here");
  }

  static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }

  /** Little-endian numbers in a few bytes. */
  @SuppressWarnings("ArrayRecordComponent")
  record Little(byte[] bytes) {

    int u16(int at) {
      return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    long u32(int at) {
      return u16(at) | ((long) u16(at + 2) << 16);
    }

    /** Negative if it is beyond what a file can have. */
    long u64(int at) {
      return u32(at) | (u32(at + 4) << 32);
    }
  }

  /** The extra field (4.5.3) that holds what doesn't fit into 32 bits, in the order of use. */
  private static final class Zip64 {
    private static final int ID = 1;
    private static final long ELSEWHERE = 0xffffffffL;

    private final Little bytes;
    private int at;
    private int end;

    Zip64(byte[] tail, int from, int to) {
      bytes = new Little(tail);
      int field = from;
      while (field + 4 <= to) {
        int length = bytes.u16(field + 2);
        if (bytes.u16(field) == ID) {
          at = field + 4;
          end = Math.min(to, at + length);
          break;
        }
        field += 4 + length;
      }
    }

    long or(long value) {
      if (value != ELSEWHERE || at + 8 > end) {
        return value;
      }
      at += 8;
      return bytes.u64(at - 8);
    }
  }
}
