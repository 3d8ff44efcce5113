package dev.assay.source.git.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32;

/**
 * The blobs of a pack, linked: each delta to its base, so that a family (a whole blob and all that
 * derives from it) can be unpacked depth first with every entry inflated once.
 *
 * <p>Built in one pass over the entries in the order of their offsets, which also checks each
 * entry's CRC-32 against the index: from there on the packed bytes are what the index was made for.
 * Of commits and tags the positions are kept, trees are counted. Blobs are numbered from 0 in the
 * order of their offsets; a blob costs 24 bytes.
 *
 * <p>The children of a blob are listed with the one that has most descendants last. Since the last
 * child no longer needs its parent once it is made, no more than log2(descendants) buffers are
 * alive at a time, however long a chain is.
 */
final class BlobFamilies {
  static final int NONE = -1;

  private final Pack pack;
  private final int positionBits;
  private final long[] entries;
  private final int[] bases;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] weights;
  private final int[] history;
  private final long[] counts;

  private BlobFamilies(
      Pack pack,
      int positionBits,
      long[] entries,
      int[] bases,
      int[] firstChild,
      int[] nextSibling,
      int[] weights,
      int[] history,
      long[] counts) {
    this.pack = pack;
    this.positionBits = positionBits;
    this.entries = entries;
    this.bases = bases;
    this.firstChild = firstChild;
    this.nextSibling = nextSibling;
    this.weights = weights;
    this.history = history;
    this.counts = counts;
  }

  Pack pack() {
    return pack;
  }

  /** Number of blobs. */
  int count() {
    return entries.length;
  }

  /** Number of entries that turned out to be of a type, deltas by the type of their root. */
  long count(int type) {
    return counts[type];
  }

  /** Positions in the index of the commits and tags. */
  int[] history() {
    return history;
  }

  /** Where blob {@code i} starts in the pack. */
  long offset(int i) {
    return entries[i] >>> positionBits;
  }

  /** The position of blob {@code i} in the index. */
  int position(int i) {
    return (int) (entries[i] & ((1L << positionBits) - 1));
  }

  /** The blob that {@code i} is a delta of, or NONE. */
  int base(int i) {
    return bases[i];
  }

  /** The first blob that is a delta of {@code i}, or NONE. */
  int firstChild(int i) {
    return firstChild[i];
  }

  /** The next delta of the same base, or NONE. */
  int nextSibling(int i) {
    return nextSibling[i];
  }

  /** How many blobs derive from {@code i}, itself included. */
  int weight(int i) {
    return weights[i];
  }

  /**
   * Links the blobs of {@code pack}; what can't be linked goes to {@code failures}: entries that
   * are damaged, that derive from such or from each other, and deltas of an object outside.
   */
  static BlobFamilies link(Pack pack, Failures failures) throws CorruptObjectException {
    return new Linker(pack, failures).link();
  }

  private static final class Linker {
    private static final byte UNKNOWN = 0;
    private static final byte FAILED = 5;

    private final Pack pack;
    private final PackIndex index;
    private final Failures failures;
    private final EntryHeader header = new EntryHeader();
    private final byte[] id = new byte[64];
    private final int bits;
    private final long mask;
    private final long[] all;
    private final byte[] types;

    Linker(Pack pack, Failures failures) throws CorruptObjectException {
      this.pack = pack;
      this.index = pack.index();
      this.failures = failures;
      int count = index.count();
      bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, count));
      mask = (1L << bits) - 1;
      if (Long.numberOfLeadingZeros(pack.file().length()) <= bits) {
        throw new CorruptObjectException("the pack is too large");
      }
      all = new long[count];
      types = new byte[count];
    }

    BlobFamilies link() {
      sortByOffset();
      for (int i = 0; i < all.length; i++) {
        classify(i);
      }
      resolveForwardDeltas();
      long[] blobs = collectBlobs();
      int[] bases = bases(blobs);
      return families(blobs, bases);
    }

    private long offset(long entry) {
      return entry >>> bits;
    }

    private void fail(long entry, String reason) {
      failures.add((int) (entry & mask), reason);
    }

    private void sortByOffset() {
      long limit = pack.file().length();
      for (int position = 0; position < all.length; position++) {
        long offset = index.offset(position);
        // An offset beyond the end sorts to the end, where reading its header fails.
        all[position] = (offset < 0 || offset > limit ? limit : offset) << bits | position;
      }
      Arrays.sort(all);
    }

    /** The number of the entry at {@code offset} in {@code sorted}, negative if there is none. */
    private int at(long[] sorted, long offset) {
      int low = 0;
      int high = sorted.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        long here = offset(sorted[middle]);
        if (here < offset) {
          low = middle + 1;
        } else if (here > offset) {
          high = middle - 1;
        } else {
          return middle;
        }
      }
      return NONE;
    }

    /** Checks entry {@code i} and finds its type, if it doesn't depend on a later entry's. */
    private void classify(int i) {
      long offset = offset(all[i]);
      try {
        pack.header(offset, header);
      } catch (CorruptObjectException e) {
        types[i] = FAILED;
        failures.add((int) (all[i] & mask), e);
        return;
      }
      if (index.hasChecksums() && !checksumHolds(i, offset)) {
        types[i] = FAILED;
        fail(all[i], "its packed bytes are not those that the index was made for");
        return;
      }
      if (!header.isDelta()) {
        types[i] = (byte) header.type;
        return;
      }
      int base = at(all, baseOffset());
      if (base == NONE) {
        types[i] = FAILED;
        fail(all[i], "its delta base is not in the pack");
      } else if (base < i) {
        types[i] = types[base];
        if (types[i] == FAILED) {
          fail(all[i], "its delta base can't be read");
        }
      }
    }

    /** The offset of the base of the delta in {@link #header}, -1 if it isn't in this pack. */
    private long baseOffset() {
      if (header.baseIdAt < 0) {
        return header.baseOffset;
      }
      int length = (int) (header.dataAt - header.baseIdAt);
      pack.file().copy(header.baseIdAt, id, 0, length);
      int position = index.find(id, 0);
      return position < 0 ? -1 : index.offset(position);
    }

    private boolean checksumHolds(int i, long offset) {
      long end = i + 1 < all.length ? Math.min(offset(all[i + 1]), pack.end()) : pack.end();
      CRC32 crc = new CRC32();
      for (long at = offset; at < end; ) {
        ByteBuffer part = pack.file().slice(at, end);
        at += part.remaining();
        crc.update(part);
      }
      return (int) crc.getValue() == index.checksum((int) (all[i] & mask));
    }

    /** Types of deltas by id whose base stands behind them, chains of such and cycles included. */
    private void resolveForwardDeltas() {
      int[] chain = new int[16];
      for (int i = 0; i < all.length; i++) {
        if (types[i] != UNKNOWN) {
          continue;
        }
        int depth = 0;
        int at = i;
        while (types[at] == UNKNOWN) {
          if (depth == chain.length) {
            chain = Arrays.copyOf(chain, 2 * depth);
          }
          chain[depth++] = at;
          types[at] = -1; // on the way: coming here again is a cycle
          int base = headerOf(all[at]) ? at(all, baseOffset()) : NONE;
          if (base == NONE) {
            break;
          }
          at = base;
        }
        byte type = types[at] > 0 ? types[at] : FAILED;
        while (depth > 0) {
          int resolved = chain[--depth];
          types[resolved] = type;
          if (type == FAILED) {
            fail(all[resolved], "its chain of deltas has no end that can be read");
          }
        }
      }
    }

    private boolean headerOf(long entry) {
      try {
        pack.header(offset(entry), header);
        return true;
      } catch (CorruptObjectException e) {
        return false; // was read before: can't happen unless the file changes under us
      }
    }

    private long[] collectBlobs() {
      int count = 0;
      for (byte type : types) {
        if (type == EntryHeader.BLOB) {
          count++;
        }
      }
      long[] blobs = new long[count];
      int to = 0;
      for (int i = 0; i < all.length; i++) {
        if (types[i] == EntryHeader.BLOB) {
          blobs[to++] = all[i];
        }
      }
      return blobs;
    }

    private int[] bases(long[] blobs) {
      int[] bases = new int[blobs.length];
      for (int i = 0; i < blobs.length; i++) {
        bases[i] = headerOf(blobs[i]) && header.isDelta() ? at(blobs, baseOffset()) : NONE;
      }
      return bases;
    }

    private BlobFamilies families(long[] blobs, int[] bases) {
      long[] counts = new long[8];
      for (byte type : types) {
        counts[type]++;
      }
      int n = blobs.length;
      int[] pending = new int[n];
      for (int base : bases) {
        if (base != NONE) {
          pending[base]++;
        }
      }
      // Leaves first, each adds its weight to its base; then pending becomes the heaviest child.
      int[] weights = new int[n];
      Arrays.fill(weights, 1);
      BitSet done = new BitSet(n);
      for (int i = n - 1; i >= 0; i--) {
        int at = i;
        while (at != NONE && pending[at] == 0 && !done.get(at)) {
          done.set(at);
          int base = bases[at];
          if (base != NONE) {
            weights[base] += weights[at];
            pending[base]--;
          }
          at = base;
        }
      }
      Arrays.fill(pending, NONE);
      for (int i = 0; i < n; i++) {
        int base = bases[i];
        if (base != NONE && (pending[base] == NONE || weights[i] > weights[pending[base]])) {
          pending[base] = i;
        }
      }
      int[] firstChild = new int[n];
      int[] nextSibling = new int[n];
      Arrays.fill(firstChild, NONE);
      Arrays.fill(nextSibling, NONE);
      for (int i = 0; i < n; i++) {
        firstChild[i] = pending[i];
      }
      for (int i = n - 1; i >= 0; i--) {
        int base = bases[i];
        if (base != NONE && pending[base] != i) {
          nextSibling[i] = firstChild[base];
          firstChild[base] = i;
        }
      }
      return new BlobFamilies(
          pack, bits, blobs, bases, firstChild, nextSibling, weights, history(counts), counts);
    }

    private int[] history(long[] counts) {
      int[] positions = new int[(int) (counts[EntryHeader.COMMIT] + counts[EntryHeader.TAG])];
      int to = 0;
      for (int i = 0; i < all.length; i++) {
        if (types[i] == EntryHeader.COMMIT || types[i] == EntryHeader.TAG) {
          positions[to++] = (int) (all[i] & mask);
        }
      }
      return positions;
    }
  }
}
