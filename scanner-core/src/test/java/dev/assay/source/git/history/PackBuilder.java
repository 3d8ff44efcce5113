package dev.assay.source.git.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes packs that git wouldn't: whatever entries, with an index that fits them. */
final class PackBuilder {
  private static final HexFormat HEX = HexFormat.of();

  private record Entry(String id, long offset, int crc) {}

  private final ByteArrayOutputStream pack = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();
  private int promised = -1;

  PackBuilder() {
    pack.writeBytes(new byte[12]); // filled in at the end
  }

  /** A whole blob; gives its id. */
  String blob(byte[] bytes) {
    String id = CollectingSink.blobId(bytes, 40);
    whole(id, EntryHeader.BLOB, bytes.length, bytes);
    return id;
  }

  /** A whole object under any id, with any claim of its size. */
  PackBuilder whole(String id, int type, long claimed, byte[] bytes) {
    return entry(id, concat(header(type, claimed), deflate(bytes)));
  }

  /** A delta of the entry that starts at {@code base}. */
  PackBuilder ofsDelta(String id, long base, byte[] delta) {
    byte[] header = header(EntryHeader.OFS_DELTA, delta.length);
    return entry(id, concat(header, concat(back(end() - base), deflate(delta))));
  }

  /** A delta of the object {@code base}. */
  PackBuilder refDelta(String id, String base, byte[] delta) {
    byte[] header = header(EntryHeader.REF_DELTA, delta.length);
    return entry(id, concat(header, concat(HEX.parseHex(base), deflate(delta))));
  }

  /** Any bytes as an entry. */
  PackBuilder entry(String id, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entries.add(new Entry(id, end(), (int) crc.getValue()));
    pack.writeBytes(bytes);
    return this;
  }

  /** An entry of the index alone. */
  PackBuilder indexed(String id, long offset) {
    entries.add(new Entry(id, offset, 0));
    return this;
  }

  /** What the header says instead of the truth. */
  PackBuilder promising(int objects) {
    promised = objects;
    return this;
  }

  /** Where the next entry will start. */
  long end() {
    return pack.size();
  }

  byte[] pack() {
    byte[] bytes = pack.toByteArray();
    ByteBuffer.wrap(bytes)
        .putInt(0x5041434b)
        .putInt(2)
        .putInt(promised < 0 ? entries.size() : promised);
    return concat(bytes, sha1(bytes));
  }

  byte[] index() {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::id));
    ByteBuffer out = ByteBuffer.allocate(8 + 1024 + sorted.size() * 36 + 20);
    out.putInt(0xff744f63).putInt(2);
    for (int first = 0; first < 256; first++) {
      int limit = first;
      out.putInt(
          (int)
              sorted.stream()
                  .filter(entry -> HexFormat.fromHexDigits(entry.id(), 0, 2) <= limit)
                  .count());
    }
    sorted.forEach(entry -> out.put(HEX.parseHex(entry.id())));
    sorted.forEach(entry -> out.putInt(entry.crc()));
    int large = 0;
    for (Entry entry : sorted) {
      out.putInt(entry.offset() < 1L << 31 ? (int) entry.offset() : 0x80000000 | large++);
    }
    for (Entry entry : sorted) {
      if (entry.offset() >= 1L << 31) {
        out.putLong(entry.offset());
      }
    }
    byte[] pack = pack();
    out.put(pack, pack.length - 20, 20);
    byte[] index = java.util.Arrays.copyOf(out.array(), out.position());
    return concat(index, sha1(index));
  }

  /** Mapped in windows of {@code 1 << bits} bytes. */
  Pack build(String name, int bits) throws CorruptObjectException {
    PackIndex index = PackIndex.of(MappedFile.of(index(), 20), 20);
    return Pack.of(name, MappedFile.of(pack(), bits), index, 20);
  }

  /** Writes both files into an object directory. */
  void write(Path objects, String name) throws IOException {
    Path directory = Files.createDirectories(objects.resolve("pack"));
    Files.write(directory.resolve("pack-" + name + ".pack"), pack());
    Files.write(directory.resolve("pack-" + name + ".idx"), index());
  }

  /** The sizes that a delta starts with, then {@code instructions}. */
  static byte[] delta(long base, long result, byte[]... instructions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long size : new long[] {base, result}) {
      long left = size;
      for (; left >= 0x80; left >>>= 7) {
        out.write(((int) left & 0x7f) | 0x80);
      }
      out.write((int) left);
    }
    for (byte[] instruction : instructions) {
      out.writeBytes(instruction);
    }
    return out.toByteArray();
  }

  static byte[] copy(long from, int count) {
    return ByteBuffer.allocate(8)
        .put((byte) 0xff)
        .put((byte) from)
        .put((byte) (from >> 8))
        .put((byte) (from >> 16))
        .put((byte) (from >> 24))
        .put((byte) count)
        .put((byte) (count >> 8))
        .put((byte) (count >> 16))
        .array();
  }

  static byte[] literal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return concat(new byte[] {(byte) bytes.length}, bytes);
  }

  static byte[] header(int type, long size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int first = (type << 4) | (int) (size & 15);
    for (long left = size >>> 4; ; left >>>= 7) {
      out.write(left == 0 ? first : first | 0x80);
      if (left == 0) {
        return out.toByteArray();
      }
      first = (int) left & 0x7f;
    }
  }

  private static byte[] back(long distance) {
    byte[] reversed = new byte[10];
    int at = reversed.length;
    long left = distance;
    reversed[--at] = (byte) (left & 0x7f);
    while ((left >>= 7) != 0) {
      reversed[--at] = (byte) (0x80 | (--left & 0x7f));
    }
    return java.util.Arrays.copyOfRange(reversed, at, reversed.length);
  }

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
