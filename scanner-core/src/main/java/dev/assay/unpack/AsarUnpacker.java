package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * asar, Electron's archive (github.com/electron/asar, "Format"): sizes, a header of JSON, and the
 * files as they are. Those that stand beside the archive are told, not looked for.
 */
final class AsarUnpacker implements Unpacker {

  /** Two pickled numbers and the length of the header's text. */
  private static final int START = 16;

  @Override
  public String format() {
    return "asar";
  }

  /** Four sizes that fit one another, and the start of an object. */
  @Override
  public boolean recognises(ByteSlice head) {
    if (head.length() <= START || head.array()[head.offset() + START] != '{') {
      return false;
    }
    byte[] start = new byte[START];
    System.arraycopy(head.array(), head.offset(), start, 0, START);
    ZipRecord.Little sizes = new ZipRecord.Little(start);
    long pickle = sizes.u32(4);
    long payload = sizes.u32(8);
    long text = sizes.u32(12);
    return sizes.u32(0) == 4
        && pickle == payload + 4
        && text >= 2
        && payload >= text + 4
        && payload - text - 4 < 4;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView view = SeekableView.of(container);
    Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
    unpacking.owns(view);
    try {
      new Run(view, unpacking).go();
      IOException fault = view.fault();
      if (fault != null) {
        throw fault;
      }
    } finally {
      unpacking.finish();
    }
  }

  /** One archive. */
  private static final class Run implements AsarHeader.Output {
    private final SeekableView view;
    private final Unpacking unpacking;
    private final Spans taken = new Spans();
    private final RepeatedNames names = new RepeatedNames();
    private long data;
    private long beside;

    Run(SeekableView view, Unpacking unpacking) {
      this.view = view;
      this.unpacking = unpacking;
    }

    void go() throws IOException {
      ZipRecord.Little sizes = new ZipRecord.Little(view.bytes(0, START));
      data = 8 + sizes.u32(4);
      boolean whole = data <= view.size();
      taken.add(0, whole ? data : START); // what is there of a header that lies is scanned as it is
      if (!whole) {
        unpacking.problem(Problem.Kind.TRUNCATED, "it ends within its header");
      }
      try {
        AsarHeader.read(view.stream(START, sizes.u32(12)), this);
      } finally {
        names.tell(unpacking);
        if (beside > 0) {
          unpacking.notice(
              String.format(
                  Locale.ROOT,
                  "%,d of its files stand in a folder beside it (.unpacked), where they are scanned"
                      + " if that is scanned",
                  beside));
        }
      }
      Gaps.push(view, taken, unpacking, "data between the files", "data after the files");
    }

    @Override
    public boolean stopped() {
      return unpacking.stopped();
    }

    @Override
    public void file(String path, long offset, long size, boolean unpacked, String link)
        throws IOException {
      unpacking.takeEntry();
      byte[] raw = path.getBytes(StandardCharsets.UTF_8);
      String name = EntryNames.display(raw, false);
      names.add(raw, name);
      if (!link.isEmpty()) {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
        unpacking.pushLink(name, link.getBytes(StandardCharsets.UTF_8));
        return;
      }
      if (unpacked) {
        beside++;
        return;
      }
      if (size < 0 || (size > 0 && offset < 0)) {
        unpacking.problem(Problem.Kind.CORRUPT, name, "its header doesn't say where it is");
        return;
      }
      long start = data + Math.max(0, offset);
      long there = Math.max(0, Math.min(size, view.size() - start));
      if (there < size) {
        unpacking.problem(
            Problem.Kind.TRUNCATED, name, "its data goes beyond the end of the archive");
      }
      taken.add(start, start + there);
      unpacking.push(name, there, () -> view.stream(start, there));
    }
  }
}
