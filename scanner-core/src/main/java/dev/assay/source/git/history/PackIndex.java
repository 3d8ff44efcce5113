package dev.assay.source.git.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The index of a pack, versions 1 and 2: ids in ascending order, each with its offset in the pack
 * (gitformat-pack, "pack-*.idx files"). Positions count from 0 in the order of ids. The file stays
 * mapped; nothing of it is on the heap.
 */
final class PackIndex {
  private static final int MAGIC = 0xff744f63;
  private static final int FANOUT = 256 * 4;

  private final MappedFile file;
  private final int hashLength;
  private final int version;
  private final int count;
  private final long fanoutAt;
  private final long idsAt;
  private final int idStride;
  private final long checksumsAt;
  private final long offsetsAt;
  private final long largeOffsetsAt;
  private final long largeOffsets;

  private PackIndex(MappedFile file, int hashLength) throws CorruptObjectException {
    this.file = file;
    this.hashLength = hashLength;
    long trailer = 2L * hashLength;
    if (file.length() < 8 + FANOUT + trailer) {
      throw CorruptObjectException.truncated("the index is too short");
    }
    version = file.int32(0) == MAGIC ? file.int32(4) : 1;
    if (version != 1 && version != 2) {
      throw new CorruptObjectException("the index has version " + version + ", not 1 or 2");
    }
    fanoutAt = version == 2 ? 8 : 0;
    count = fanout();
    long tables = fanoutAt + FANOUT;
    if (version == 1) {
      idStride = 4 + hashLength;
      idsAt = tables + 4;
      offsetsAt = tables;
      checksumsAt = 0;
      largeOffsetsAt = 0;
      largeOffsets = 0;
      if (file.length() < tables + (long) count * idStride + trailer) {
        throw CorruptObjectException.truncated("the index ends early");
      }
    } else {
      idStride = hashLength;
      idsAt = tables;
      checksumsAt = idsAt + (long) count * hashLength;
      offsetsAt = checksumsAt + 4L * count;
      largeOffsetsAt = offsetsAt + 4L * count;
      largeOffsets = (file.length() - trailer - largeOffsetsAt) / 8;
      if (file.length() < largeOffsetsAt + trailer) {
        throw CorruptObjectException.truncated("the index ends early");
      }
    }
  }

  /**
   * Maps {@code path}.
   *
   * @throws CorruptObjectException if its tables can't be what they say
   */
  static PackIndex open(Path path, int hashLength) throws IOException {
    return of(MappedFile.open(path), hashLength);
  }

  /** The index that {@code file} holds. */
  static PackIndex of(MappedFile file, int hashLength) throws CorruptObjectException {
    return new PackIndex(file, hashLength);
  }

  private int fanout() throws CorruptObjectException {
    long previous = 0;
    for (int i = 0; i < 256; i++) {
      long next = file.unsignedInt32(fanoutAt + 4L * i);
      if (next < previous || next > Integer.MAX_VALUE - 8) {
        throw new CorruptObjectException("the index's fan-out table is not ascending");
      }
      previous = next;
    }
    return (int) previous;
  }

  /** Number of objects. */
  int count() {
    return count;
  }

  /** Whether entries have a checksum (version 2). */
  boolean hasChecksums() {
    return version == 2;
  }

  /** The CRC-32 of the packed entry at {@code position}. */
  int checksum(int position) {
    return file.int32(checksumsAt + 4L * position);
  }

  /** Offset in the pack of the object at {@code position}; -1 if the index has no such offset. */
  long offset(int position) {
    if (version == 1) {
      return file.unsignedInt32(offsetsAt + (long) position * idStride);
    }
    int offset = file.int32(offsetsAt + 4L * position);
    if (offset >= 0) {
      return offset;
    }
    long large = offset & 0x7fffffffL;
    return large < largeOffsets ? file.int64(largeOffsetsAt + 8 * large) : -1;
  }

  /** Copies the id at {@code position}. */
  void id(int position, byte[] to, int at) {
    file.copy(idsAt + (long) position * idStride, to, at, hashLength);
  }

  /** The position of an id, negative if it isn't here. */
  int find(byte[] id, int at) {
    int first = id[at] & 0xff;
    int low = first == 0 ? 0 : file.int32(fanoutAt + 4L * (first - 1));
    int high = file.int32(fanoutAt + 4L * first) - 1;
    long head = ByteBuffer.wrap(id).getLong(at);
    // Ids are spread evenly, so the first guess is close; from there in growing steps.
    int probe = low + (int) (((high - low) * ((head >>> 24) & 0xffffffffL)) >>> 32);
    int step = 32;
    while (low <= high) {
      int order = compare(probe, head, id, at);
      if (order == 0) {
        return probe;
      }
      int next;
      if (order < 0) {
        low = probe + 1;
        next = probe + step;
      } else {
        high = probe - 1;
        next = probe - step;
      }
      probe = low <= next && next <= high ? next : (low + high) >>> 1;
      step *= 4;
    }
    return -1;
  }

  private int compare(int position, long head, byte[] id, int at) {
    long here = idsAt + (long) position * idStride;
    int order = Long.compareUnsigned(file.int64(here), head);
    for (int i = 8; order == 0 && i < hashLength; i++) {
      order = file.unsignedByte(here + i) - (id[at + i] & 0xff);
    }
    return order;
  }

  /** The checksum of the pack that this index was made for. */
  byte[] packChecksum() {
    byte[] checksum = new byte[hashLength];
    file.copy(file.length() - 2L * hashLength, checksum, 0, hashLength);
    return checksum;
  }

  /** Whether the index is what was written: its own trailing checksum holds. */
  boolean verify(MessageDigest digest) {
    return file.endsWithDigest(digest, hashLength);
  }
}
