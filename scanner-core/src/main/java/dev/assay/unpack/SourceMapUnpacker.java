package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.unpack.code.RandomBytes;
import dev.assay.unpack.sourcemap.BrokenJson;
import dev.assay.unpack.sourcemap.MapHead;
import dev.assay.unpack.sourcemap.MapReader;
import dev.assay.unpack.sourcemap.StringStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Source maps (ECMA-426), with and without sections: the text of each source is an entry, and what
 * else the map says (names, addresses, members that we don't know) a view. What it gives away is
 * observed, also where it holds no texts.
 */
final class SourceMapUnpacker implements Unpacker {

  /** The name of what a map holds beside texts and positions. */
  static final String FIELDS = "[fields]";

  /** Stretches that are left out of the view; with more of them they are scanned twice. */
  private static final int MOST_STRETCHES = 500_000;

  @Override
  public String format() {
    return "source-map";
  }

  @Override
  public boolean givesSources() {
    return true;
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return MapHead.recognises(head.array(), head.offset(), head.offset() + head.length());
  }

  /** Other JSON may begin as a map does. */
  @Override
  public boolean mayBeMistaken() {
    return true;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    try (SeekableView view = SeekableView.of(container)) {
      Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
      try {
        new Run(container, view, unpacking, sink).go();
      } finally {
        unpacking.finish();
      }
    }
  }

  /** One map. */
  private static final class Run implements MapReader.Output, RandomBytes {
    private final Content container;
    private final SeekableView view;
    private final Unpacking unpacking;
    private final ContentSink sink;
    private final MapReader reader = new MapReader(this, this);
    private final SourceNames names = new SourceNames();
    private final Spans taken = new Spans();
    private int stretches;
    private @Nullable ContentException spent;

    Run(Content container, SeekableView view, Unpacking unpacking, ContentSink sink) {
      this.container = container;
      this.view = view;
      this.unpacking = unpacking;
      this.sink = sink;
    }

    @Override
    public long size() {
      return view.size();
    }

    @Override
    public int read(long position, byte[] into, int at, int length) throws IOException {
      return view.read(position, into, at, length);
    }

    void go() throws IOException {
      byte[] head = view.bytes(0, (int) Math.min(view.size(), HEAD));
      int brace = MapHead.brace(head, 0, head.length);
      boolean complete = false;
      try {
        long end = reader.read(Math.max(0, brace));
        IOException fault = view.fault();
        if (fault != null) {
          throw fault;
        }
        if (!reader.real()) {
          throw new MistakenException();
        }
        complete = true;
        if (spent != null) {
          throw spent;
        }
        rest(end);
      } catch (BrokenJson e) {
        IOException fault = view.fault();
        if (fault != null) {
          throw fault;
        }
        throw reader.real() ? broken(e) : new MistakenException();
      } finally {
        if (reader.real()) {
          sink.observe(reader.facts().build(container.provenance(), container.region(), complete));
        }
      }
    }

    private static ContentException broken(BrokenJson e) {
      return e.ended()
          ? new ContentException(
              Problem.Kind.TRUNCATED,
              "it is a source map that ends too early: what is there was scanned, and there may"
                  + " have been more sources; build it again")
          : new ContentException(
              Problem.Kind.MALFORMED,
              String.format(
                  Locale.ROOT,
                  "it begins as a source map and is not JSON from byte %,d on; its sources up to"
                      + " there and its raw bytes were scanned",
                  e.position()));
    }

    /** What isn't the text of a source, and what follows the map. */
    private void rest(long end) throws IOException {
      if (unpacking.stopped()) {
        return;
      }
      Views.push(container, FIELDS, () -> new Kept(view, taken, end), sink);
      long from = end;
      byte[] block = new byte[1 << 12];
      for (int count = view.read(from, block, 0, block.length);
          count > 0;
          count = view.read(from, block, 0, block.length)) {
        for (int i = 0; i < count; i++) {
          if (block[i] < 0 || block[i] > ' ') {
            long at = from + i;
            long length = view.size() - at;
            unpacking.pushAside("trailing data", at, length, () -> view.stream(at, length));
            return;
          }
        }
        from += count;
      }
    }

    @Override
    public void named(String readable) {
      names.foresee(readable);
    }

    @Override
    public void text(String readable, long number, long from, long to) throws IOException {
      if (unpacking.stopped() || spent != null) {
        return;
      }
      try {
        unpacking.takeEntry();
      } catch (ContentException e) {
        spent = e; // what the map gives away is told all the same
        return;
      }
      leaveOut(from, to);
      unpacking.push(names.choose(readable, number), -1, () -> new StringStream(this, from, to));
    }

    @Override
    public void positions(long from, long to) {
      leaveOut(from, to);
    }

    private void leaveOut(long from, long to) {
      if (stretches < MOST_STRETCHES) {
        stretches++;
        taken.add(from, to);
      }
    }
  }

  /** What a map holds outside some stretches, each of which leaves the end of a line. */
  private static final class Kept extends InputStream {
    private final SeekableView view;
    private final List<long[]> stretches = new ArrayList<>();
    private int next;
    private long position;
    private long end;
    private boolean mark;

    Kept(SeekableView view, Spans taken, long end) throws IOException {
      this.view = view.buffered();
      taken.gaps(0, end, (from, to) -> stretches.add(new long[] {from, to}));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int out = offset;
      while (out < offset + length) {
        if (mark) {
          into[out++] = '\n';
          mark = false;
        } else if (position < end) {
          int wanted = (int) Math.min(offset + length - out, end - position);
          int count = view.read(position, into, out, wanted);
          if (count <= 0) {
            throw new EOFException(); // the file became shorter meanwhile
          }
          position += count;
          out += count;
        } else if (next < stretches.size()) {
          long[] stretch = stretches.get(next);
          mark = next > 0;
          next++;
          position = stretch[0];
          end = stretch[1];
        } else {
          break;
        }
      }
      return out == offset && length > 0 ? -1 : out - offset;
    }
  }
}
