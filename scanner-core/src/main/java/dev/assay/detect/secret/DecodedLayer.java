package dev.assay.detect.secret;

import dev.assay.decode.DecodedText;
import dev.assay.decode.Decoding;
import dev.assay.detect.Window;
import dev.assay.model.Region;
import org.jspecify.annotations.Nullable;

/**
 * Decoded text inside a window, which may be decoded text itself: maps places back through all
 * layers. Valid while its text is.
 */
final class DecodedLayer implements Window.Locator {
  private final @Nullable DecodedLayer outer;
  private final Window window;
  private final DecodedText text;
  private final Decoding decoding;

  /**
   * @param outer the layer that {@code window} is the text of; null if it is the content's own
   */
  DecodedLayer(@Nullable DecodedLayer outer, Window window, DecodedText text, Decoding decoding) {
    this.outer = outer;
    this.window = window;
    this.text = text;
    this.decoding = decoding;
  }

  /** Whether {@code [from..to)} is not the same bytes in the layer around. */
  boolean changed(int from, int to) {
    return decoding.opaque() || text.changed(from, to);
  }

  /** The content's own window. */
  Window root() {
    return outer == null ? window : outer.root();
  }

  @Override
  public Region region(int from, int to) {
    return window.locator().region(text.start(from), text.end(to - 1));
  }

  @Override
  public boolean takenOut(int index) {
    return window.locator().takenOut(text.start(index));
  }

  /** Index in the content's own window of the first byte that {@code index} comes from. */
  int rootStart(int index) {
    int start = text.start(index);
    return outer == null ? start : outer.rootStart(start);
  }

  /** Index in the content's own window after the last byte that {@code [..end)} comes from. */
  int rootEnd(int end) {
    int to = text.end(end - 1);
    return outer == null ? to : outer.rootEnd(to);
  }

  /** Where what must not be shown begins: an encoded run as a whole. */
  int hiddenStart(int index) {
    int start = decoding.opaque() ? decoding.start() : text.start(index);
    return outer == null ? start : outer.hiddenStart(start);
  }

  /** Where what must not be shown ends. */
  int hiddenEnd(int end) {
    int to = decoding.opaque() ? decoding.end() : text.end(end - 1);
    return outer == null ? to : outer.hiddenEnd(to);
  }

  /** How many layers of encoding there are. */
  int depth() {
    return outer == null ? 1 : outer.depth() + 1;
  }

  /** Through what {@code [from..to)} was seen, the outermost first. */
  String words(int from, int to) {
    String name = decoding.name(text, from, to);
    return outer == null
        ? name
        : outer.words(text.start(from), text.end(to - 1)) + ", then " + name;
  }

  /** Whether at least nine of ten bytes around {@code [from..to)} are text. */
  boolean textAround(int from, int to) {
    int begin = Math.max(0, from - 100);
    int end = Math.min(text.length(), to + 100);
    int strange = 0;
    for (int i = begin; i < end; i++) {
      int value = text.bytes()[i];
      boolean control =
          value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t';
      strange += control || value == 0x7F ? 1 : 0;
    }
    return strange * 10 <= end - begin;
  }
}
