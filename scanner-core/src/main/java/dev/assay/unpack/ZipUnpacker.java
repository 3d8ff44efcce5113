package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * zip and all that is one: jar, war, apk, wheel, docx … Entries are those of the central directory,
 * which is what other programs read; each is compared with its local header, since others read
 * that. What belongs to no entry is scanned as it is, so that nothing hides between them. Records
 * are read one by one: a directory takes no memory, whatever it claims to hold.
 */
final class ZipUnpacker implements Unpacker {

  private static final int SPANNED_SIGNATURE = 0x08074b50;

  @Override
  public String format() {
    return "zip";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    if (head.length() < 4) {
      return false;
    }
    byte[] start = Arrays.copyOfRange(head.array(), head.offset(), head.offset() + 4);
    long signature = new ZipRecord.Little(start).u32(0);
    return signature == ZipRecord.LOCAL_SIGNATURE
        || signature == ZipDirectory.END_SIGNATURE
        || signature == SPANNED_SIGNATURE;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView view = SeekableView.of(container);
    Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
    unpacking.owns(view);
    try (ZipData data = new ZipData(view)) {
      ZipDirectory directory = ZipDirectory.find(view);
      if (directory == null) {
        new ZipWalk(view, data, unpacking).go();
      } else {
        new ZipArchive(view, data, unpacking, directory, true).go();
      }
      IOException fault = view.fault();
      if (fault != null) {
        throw fault;
      }
    } finally {
      unpacking.finish();
    }
  }
}
