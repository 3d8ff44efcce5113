package dev.assay.detect;

import dev.assay.model.Region;

/**
 * A stretch of a content's text view (UTF-16 appears as UTF-8; everything else as it is). Small
 * contents are one window. Larger ones come in several, with margins on both sides that belong to
 * the neighbours: an anchor counts for the window whose own part holds its first byte, so nothing
 * is missed or seen twice at an edge, provided that no match reaches further than the margin from
 * its anchor.
 *
 * @param bytes backing array, reused after the call
 * @param begin index of the first valid byte, margin included
 * @param ownBegin index of the first byte of the window's own part
 * @param ownEnd one past the last byte of the own part
 * @param end one past the last valid byte, margin included
 * @param base offset in the text view of {@code bytes[0]}; may be negative only if {@code begin >
 *     0}
 * @param first whether {@code begin} is the content's start
 * @param last whether {@code end} is the content's end
 * @param locator turns indexes into places
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: bytes are shared, never compared
public record Window(
    byte[] bytes,
    int begin,
    int ownBegin,
    int ownEnd,
    int end,
    long base,
    boolean first,
    boolean last,
    Locator locator) {

  /**
   * Bytes of margin on each side of a window of a large content: the most that a match may span.
   */
  public static final int MARGIN = 1 << 16;

  /** Turns indexes of a window into places of the original content. */
  public interface Locator {

    /** The region of {@code bytes[from..to)}, both within the window's valid bytes. */
    Region region(int from, int to);

    /**
     * Whether the byte at {@code index} belongs to encoded text that was taken out: it is decoded,
     * and scanned as a content of its own.
     */
    default boolean takenOut(int index) {
      return false;
    }
  }
}
