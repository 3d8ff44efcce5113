package dev.assay.source.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which blob was looked at as a change of which earlier versions and at which path: a
 * cherry-picked or reverted change comes again and again. 16 bytes of a SHA-256 each, so that
 * millions fit. Not thread-safe.
 */
final class WorkDone {

  private long[] table = new long[1 << 10];
  private int size;
  private final MessageDigest digest;

  WorkDone() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether {@code change} is new, and remembers it. */
  boolean add(Change change) {
    update(change.id());
    update(change.path());
    for (String base : change.bases()) {
      update(base);
    }
    byte[] hash = digest.digest();
    return add(number(hash, 0), number(hash, 8) | 1); // never two zeros
  }

  private void update(@Nullable String text) {
    if (text != null) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
  }

  private static long number(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private boolean add(long high, long low) {
    int mask = table.length / 2 - 1;
    int slot = (int) high & mask;
    while (table[2 * slot + 1] != 0) {
      if (table[2 * slot] == high && table[2 * slot + 1] == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[2 * slot] = high;
    table[2 * slot + 1] = low;
    if (++size > mask / 2) {
      long[] old = table;
      table = new long[2 * old.length];
      size = 0;
      for (int i = 0; i < old.length; i += 2) {
        if (old[i + 1] != 0) {
          add(old[i], old[i + 1]);
        }
      }
    }
    return true;
  }
}
