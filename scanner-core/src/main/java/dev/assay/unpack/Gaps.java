package dev.assay.unpack;

import java.io.IOException;

/** Scans the stretches of a container that belong to none of its entries. */
final class Gaps {

  /** Zeros up to this are padding, bytes. */
  private static final int PADDING_MOST = 1 << 12;

  private Gaps() {}

  /**
   * Pushes what {@code taken} leaves of {@code view}.
   *
   * @param between what it is called, and
   * @param after what it is called if it goes to the end
   */
  static void push(
      SeekableView view, Spans taken, Unpacking unpacking, String between, String after)
      throws IOException {
    taken.gaps(
        0,
        view.size(),
        (from, to) -> {
          if (!unpacking.stopped() && !padding(view, from, to)) {
            unpacking.pushAside(
                to == view.size() ? after : between,
                from,
                to - from,
                () -> view.stream(from, to - from));
          }
        });
  }

  private static boolean padding(SeekableView view, long from, long to) throws IOException {
    if (to - from > PADDING_MOST) {
      return false;
    }
    for (byte b : view.bytes(from, (int) (to - from))) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
