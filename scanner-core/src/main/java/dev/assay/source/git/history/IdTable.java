package dev.assay.source.git.history;

import java.util.Arrays;
import java.util.HexFormat;

/** Numbers object ids from 0 in the order in which they are added. */
final class IdTable {
  private final int hashLength;
  private byte[] ids;
  private int[] slots;
  private int size;

  /** For ids of {@code hashLength} bytes. */
  IdTable(int hashLength) {
    this.hashLength = hashLength;
    this.ids = new byte[64 * hashLength];
    this.slots = new int[256];
  }

  int size() {
    return size;
  }

  /** The number of the id at {@code at} of {@code from}, negative if it was never added. */
  int find(byte[] from, int at) {
    int slot = slots[slot(from, at)];
    return slot - 1;
  }

  /** The number of an id, a new one if it is new. */
  int add(byte[] from, int at) {
    int slot = slot(from, at);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if ((size + 1L) * hashLength > ids.length) {
      ids = Arrays.copyOf(ids, ids.length + Math.max(ids.length / 2, 64 * hashLength));
    }
    System.arraycopy(from, at, ids, size * hashLength, hashLength);
    slots[slot] = ++size;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < size; i++) {
      slots[slot(ids, i * hashLength)] = i + 1;
    }
  }

  private int slot(byte[] from, int at) {
    int mask = slots.length - 1;
    int slot = hash(from, at) & mask;
    while (slots[slot] != 0) {
      int there = (slots[slot] - 1) * hashLength;
      if (Arrays.equals(ids, there, there + hashLength, from, at, at + hashLength)) {
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Ids are hashes already. */
  private static int hash(byte[] id, int at) {
    return (id[at] & 0xff)
        | (id[at + 1] & 0xff) << 8
        | (id[at + 2] & 0xff) << 16
        | id[at + 3] << 24;
  }

  /** The array that holds id {@code number} at {@code number * hashLength}; not to be kept. */
  byte[] array() {
    return ids;
  }

  int at(int number) {
    return number * hashLength;
  }

  /** Full hexadecimal. */
  String hex(int number) {
    int at = number * hashLength;
    return HexFormat.of().formatHex(ids, at, at + hashLength);
  }
}
