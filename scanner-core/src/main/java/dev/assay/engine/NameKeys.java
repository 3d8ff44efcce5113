package dev.assay.engine;

/**
 * Names that are taken, as 64-bit digests of their {@linkplain SafeNames#key keys}: 16 to 32 bytes
 * each, since a source map may name a million. Two names with one digest count as one, which costs
 * the second a mark in its name.
 */
final class NameKeys {
  private long[] slots = new long[64];
  private int count;

  /** Whether {@code path} was new, and is taken from now on. */
  boolean add(String path) {
    if (2 * (count + 1) > slots.length) {
      grow();
    }
    long digest = digest(path);
    int at = slot(digest);
    if (slots[at] == digest) {
      return false;
    }
    slots[at] = digest;
    count++;
    return true;
  }

  /** Whether {@code path} is taken. */
  boolean contains(String path) {
    long digest = digest(path);
    return slots[slot(digest)] == digest;
  }

  private int slot(long digest) {
    int at = (int) (digest >>> 17) & (slots.length - 1);
    while (slots[at] != 0 && slots[at] != digest) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (long digest : before) {
      if (digest != 0) {
        slots[slot(digest)] = digest;
      }
    }
  }

  /** FNV-1a over the key's chars, mixed; never 0, which is an empty slot. */
  private static long digest(String path) {
    String key = SafeNames.key(path);
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9E3779B97F4A7C15L;
    return hash == 0 ? 1 : hash;
  }
}
