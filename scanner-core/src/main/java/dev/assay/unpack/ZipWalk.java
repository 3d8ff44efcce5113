package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads a zip that has no central directory (it was cut off, or entries stand in front of another
 * archive) by its local headers, from the first on, until something else comes.
 */
final class ZipWalk {

  private final SeekableView view;
  private final ZipData data;
  private final Unpacking unpacking;

  ZipWalk(SeekableView view, ZipData data, Unpacking unpacking) {
    this.view = view;
    this.data = data;
    this.unpacking = unpacking;
  }

  /**
   * Reads what there is.
   *
   * @throws ContentException if there is not even one entry
   */
  void go() throws IOException {
    long position = 0;
    while (!unpacking.stopped()) {
      ZipRecord entry;
      try {
        entry = ZipRecord.local(view, position);
      } catch (EOFException e) {
        break;
      }
      if (position == 0) {
        unpacking.problem(
            Problem.Kind.CORRUPT,
            "it has no central directory, so entries were read by their own headers, one after"
                + " another, as far as they reach");
      }
      unpacking.takeEntry();
      position = entry(entry, position + entry.length());
    }
    if (position == 0 && !unpacking.stopped()) {
      throw new ContentException(
          Problem.Kind.CORRUPT, "it begins like zip, and has neither a directory nor an entry");
    }
    long from = position;
    if (from < view.size() && !unpacking.stopped()) {
      unpacking.pushAside(
          "data after the entries",
          from,
          view.size() - from,
          () -> view.stream(from, view.size() - from));
    }
  }

  /** Returns where the next one should begin. */
  private long entry(ZipRecord entry, long start) throws IOException {
    String name = entry.shownName();
    long rest = view.size() - start;
    boolean open = entry.streamed() && entry.packed() == 0;
    long length = open || entry.packed() < 0 ? rest : Math.min(rest, entry.packed());
    if (!open && length != entry.packed()) {
      unpacking.problem(
          Problem.Kind.TRUNCATED, name, "its data goes beyond the end of the archive");
    }
    ZipData.Seen seen = data.push(unpacking, entry, name, start, length, !entry.streamed());
    if (!open) {
      long end = start + length;
      return end + (entry.streamed() ? ZipData.descriptorLength(view, end, entry) : 0);
    }
    if (seen.end() < 0) {
      return start;
    }
    return seen.end() + ZipData.descriptorLength(view, seen.end(), entry.asSeen(start, seen));
  }
}
