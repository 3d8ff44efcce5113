package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import java.io.IOException;

/** Pushes what stands behind a program or a script, if it can be opened. */
final class Overlays {

  private Overlays() {}

  /** Whether anybody opens what begins with {@code head}. */
  static boolean opened(ByteSlice head) {
    return Unpackers.recognising(head) != null;
  }

  /**
   * Pushes what stands from {@code from} to {@code to}. What nobody opens was scanned with the
   * file, and what is recognised by its end is opened as a part of the file.
   */
  static void push(Unpacking unpacking, SeekableView view, long from, long to) throws IOException {
    long start = from;
    // Padding in between.
    byte[] padding = view.bytes(start, (int) Math.min(1 << 12, to - start));
    int zeros = 0;
    while (zeros < padding.length && padding[zeros] == 0) {
      zeros++;
    }
    start += zeros;
    if (to - start < 16 || endsLikeAnArchive(view)) {
      return;
    }
    byte[] head = view.bytes(start, (int) Math.min(Unpacker.HEAD, to - start));
    if (opened(new ByteSlice(head, 0, head.length))) {
      long offset = start;
      unpacking.pushAside(
          "archive behind it", offset, to - offset, () -> view.stream(offset, to - offset));
    }
  }

  private static boolean endsLikeAnArchive(SeekableView view) throws IOException {
    int length = (int) Math.min(Unpacker.TAIL, view.size());
    ByteSlice tail = new ByteSlice(view.bytes(view.size() - length, length), 0, length);
    for (Unpacker unpacker : Unpackers.all()) {
      if (unpacker.recognisesTail(tail)) {
        return true;
      }
    }
    return false;
  }
}
