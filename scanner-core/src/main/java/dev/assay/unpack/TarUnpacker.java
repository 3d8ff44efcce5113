package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import java.io.IOException;
import java.util.Arrays;

/**
 * tar: of the seventh edition, ustar, pax and GNU. Links and devices are counted, and a link's
 * target is its content. A sparse file is what is stored of it. A tar gives no more bytes than it
 * has, so none are charged here: that was done where it came from. One that holds a container image
 * is opened as that.
 */
final class TarUnpacker implements Unpacker {

  /** Bytes that show how the first files are called. */
  private static final int PEEK = 1 << 12;

  @Override
  public String format() {
    return "tar";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() >= TarHeader.BLOCK
        && head.array()[head.offset()] != 0
        && TarHeader.at(head.array(), head.offset())
        && size(head) >= 0;
  }

  /** A header that says it is of no size begins nothing, and must not be opened again and again. */
  private static long size(ByteSlice head) {
    int from = head.offset();
    return new TarHeader(Arrays.copyOfRange(head.array(), from, from + TarHeader.BLOCK)).size();
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView there = SeekableView.withoutCopy(container);
    if (there != null) {
      seekable(there, container, meter, sink);
      return;
    }
    try (PeekedContent peeked = PeekedContent.of(container, PEEK)) {
      ByteSlice start = peeked.start();
      if (ImageNames.mayBegin(start.array(), start.length())) {
        seekable(SeekableView.of(peeked), container, meter, sink);
      } else {
        passing(peeked, meter, sink);
      }
    }
  }

  private static void passing(Content container, BudgetMeter meter, ContentSink sink)
      throws IOException {
    Unpacking unpacking = new Unpacking(container, meter, null, sink);
    try (TarInput in = TarInput.of(container)) {
      new TarWalk(in, unpacking, new TarWalk.Pushing(unpacking)).go();
    } finally {
      unpacking.finish();
    }
  }

  /** Which files there are is known before one is scanned. */
  private static void seekable(
      SeekableView view, Content container, BudgetMeter meter, ContentSink sink)
      throws IOException {
    Unpacking unpacking = new Unpacking(container, meter, null, sink);
    unpacking.owns(view);
    try {
      ImageListing listing = new ImageListing(unpacking);
      try {
        new TarWalk(TarInput.of(view), unpacking, listing).go();
        ImageFiles files = listing.files();
        if (files != null
            && new ImageArchive(files, unpacking, meter, sink).go(view.outlives(), true)) {
          listing.done();
        }
      } finally {
        listing.scan();
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
