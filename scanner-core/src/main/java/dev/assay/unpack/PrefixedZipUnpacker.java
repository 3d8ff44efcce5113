package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import java.io.IOException;

/**
 * A zip behind something else: a self-extracting program, a script, a picture. What stands before
 * it is scanned with the file itself. A file that only ends like a zip is no problem.
 */
final class PrefixedZipUnpacker implements Unpacker {

  private static final int END_LENGTH = 22;

  @Override
  public String format() {
    return "zip behind other data";
  }

  /** A module of a JDK (JEP 261) or an extension of Chrome: four bytes, and somewhere a zip. */
  @Override
  public boolean recognises(ByteSlice head) {
    return begins(head, 'J', 'M', 1, 0) || begins(head, 'C', 'r', '2', '4');
  }

  private static boolean begins(ByteSlice head, int... bytes) {
    if (head.length() < END_LENGTH) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head.array()[head.offset() + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  /** An end record (APPNOTE 6.3.10, 4.3.16) of one disk, whose comment ends with the file. */
  @Override
  public boolean recognisesTail(ByteSlice tail) {
    ZipRecord.Little bytes = new ZipRecord.Little(tail.array());
    int end = tail.offset() + tail.length();
    for (int at = end - END_LENGTH; at >= tail.offset(); at--) {
      if (tail.array()[at] == 'P'
          && bytes.u32(at) == ZipDirectory.END_SIGNATURE
          && bytes.u16(at + 20) == end - at - END_LENGTH
          && bytes.u16(at + 4) == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView view = SeekableView.of(container);
    Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
    unpacking.owns(view);
    try (ZipData data = new ZipData(view)) {
      ZipDirectory directory = ZipDirectory.find(view);
      if (directory != null && directory.entries() > 0) {
        new ZipArchive(view, data, unpacking, directory, false).go();
      }
    } finally {
      unpacking.finish();
    }
  }
}
