package dev.assay.unpack;

/**
 * Which names a container has used: a hash of each, 8 to 16 bytes a name, since a hostile directory
 * can hold millions. Two names with the same 64-bit hash count as one.
 */
final class NameSet {

  /** Marks free places; a name with this hash is taken for a neighbour of it. */
  private static final long FREE = 0;

  private long[] table = new long[1 << 6];

  /** What was said of each name, beside it; empty until something is. */
  private long[] values = {};

  private int size;

  /** Adds a name; false if it was there. */
  boolean add(byte[] name) {
    return put(name, 0) < 0;
  }

  /**
   * Adds a name, unless it was there.
   *
   * @param value not negative
   * @return what came with it when it was added; negative if it was not there
   */
  long put(byte[] name, long value) {
    long hash = 0xcbf29ce484222325L; // FNV-1a, then mixed
    for (byte b : name) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    hash = hash == FREE ? 1 : hash;
    int at = place(table, hash);
    if (table[at] == hash) {
      return values.length == 0 ? 0 : values[at];
    }
    table[at] = hash;
    if (value != 0 && values.length == 0) {
      values = new long[table.length];
    }
    if (values.length > 0) {
      values[at] = value;
    }
    size++;
    if (size > table.length / 2) {
      grow();
    }
    return -1;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    long[] beside = values.length == 0 ? values : new long[larger.length];
    for (int i = 0; i < table.length; i++) {
      if (table[i] != FREE) {
        int at = place(larger, table[i]);
        larger[at] = table[i];
        if (beside.length > 0) {
          beside[at] = values[i];
        }
      }
    }
    table = larger;
    values = beside;
  }

  /** Where {@code hash} is, or would be. */
  private static int place(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) (hash >>> 40) & mask;
    while (table[at] != FREE && table[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
