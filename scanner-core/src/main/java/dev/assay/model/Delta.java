package dev.assay.model;

import java.util.List;

/**
 * How a content was made from another one that was scanned before: the spans that were copied. A
 * later pack reader fills it, so that only what was not copied needs scanning.
 *
 * @param baseId identity of the base content (a git object id)
 * @param copies spans of this content that stand in the base unchanged, ascending, not overlapping
 */
public record Delta(String baseId, List<Copy> copies) {

  /**
   * A span that stands in the base unchanged.
   *
   * @param at offset in this content, bytes
   * @param from offset in the base, bytes
   * @param length bytes
   */
  public record Copy(long at, long from, long length) {}
}
