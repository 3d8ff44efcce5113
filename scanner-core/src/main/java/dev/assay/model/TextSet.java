package dev.assay.model;

/**
 * Which texts were seen: a hash of each, 8 to 16 bytes a text, since a container image can hold
 * millions of paths. Two texts with the same 64-bit hash count as one. For one thread; once nothing
 * is added any more, for many.
 */
public final class TextSet {

  /** Marks free places; a text with this hash is taken for a neighbour of it. */
  private static final long FREE = 0;

  private long[] table = new long[1 << 3];
  private int size;

  /** Adds {@code text}; false if it was there. */
  public boolean add(CharSequence text) {
    int slot = slot(table, hash(text));
    if (table[slot] != FREE) {
      return false;
    }
    table[slot] = hash(text);
    size++;
    if (size > table.length / 2) {
      long[] larger = new long[table.length * 2];
      for (long hash : table) {
        if (hash != FREE) {
          larger[slot(larger, hash)] = hash;
        }
      }
      table = larger;
    }
    return true;
  }

  /** Whether {@code text} was added. */
  public boolean contains(CharSequence text) {
    return size > 0 && table[slot(table, hash(text))] != FREE;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Where {@code hash} stands in {@code table}, or is to be put. */
  private static int slot(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) (hash >>> 40) & mask;
    while (table[at] != FREE && table[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private static long hash(CharSequence text) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, then mixed
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return hash == FREE ? 1 : hash;
  }
}
