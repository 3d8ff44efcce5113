package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.LineFilter;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SourceMapFacts;
import dev.assay.unpack.sourcemap.FactsBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data:} addresses (RFC 2397) of one content that hold source maps, decoded one after
 * the other into one spool: base 64 of either alphabet, or percent-encoded. What doesn't begin as
 * JSON is left alone.
 */
final class DataMaps implements Closeable {

  /** The name of a map among what a script holds. */
  static final String NAME = "source map";

  /** Maps of one content that are taken; what goes beyond is looked at as other encoded text. */
  private static final int MOST = 20_000;

  /** Addresses elsewhere that are told of one content. */
  private static final int MOST_LINKS = 20;

  private static final int LONGEST_LINK = 2_000;

  /** What ends an address; one with a place holder in braces is none. */
  private static final String ENDS_LINK = "\"'`\\<>*{}";

  private final Content content;
  private final BudgetMeter meter;
  private final boolean open;
  private final Spool spool = new Spool();
  private final DataDecoder decoder = new DataDecoder(spool);
  private final List<Found> found = new ArrayList<>();
  private final List<SourceMapFacts> links = new ArrayList<>();
  private boolean tooDeep;
  private boolean spent;
  private @Nullable IOException fault;

  /** Whether an address is being read. */
  private boolean reading;

  /** Bytes of the next window that come before it. */
  private int ahead;

  private long textFrom;
  private long spoolFrom;
  private @Nullable Region start;

  /**
   * A map.
   *
   * @param textFrom offset in the text of its first character
   * @param textTo offset behind its last; the end of time while it is read
   */
  private record Found(long textFrom, long textTo, long from, long to, Region region) {}

  DataMaps(Content content, BudgetMeter meter, boolean open) {
    this.content = content;
    this.meter = meter;
    this.open = open;
  }

  /** The text begins once more, seen in another way: offsets are those of that way from now on. */
  void text() {
    finish(textFrom, start);
    ahead = 0;
    for (int i = 0; i < found.size(); i++) {
      Found each = found.get(i);
      found.set(i, new Found(-1, -1, each.from(), each.to(), each.region()));
    }
  }

  /** Whether the character at an offset of the text is a part of a map that was taken. */
  boolean takes(long offset) {
    if (reading && offset >= textFrom) {
      return true;
    }
    int low = 0;
    int high = found.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Found each = found.get(middle);
      if (offset < each.textFrom()) {
        high = middle - 1;
      } else if (offset >= each.textTo()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /**
   * Looks at an address.
   *
   * @param mark index of what says that it is one
   * @param from index of its first character
   * @return where to look on
   */
  int begin(
      byte[] bytes,
      int begin,
      int mark,
      int from,
      int ownEnd,
      int end,
      InlineMaps.Places places,
      long base) {
    int data = DataAddress.dataAt(bytes, from, end);
    if (data < 0) {
      link(bytes, begin, mark, from, end, places);
      return from;
    }
    boolean coded = DataAddress.base64(bytes, from, data);
    if (!DataAddress.holdsJson(bytes, data, end, coded)) {
      return from;
    }
    if (!open) {
      tooDeep = true;
      return from;
    }
    if (found.size() >= MOST || fault != null) {
      return from;
    }
    if (spent || !meter.takeEntry()) {
      spent = true;
      return from;
    }
    reading = true;
    decoder.begin(coded, bytes[data] == '%');
    textFrom = base + data;
    spoolFrom = spool.size();
    start = places.region(DataAddress.comment(bytes, begin, mark), data);
    if (data >= ownEnd) {
      ahead = data - ownEnd;
      return ownEnd;
    }
    ahead = 0;
    return go(bytes, data, ownEnd, end, places, base);
  }

  /**
   * Looks at an address in the words of a header, at the end of a text.
   *
   * @param comment index of the comment's first character
   */
  void header(
      byte[] bytes,
      int begin,
      int comment,
      int mark,
      int from,
      int end,
      InlineMaps.Places places,
      long base) {
    if (reading) {
      return; // the end of an address that is being read
    }
    if (DataAddress.dataAt(bytes, from, end) >= 0) {
      begin(bytes, begin, mark, from, end, end, places, base);
    } else {
      link(bytes, comment, from, end, places);
    }
  }

  /** Looks at an address of a map that is somewhere else. */
  private void link(
      byte[] bytes, int begin, int mark, int from, int end, InlineMaps.Places places) {
    int comment = DataAddress.comment(bytes, begin, mark);
    if (comment < mark - 1) {
      link(bytes, comment, from, end, places);
    }
  }

  private void link(byte[] bytes, int comment, int from, int end, InlineMaps.Places places) {
    if (links.size() >= MOST_LINKS) {
      return;
    }
    int to = from;
    int most = Math.min(end, from + LONGEST_LINK);
    while (to < most && bytes[to] > ' ' && ENDS_LINK.indexOf(bytes[to]) < 0) {
      to++;
    }
    if (to == end || (to < most && bytes[to] != '{')) {
      String address = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      SourceMapFacts facts =
          FactsBuilder.link(content.provenance(), places.region(comment, to), address);
      if (facts != null) {
        links.add(facts);
      }
    }
  }

  /** Reads on at {@code from}, up to {@code to} or the address's end; the index after it. */
  int go(byte[] bytes, int from, int to, int end, InlineMaps.Places places, long base) {
    if (!reading) {
      return from;
    }
    if (ahead >= to - from) {
      ahead -= to - from;
      return to;
    }
    int at = from + ahead;
    ahead = 0;
    if (decoder.isClosing()) {
      end(at, places, base);
      return at;
    }
    try {
      at = decoder.read(bytes, at, to, end);
    } catch (IOException e) {
      fault = e;
      finish(base + at, start);
      return to;
    }
    if (at >= 0) {
      end(at, places, base);
      return Math.max(at, from);
    }
    ahead = -at - 1; // an escape went beyond
    return to;
  }

  /** The text ends at {@code index}. */
  void end(int index, InlineMaps.Places places, long base) {
    Region from = start;
    if (reading && from != null) {
      Region to = places.region(index, index);
      finish(
          base + index,
          new Region(
              from.line(),
              from.column(),
              to.line(),
              to.column(),
              from.byteOffset(),
              to.byteOffset() - from.byteOffset()));
    }
  }

  private void finish(long textTo, @Nullable Region region) {
    if (reading && region != null) {
      found.add(new Found(textFrom, textTo, spoolFrom, spool.size(), region));
    }
    reading = false;
    start = null;
  }

  /** Pushes all maps, in order. */
  void push(ContentSink sink) throws IOException {
    String path = content.provenance().path();
    for (SourceMapFacts link : links) {
      Region region = link.region();
      if (region != null && counts(region)) {
        sink.observe(link);
      }
    }
    if (tooDeep) {
      sink.problem(
          new Problem(
              Problem.Kind.TOO_DEEP,
              path,
              "it holds a source map, and is inside so many other containers that no more are"
                  + " opened; raise --max-depth"));
    }
    if (spent) {
      sink.problem(
          new Problem(
              Problem.Kind.TOO_MANY_ENTRIES,
              path,
              String.format(
                  Locale.ROOT,
                  "the scan's %,d container entries are used up, and source maps in it were not"
                      + " opened; raise --max-entries",
                  meter.budget().maxEntries())));
    }
    if (found.size() >= MOST) {
      sink.notice(
          String.format(
              Locale.ROOT,
              "%s: it holds more than %,d source maps; others were decoded, but not opened",
              path,
              MOST));
    }
    finish(textFrom, start);
    if (fault != null) {
      sink.problem(
          new Problem(
              Problem.Kind.UNREADABLE,
              path,
              "there is no room for the source map that it holds: "
                  + fault.getClass().getSimpleName()));
    }
    if (found.isEmpty()) {
      return;
    }
    Unpacking unpacking = new Unpacking(content, meter, spool::size, sink);
    try (SeekableView view = spool.view()) {
      int number = 0;
      for (Found each : found) {
        number++;
        if (unpacking.stopped()) {
          return;
        }
        if (counts(each.region())) {
          unpacking.takeBytes(each.to() - each.from());
          sink.accept(
              new Decoded(
                  content,
                  new Provenance.Entry(
                      content.provenance(),
                      number == 1 ? "[" + NAME + "]" : "[" + NAME + " " + number + "]"),
                  each.region(),
                  view,
                  each.from(),
                  each.to() - each.from()));
        }
      }
    } catch (ContentException e) {
      sink.problem(e.problem(path));
    } finally {
      unpacking.finish();
    }
  }

  private boolean counts(Region region) {
    LineFilter lines = content.lines();
    return lines == null || lines.touches(region.line(), region.endLine());
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /** A decoded map. */
  private record Decoded(
      Content holder,
      Provenance.Entry provenance,
      Region region,
      SeekableView view,
      long from,
      long size)
      implements Content {

    @Override
    public InputStream open() {
      return view.stream(from, size);
    }

    @Override
    public @Nullable SeekableByteChannel seekable() {
      return view.inMemory(from, size) == null ? new ViewChannel(view, from, size) : null;
    }

    @Override
    public @Nullable ByteSlice inMemory() {
      return view.inMemory(from, size);
    }

    @Override
    public long heldMemory() {
      return holder.heldMemory();
    }

    @Override
    public ArtifactFile.Mode mode() {
      return ArtifactFile.Mode.ASIDE;
    }
  }
}
