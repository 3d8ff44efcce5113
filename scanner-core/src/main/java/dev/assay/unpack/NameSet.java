package dev.assay.unpack;

import java.util.Arrays;

/**
 * Which names a container has used: a hash of each, 8 to 16 bytes a name, since a hostile directory
 * can hold millions. Two names with the same 64-bit hash count as one.
 */
final class NameSet {

  /** Marks free places; a name with this hash is taken for a neighbour of it. */
  private static final long FREE = 0;

  private long[] table = new long[1 << 6];
  private int size;

  /** Adds a name; false if it was there. */
  boolean add(byte[] name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, then mixed
    for (byte b : name) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    hash = hash == FREE ? 1 : hash;
    if (!insert(table, hash)) {
      return false;
    }
    size++;
    if (size > table.length / 2) {
      long[] larger = new long[table.length * 2];
      Arrays.stream(table).filter(h -> h != FREE).forEach(h -> insert(larger, h));
      table = larger;
    }
    return true;
  }

  private static boolean insert(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) (hash >>> 40) & mask;
    while (table[at] != FREE) {
      if (table[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = hash;
    return true;
  }
}
