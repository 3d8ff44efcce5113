package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A zip that has a central directory. Of one that is a file by itself, neighbouring entries are
 * handed over together for another thread to unpack; the directory is read and judged on this one,
 * in its order, so that what is told doesn't depend on threads.
 */
final class ZipArchive {

  /** Bytes of nothing, deflated. */
  private static final int EMPTY_MOST = 2;

  private static final int PADDING_MOST = 1 << 12;
  private static final int EXTRA_OF_INTEREST = 96;

  /** A smaller archive is not worth several threads, bytes. */
  private static final int SHARED_LEAST = 1 << 20;

  /** Entries that are handed over together, at most, and their compressed bytes. */
  private static final int BATCH_ENTRIES = 64;

  private static final int BATCH_BYTES = 1 << 18;

  private final SeekableView view;
  private final SeekableView records;
  private final SeekableView headers;
  private final ZipData data;
  private final Unpacking unpacking;
  private final ZipDirectory directory;
  private final Spans taken = new Spans();
  private final NameSet names = new NameSet();
  private long repeated;
  private String repeatedName = "";
  private long differing;
  private String differingName = "";
  private final boolean prefixScanned;
  private final boolean shared;
  private List<Data> batch = new ArrayList<>();
  private long batchBytes;
  private long claimed;

  /** An entry's data, {@code start} to {@code end} in the archive. */
  private record Data(ZipRecord entry, String name, long start, long end) {}

  /**
   * @param prefix whether what stands before the first entry is scanned here as well
   */
  ZipArchive(
      SeekableView view,
      ZipData data,
      Unpacking unpacking,
      ZipDirectory directory,
      boolean prefix) {
    this.view = view;
    this.records = view.buffered();
    this.headers = view.buffered();
    this.data = data;
    this.unpacking = unpacking;
    this.directory = directory;
    this.prefixScanned = prefix;
    this.shared = view.outlives() && view.size() >= SHARED_LEAST;
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
    new ZipDocuments(view, data, unpacking, directory).read();
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
    if (differing > 0) {
      unpacking.differing(differingName, differing);
    }
    long commentLength = directory.tail() - directory.comment();
    if (commentLength > 0) {
      unpacking.pushNote(
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
        entry = ZipRecord.central(records, position);
      } catch (EOFException e) {
        break;
      }
      unpacking.takeEntry();
      count++;
      position += entry.length();
      entry(entry);
    }
    if (!unpacking.stopped()) {
      unpacking.complete();
    }
    handOver();
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
    long content = (((entry.crc() & 0xffffffffL) << 31) ^ entry.unpacked()) & Long.MAX_VALUE;
    long before = names.put(entry.name(), content);
    if (before >= 0) {
      repeated++;
      repeatedName = name;
      if (before != content && differing++ == 0) {
        differingName = name;
      }
    }
    if (entry.comment().length > 0) {
      unpacking.push(name + " [comment]", entry.comment());
    }
    extra(name, entry);
    long header = entry.offset() + directory.shift();
    ZipRecord local;
    try {
      local = ZipRecord.local(headers, header);
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
      int descriptor = ZipData.descriptorLength(headers, end, entry);
      taken.add(end, end + descriptor);
      if (descriptor == 0 && local.packed() == 0 && !ZipRecord.follows(headers, end)) {
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
    unpacking.has(name);
    Data found = new Data(entry, name, start, end);
    if (shared) {
      share(found);
    } else {
      push(found, data, unpacking);
    }
  }

  /**
   * Entries that others unpack are judged by what they claim, in the order of the directory: what
   * was unpacked so far depends on threads. An entry that is larger than it says is judged alone.
   */
  private void share(Data found) throws ContentException {
    unpacking.claimed(claimed, view.size());
    claimed += Math.max(0, found.entry().unpacked());
    batch.add(found);
    batchBytes += found.end() - found.start();
    if (batch.size() >= BATCH_ENTRIES || batchBytes >= BATCH_BYTES) {
      handOver();
    }
  }

  private void handOver() {
    if (batch.isEmpty()) {
      return;
    }
    List<Data> whole = batch;
    long packed = batchBytes;
    batch = new ArrayList<>();
    batchBytes = 0;
    unpacking.fork(
        packed,
        part -> {
          try (ZipData own = new ZipData(view.buffered())) {
            for (Data each : whole) {
              if (!part.stopped()) {
                push(each, own, part);
              }
            }
          }
        });
  }

  private void push(Data found, ZipData from, Unpacking to) throws IOException {
    ZipRecord entry = found.entry();
    long end = found.end();
    ZipData.Seen seen =
        from.push(to, entry, found.name(), found.start(), end - found.start(), true);
    if (seen.end() >= 0) {
      aside(to, "data inside an entry", seen.end(), Math.min(end, view.size()));
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
        (from, to) -> {
          if (from > 0 || prefixScanned) {
            aside(
                unpacking,
                from == 0
                    ? "data before the entries"
                    : from < directory.start()
                        ? "data between entries"
                        : "data after the directory",
                from,
                to);
          }
        });
    aside(unpacking, "data after the archive", directory.tail(), view.size());
  }

  private void aside(Unpacking to, String what, long from, long end) throws IOException {
    if (from < end && !to.stopped() && !padding(from, end)) {
      to.pushAside(what, from, end - from, () -> view.stream(from, end - from));
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
