package dev.assay.unpack;

import dev.assay.unpack.ZipRecord.Little;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a zip's central directory is, as its end record says (APPNOTE 6.3.10, sections 4.3.14 to
 * 4.3.16).
 *
 * @param start of the first record in the file
 * @param end offset of the end records, before which records have to end
 * @param length of all records, as the end record says
 * @param shift what to add to offsets that records name: more than 0 if something was put in front
 * @param entries that there should be
 * @param manyDisks whether this is a part of a spanned archive
 * @param wideEnd offset of the end record in 64 bits; -1 without one
 * @param endRecord offset of the end record, which the comment follows
 * @param tail offset of what follows the archive, the file's size if nothing does
 * @param cut whether the comment should be longer than the file
 */
record ZipDirectory(
    long start,
    long end,
    long length,
    long shift,
    long entries,
    boolean manyDisks,
    long wideEnd,
    long endRecord,
    long tail,
    boolean cut) {

  static final int END_SIGNATURE = 0x06054b50;
  private static final int WIDE_END_SIGNATURE = 0x06064b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int END_LENGTH = 22;
  private static final int LOCATOR_LENGTH = 20;
  private static final int WIDE_END_LENGTH = 56;
  private static final int COMMENT_MOST = 0xffff;

  /**
   * Finds the last end record that a directory stands before; one whose comment ends with the file
   * is preferred to one that something follows, and that to one that is cut off. Null if there is
   * none in the last 64 KB.
   */
  static @Nullable ZipDirectory find(SeekableView view) throws IOException {
    long size = view.size();
    int length = (int) Math.min(size, END_LENGTH + COMMENT_MOST);
    long from = size - length;
    Little tail = new Little(view.bytes(from, length));
    ZipDirectory followed = null;
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.bytes()[at] == 'P' && tail.u32(at) == END_SIGNATURE) {
        ZipDirectory found = at(view, from + at, tail, at);
        if (found != null && found.tail == size && !found.cut) {
          return found;
        }
        if (found != null && (followed == null || (followed.cut && !found.cut))) {
          followed = found;
        }
      }
    }
    return followed;
  }

  private static @Nullable ZipDirectory at(SeekableView view, long position, Little tail, int at)
      throws IOException {
    long comment = position + END_LENGTH;
    long commentEnd = comment + tail.u16(at + 20);
    int disk = tail.u16(at + 4);
    long entries = tail.u16(at + 10);
    long length = tail.u32(at + 12);
    long offset = tail.u32(at + 16);
    // Some programs write both records always; the wide one counts where the other has no room.
    long wideAt = wideEnd(view, position);
    boolean full =
        disk == 0xffff || entries == 0xffff || length == 0xffffffffL || offset == 0xffffffffL;
    if (wideAt >= 0 && full) {
      Little wide = new Little(view.bytes(wideAt, WIDE_END_LENGTH));
      disk = (int) Math.min(0xffff, wide.u32(16));
      entries = wide.u64(32);
      length = wide.u64(40);
      offset = wide.u64(48);
    }
    long end = wideAt >= 0 ? wideAt : position;
    long start = start(view, end, length, offset, entries);
    if (start < 0) {
      return null;
    }
    return new ZipDirectory(
        start,
        end,
        length,
        start - offset,
        entries,
        disk != 0,
        wideAt,
        position,
        Math.min(commentEnd, view.size()),
        commentEnd > view.size());
  }

  /** Whether it has {@code count} entries; old programs wrote the lower 16 bits of more. */
  boolean counts(long count) {
    return count == entries || (wideEnd < 0 && (count & 0xffff) == entries);
  }

  /** Offset of the archive's comment, which goes on to the tail. */
  long comment() {
    return endRecord + END_LENGTH;
  }

  /** Takes up what all these records take. */
  void take(Spans taken) {
    if (wideEnd >= 0) {
      taken.add(wideEnd, wideEnd + WIDE_END_LENGTH);
      taken.add(endRecord - LOCATOR_LENGTH, endRecord);
    }
    taken.add(endRecord, tail);
  }

  /**
   * Right before the end record, which holds whatever was put in front. If records begin where it
   * says as well, and there are as many as it says, its length is wrong.
   */
  private static long start(SeekableView view, long end, long length, long offset, long entries)
      throws IOException {
    if (length < 0 || offset < 0 || entries < 0) {
      return -1;
    }
    if (entries == 0 && length == 0) {
      return end;
    }
    long before = end - length;
    boolean there = directoryAt(view, before);
    if (offset != before
        && offset < end
        && directoryAt(view, offset)
        && (!there || count(view, offset, end, entries) == entries)) {
      return offset;
    }
    return there ? before : -1;
  }

  /** How many records there are from {@code start} to {@code end}; it stops beyond {@code most}. */
  private static long count(SeekableView view, long start, long end, long most) throws IOException {
    long count = 0;
    long position = start;
    try {
      while (position < end && count <= most) {
        position += ZipRecord.central(view, position).length();
        count++;
      }
    } catch (EOFException e) {
      return count;
    }
    return count;
  }

  private static boolean directoryAt(SeekableView view, long position) throws IOException {
    return position >= 0
        && position + 4 <= view.size()
        && new Little(view.bytes(position, 4)).u32(0) == ZipRecord.CENTRAL_SIGNATURE;
  }

  /** Where the locator before {@code position} says it is, or right before the locator; or -1. */
  private static long wideEnd(SeekableView view, long position) throws IOException {
    try {
      long locatorAt = position - LOCATOR_LENGTH;
      Little locator = new Little(view.bytes(locatorAt, LOCATOR_LENGTH));
      if (locator.u32(0) != LOCATOR_SIGNATURE) {
        return -1;
      }
      for (long at : new long[] {locator.u64(8), locatorAt - WIDE_END_LENGTH}) {
        if (at >= 0
            && at + WIDE_END_LENGTH <= locatorAt
            && new Little(view.bytes(at, 4)).u32(0) == WIDE_END_SIGNATURE) {
          return at;
        }
      }
      return -1;
    } catch (EOFException e) {
      return -1;
    }
  }
}
