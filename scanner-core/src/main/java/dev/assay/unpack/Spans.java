package dev.assay.unpack;

import java.io.IOException;
import java.util.Arrays;

/**
 * Stretches of a container that its entries take up: 16 bytes each, and neighbours that come in
 * order are one.
 */
final class Spans {

  /** Takes a stretch. */
  @FunctionalInterface
  interface Output {

    /** From {@code start} up to {@code end}, exclusive. */
    void span(long start, long end) throws IOException;
  }

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int size;
  private boolean sorted = true;

  /** Takes up a stretch; nothing if it is empty. */
  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    if (size > 0 && from == ends[size - 1]) {
      ends[size - 1] = to;
      return;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    sorted &= size == 0 || starts[size - 1] <= from;
    starts[size] = from;
    ends[size] = to;
    size++;
  }

  /** Gives what nothing takes up of the stretch, in order. */
  void gaps(long from, long to, Output out) throws IOException {
    sort();
    long free = from;
    for (int i = 0; i < size && starts[i] < to; i++) {
      if (starts[i] > free) {
        out.span(free, starts[i]);
      }
      free = Math.max(free, ends[i]);
    }
    if (free < to) {
      out.span(free, to);
    }
  }

  /** How many stretches begin within another one. */
  long overlaps() {
    sort();
    long overlaps = 0;
    long taken = 0;
    for (int i = 0; i < size; i++) {
      if (starts[i] < taken) {
        overlaps++;
      }
      taken = Math.max(taken, ends[i]);
    }
    return overlaps;
  }

  /** By starts, in place (heap sort); most containers are in order. */
  private void sort() {
    if (sorted) {
      return;
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, size);
    }
    for (int last = size - 1; last > 0; last--) {
      swap(0, last);
      sink(0, last);
    }
    sorted = true;
  }

  private void sink(int from, int end) {
    int at = from;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && starts[child] < starts[child + 1]) {
        child++;
      }
      if (starts[at] >= starts[child]) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    long start = starts[a];
    starts[a] = starts[b];
    starts[b] = start;
    long end = ends[a];
    ends[a] = ends[b];
    ends[b] = end;
  }
}
