package dev.assay.source.git.history;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/** A pack and its index, both mapped. Safe for many threads. */
final class Pack {
  private static final int MAGIC = 0x5041434b; // PACK
  private static final int HEADER = 12;

  private final String name;
  private final PackIndex index;
  private final MappedFile file;
  private final int hashLength;

  private Pack(String name, PackIndex index, MappedFile file, int hashLength) {
    this.name = name;
    this.index = index;
    this.file = file;
    this.hashLength = hashLength;
  }

  /**
   * Maps a pack and its index.
   *
   * @param name how problems name it
   * @throws CorruptObjectException if it is no pack, or its index is of no use
   */
  static Pack open(String name, Path pack, Path index, int hashLength) throws IOException {
    return of(name, MappedFile.open(pack), PackIndex.open(index, hashLength), hashLength);
  }

  /** The pack that {@code file} holds. */
  static Pack of(String name, MappedFile file, PackIndex index, int hashLength)
      throws CorruptObjectException {
    if (file.length() < HEADER) {
      throw CorruptObjectException.truncated("the pack is shorter than its header");
    }
    if (file.int32(0) != MAGIC) {
      throw new CorruptObjectException("it doesn't start as a pack");
    }
    int version = file.int32(4);
    if (version != 2 && version != 3) {
      throw new CorruptObjectException("the pack has version " + version + ", not 2 or 3");
    }
    return new Pack(name, index, file, hashLength);
  }

  String name() {
    return name;
  }

  PackIndex index() {
    return index;
  }

  MappedFile file() {
    return file;
  }

  /** How many objects its header promises. */
  long promised() {
    return file.unsignedInt32(8);
  }

  /** Where the entries end: the trailing checksum of a pack that is whole. */
  long end() {
    return Math.max(HEADER, file.length() - hashLength);
  }

  /**
   * Whether it is the pack that its index was made for: it ends with the checksum that the index
   * names, and if entries have none of their own, that checksum holds.
   */
  boolean isAsIndexed(MessageDigest digest) {
    if (file.length() < HEADER + hashLength) {
      return false;
    }
    if (!index.hasChecksums() && !file.endsWithDigest(digest, hashLength)) {
      return false;
    }
    byte[] trailer = new byte[hashLength];
    file.copy(file.length() - hashLength, trailer, 0, hashLength);
    return Arrays.equals(trailer, index.packChecksum());
  }

  /**
   * Reads the head of the entry at {@code offset}.
   *
   * @throws CorruptObjectException if there is none
   */
  void header(long offset, EntryHeader out) throws CorruptObjectException {
    long end = end();
    if (offset < HEADER) {
      throw new CorruptObjectException("its offset is not in the pack");
    }
    if (offset >= end) {
      throw CorruptObjectException.truncated("the pack ends before it");
    }
    long at = offset;
    int c = file.unsignedByte(at++);
    out.type = (c >> 4) & 7;
    long size = c & 15;
    for (int shift = 4; (c & 0x80) != 0; shift += 7) {
      if (at >= end || shift > 53) {
        throw new CorruptObjectException("its size field doesn't end");
      }
      c = file.unsignedByte(at++);
      size |= (long) (c & 0x7f) << shift;
    }
    out.size = size;
    out.baseOffset = -1;
    out.baseIdAt = -1;
    switch (out.type) {
      case EntryHeader.OFS_DELTA -> at = baseOffset(offset, at, end, out);
      case EntryHeader.REF_DELTA -> {
        out.baseIdAt = at;
        at += hashLength;
      }
      case 0, 5 -> throw new CorruptObjectException("its type " + out.type + " doesn't exist");
      default -> {}
    }
    if (at >= end) {
      throw CorruptObjectException.truncated("the pack ends within it");
    }
    out.dataAt = at;
    // Deflate makes at most 1032 bytes of one; a larger claim must not cost memory.
    if (size > 1032 * (end - at) + 1032) {
      throw new CorruptObjectException("its size of " + size + " bytes can't be true");
    }
  }

  private long baseOffset(long offset, long start, long end, EntryHeader out)
      throws CorruptObjectException {
    long at = start;
    if (at >= end) {
      throw CorruptObjectException.truncated("the pack ends within it");
    }
    int c = file.unsignedByte(at++);
    long back = c & 0x7f;
    while ((c & 0x80) != 0) {
      if (at >= end || back > 1L << 48) {
        throw new CorruptObjectException("its base field doesn't end");
      }
      c = file.unsignedByte(at++);
      back = ((back + 1) << 7) | (c & 0x7f);
    }
    if (back <= 0 || back > offset - HEADER) {
      throw new CorruptObjectException("its delta base is not in the pack");
    }
    out.baseOffset = offset - back;
    return at;
  }
}
