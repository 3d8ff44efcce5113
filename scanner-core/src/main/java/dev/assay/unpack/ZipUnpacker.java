package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * zip and all that is one: jar, war, apk, wheel, docx … Entries are those of the central directory,
 * which is what other programs read; each is compared with its local header, since others read
 * that. What belongs to no entry is scanned as it is, so that nothing hides between them. Records
 * are read one by one: a directory takes no memory, whatever it claims to hold.
 */
final class ZipUnpacker implements Unpacker {

  private static final int SPANNED_SIGNATURE = 0x08074b50;

  /** Bytes of nothing, deflated. */
  private static final int EMPTY_MOST = 2;

  private static final int PADDING_MOST = 1 << 12;
  private static final int EXTRA_OF_INTEREST = 96;

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
    try (SeekableView view = SeekableView.of(container)) {
      Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
      try (ZipData data = new ZipData(view)) {
        ZipDirectory directory = ZipDirectory.find(view);
        if (directory == null) {
          new ZipWalk(view, data, unpacking).go();
        } else {
          new Run(view, data, unpacking, directory).go();
        }
      } finally {
        unpacking.finish();
      }
      IOException fault = view.fault();
      if (fault != null) {
        throw fault;
      }
    }
  }

  /** One archive that has a central directory. */
  private static final class Run {
    private final SeekableView view;
    private final ZipData data;
    private final Unpacking unpacking;
    private final ZipDirectory directory;
    private final Spans taken = new Spans();
    private final NameSet names = new NameSet();
    private long repeated;
    private String repeatedName = "";

    Run(SeekableView view, ZipData data, Unpacking unpacking, ZipDirectory directory) {
      this.view = view;
      this.data = data;
      this.unpacking = unpacking;
      this.directory = directory;
    }

    void go() throws IOException {
      if (directory.manyDisks()) {
        unpacking.problem(
            Problem.Kind.UNSUPPORTED,
            "it is one part of several; only what lies in this part was scanned");
      }
      if (directory.cut()) {
        unpacking.problem(Problem.Kind.TRUNCATED, "it ends within its comment");
      }
      try {
        entries();
      } finally {
        overlaps();
      }
      if (repeated > 0) {
        unpacking.notice(
            String.format(
                Locale.ROOT,
                "%,d repeated names, such as %s; all were scanned",
                repeated,
                repeatedName));
      }
      long commentLength = directory.tail() - directory.comment();
      if (commentLength > 0) {
        unpacking.push(
            "[archive comment]",
            commentLength,
            () -> view.stream(directory.comment(), commentLength));
      }
      rest();
    }

    private void entries() throws IOException {
      long position = directory.start();
      long count = 0;
      while (position < directory.end() && !unpacking.stopped()) {
        ZipRecord entry;
        try {
          entry = ZipRecord.central(view, position);
        } catch (EOFException e) {
          break;
        }
        unpacking.takeEntry();
        count++;
        position += entry.length();
        entry(entry);
      }
      taken.add(directory.start(), position);
      directory.take(taken);
      long length = position - directory.start();
      if (!unpacking.stopped() && (length != directory.length() || !directory.counts(count))) {
        unpacking.problem(
            Problem.Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "its central directory has %,d entries in %,d bytes, and its end record says %,d in"
                    + " %,d",
                count,
                length,
                directory.entries(),
                directory.length()));
      }
    }

    private void entry(ZipRecord entry) throws IOException {
      String name = entry.shownName();
      if (!names.add(entry.name())) {
        repeated++;
        repeatedName = name;
      }
      if (entry.comment().length > 0) {
        unpacking.push(name + " [comment]", entry.comment());
      }
      extra(name, entry);
      long header = entry.offset() + directory.shift();
      ZipRecord local;
      try {
        local = ZipRecord.local(view, header);
      } catch (EOFException e) {
        unpacking.problem(
            header + 4 > view.size() && header > 0 ? Problem.Kind.TRUNCATED : Problem.Kind.CORRUPT,
            name,
            "the central directory names it, and where it should be there is no entry");
        return;
      }
      extra(name, local);
      String differences = entry.differences(local);
      if (!differences.isEmpty()) {
        unpacking.problem(
            Problem.Kind.CORRUPT,
            name,
            "the central directory and its own header disagree: "
                + differences
                + "; it was scanned as the directory says");
      }
      long start = header + local.length();
      long end = start + Math.max(0, entry.packed());
      taken.add(header, Math.min(end, view.size()));
      if (entry.packed() < 0 || end > view.size()) {
        unpacking.problem(
            Problem.Kind.TRUNCATED, name, "its data goes beyond the end of the archive");
      }
      if (local.streamed() && end <= view.size()) {
        int descriptor = ZipData.descriptorLength(view, end, entry);
        taken.add(end, end + descriptor);
        if (descriptor == 0 && local.packed() == 0 && !ZipRecord.follows(view, end)) {
          unpacking.problem(
              Problem.Kind.CORRUPT,
              name,
              "sizes should follow its data and don't, so other programs may unpack something"
                  + " else");
        }
      }
      if (entry.link()) {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
      }
      if (name.endsWith("/") && entry.unpacked() == 0 && entry.packed() <= EMPTY_MOST) {
        return;
      }
      ZipData.Seen seen = data.push(unpacking, entry, name, start, end - start, true);
      if (seen.end() >= 0) {
        aside("data inside an entry", seen.end(), Math.min(end, view.size()));
      }
    }

    /** Times and numbers are short; what is longer can hold anything. */
    private void extra(String name, ZipRecord record) {
      if (record.extra().length >= EXTRA_OF_INTEREST && !zero(record.extra())) {
        unpacking.push(name + " [extra field]", record.extra());
      }
    }

    private void overlaps() {
      long overlaps = taken.overlaps();
      if (overlaps > 0) {
        unpacking.problem(
            Problem.Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "%,d of its entries lie within the data of others, as in an archive bomb",
                overlaps));
      }
    }

    /** What lies between entries and behind them. */
    private void rest() throws IOException {
      taken.gaps(
          0,
          directory.tail(),
          (from, to) ->
              aside(
                  from == 0
                      ? "data before the entries"
                      : from < directory.start()
                          ? "data between entries"
                          : "data after the directory",
                  from,
                  to));
      aside("data after the archive", directory.tail(), view.size());
    }

    private void aside(String what, long from, long to) throws IOException {
      if (from < to && !unpacking.stopped() && !padding(from, to)) {
        unpacking.pushAside(what, from, to - from, () -> view.stream(from, to - from));
      }
    }

    /** Some programs align entries with zeros. */
    private boolean padding(long from, long to) throws IOException {
      if (to - from > PADDING_MOST) {
        return false;
      }
      byte[] bytes = view.bytes(from, (int) (to - from));
      if (from == 0 && bytes.length == 4) {
        return true; // the mark of a spanned archive that turned out to be one part
      }
      return zero(bytes);
    }

    private static boolean zero(byte[] bytes) {
      for (byte b : bytes) {
        if (b != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
