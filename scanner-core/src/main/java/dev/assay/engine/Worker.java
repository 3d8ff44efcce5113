package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.detect.Window;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.unpack.MistakenException;
import dev.assay.unpack.SpooledContent;
import dev.assay.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread's part of a scan: takes a content through recognition, unpacking, decoding and
 * detectors, and gathers what comes of it. Whatever one content does wrong, the rest goes on.
 */
final class Worker {
  private static final int CHUNK = 1 << 16;

  private final Run run;
  private final DetectorPasses detectors;
  private final WorkerPool pool;
  private final List<Frame> frames = new ArrayList<>();
  final Collected collected = new Collected();

  Worker(Run run, WorkerPool pool) {
    this.run = run;
    this.pool = pool;
    detectors = new DetectorPasses(run, collected);
  }

  /** Scans {@code content} at {@code depth} and everything in it; never throws for it. */
  void scan(Content content, int depth) {
    if (run.stopped()) {
      return;
    }
    NestedRepositories repositories = run.repositories();
    Problem unread = repositories == null ? null : NestedRepositories.unread(content.provenance());
    if (unread != null) {
      collected.problems.add(unread);
    }
    if (repositories != null && NestedRepositories.concerns(content)) {
      try (SpooledContent spooled = SpooledContent.of(content)) {
        repositories.take(spooled, depth);
        look(spooled, depth);
      } catch (IOException e) {
        collected.problems.add(Faults.reading(content.provenance().path(), e));
      }
      return;
    }
    look(content, depth);
  }

  private void look(Content content, int depth) {
    Frame frame = frame(depth);
    frame.candidates.clear();
    frame.maps.begin(content, run.meter, frame.depth < run.config.budget().maxDepth());
    long size = 0;
    try {
      size = read(content, frame);
    } catch (IOException e) {
      collected.problems.add(Faults.reading(content.provenance().path(), e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      detectors.fault(content, "reading it", e);
    }
    if (frame.maps.any()) {
      inside(content, frame);
    }
    boolean view = content.provenance() instanceof Provenance.View;
    if (view && depth > 0) {
      SameSecret.settle(frame(depth - 1).candidates, frame.candidates);
    }
    if (!frame.candidates.isEmpty()) {
      try {
        run.ready().placement().place(content, frame.candidates, collected);
        if (!(content.provenance() instanceof Provenance.Message)) {
          // Those of messages are told with the files of their history.
          run.relieve(collected.placed);
        }
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        detectors.fault(content, "placing its findings", e);
      }
    }
    if (depth == 0) {
      collected.count(Coverage.Unit.BYTES, size);
      run.scanned(content.provenance(), size);
    } else if (!view) {
      collected.count(Coverage.Unit.ENTRIES, 1);
    }
  }

  /** Scans the source maps that were seen in the text of {@code content}. */
  private void inside(Content content, Frame frame) {
    try {
      frame.maps.push(new NestedSink(pool, frame.depth + 1, content));
    } catch (IOException e) {
      collected.problems.add(Faults.reading(content.provenance().path(), e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      detectors.fault(content, "opening its source maps", e);
    }
  }

  /** Returns the bytes that were there. */
  private long read(Content content, Frame frame) throws IOException {
    ByteSlice memory = content.inMemory();
    if (memory != null) {
      held(content, memory, frame);
      return memory.length();
    }
    InputStream opened;
    try {
      opened = content.open();
    } catch (IOException e) {
      // Its path may say enough.
      detectors.pass(frame, content, DetectorPasses.Group.ALL, sink -> {});
      throw e;
    }
    try (InputStream in = opened) {
      frame.reader.start(filler(in), content.size());
      if (frame.reader.whole()) {
        held(content, frame.reader.held(), frame);
        IOException fault = frame.reader.fault();
        if (fault != null) {
          throw fault;
        }
        complete(content, frame);
        return frame.reader.total();
      }
      return Math.max(content.size(), large(content, in, frame));
    }
  }

  private static WindowReader.Filler filler(InputStream in) {
    return new WindowReader.Filler() { // no lambda here and below: it is on the way of every hook
      @Override
      public int fill(byte[] target, int from, int to) throws IOException {
        return in.read(target, from, to - from);
      }
    };
  }

  /** A content that is in memory as a whole. */
  private void held(Content content, ByteSlice bytes, Frame frame) throws IOException {
    if (content.provenance() instanceof Provenance.View) {
      detectors.pass(frame, content, DetectorPasses.Group.TEXT, sink -> window(bytes, frame, sink));
      return;
    }
    Unpacker unpacker = recognise(content, bytes, bytes, frame);
    if (unpacker != null && !unpacker.keepsBytes()) {
      detectors.pass(frame, content, DetectorPasses.Group.RAW, sink -> window(bytes, frame, sink));
      if (!unpack(unpacker, new HeldContent(content, bytes, null), frame)) {
        detectors.pass(
            frame, content, DetectorPasses.Group.TEXT, sink -> window(bytes, frame, sink));
      }
      return;
    }
    int end = bytes.offset() + bytes.length();
    TextEncoding encoding = TextEncoding.detect(bytes.array(), bytes.offset(), end);
    if (encoding.wide()) {
      InputStream in = new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length());
      detectors.pass(
          frame,
          content,
          DetectorPasses.Group.TEXT,
          sink -> view(encoding, in, bytes.length(), frame, sink));
    }
    // What was taken for wide text by mistake must not be missed as bytes.
    detectors.pass(
        frame,
        content,
        DetectorPasses.Group.ALL,
        new DetectorPasses.Feed() {
          @Override
          public void feed(WindowReader.Sink sink) throws IOException {
            window(bytes, frame, sink);
          }
        });
    if (unpacker != null) {
      HeldContent held = new HeldContent(content, bytes, null);
      unpack(unpacker, held, frame);
      behind(held, unpacker, bytes, frame);
    }
  }

  /** What a file that keeps its bytes and was recognised by its head ends with. */
  private void behind(Content content, Unpacker byHead, ByteSlice end, Frame frame) {
    ByteSlice tail = tail(end);
    for (Unpacker unpacker : run.ready().parts().unpackers()) {
      if (unpacker != byHead && unpacker.recognisesTail(tail)) {
        unpack(unpacker, content, frame);
        return;
      }
    }
  }

  /**
   * A content of which only the start is in the frame's reader; {@code in} goes on.
   *
   * @return bytes of it that were read
   */
  private long large(Content content, InputStream in, Frame frame) throws IOException {
    if (content.provenance() instanceof Provenance.View) {
      detectors.pass(frame, content, DetectorPasses.Group.TEXT, sink -> feed(frame, sink));
      return frame.reader.total();
    }
    ByteSlice start = frame.reader.held();
    Unpacker unpacker = recognise(content, start, null, frame);
    TextEncoding encoding =
        TextEncoding.detect(start.array(), start.offset(), start.offset() + start.length());
    if (unpacker != null && !unpacker.keepsBytes()) {
      return opened(content, in, unpacker, frame);
    } else if (unpacker != null || encoding.wide()) {
      InputStream rest = frame.reader.rest(in);
      try (SpooledContent spooled = SpooledContent.of(new HeldContent(content, null, rest))) {
        twice(spooled, unpacker, encoding, frame);
      }
    } else {
      detectors.pass(frame, content, DetectorPasses.Group.ALL, sink -> feed(frame, sink));
      complete(content, frame);
      Unpacker behind = recognise(content, null, frame.reader.held(), frame);
      if (behind != null) {
        openAgain(behind, content, frame);
      }
    }
    return frame.reader.total();
  }

  /** Opens a large container; one that doesn't unpack is text like any other. */
  private long opened(Content content, InputStream in, Unpacker unpacker, Frame frame)
      throws IOException {
    ContainerBytes seen = detectors.container(frame, content, in);
    HeldContent held = new HeldContent(content, null, frame.reader.rest(seen.stream()));
    try {
      if (unpacker.mayBeMistaken()) {
        try (SpooledContent spooled = SpooledContent.of(held)) {
          if (!unpack(unpacker, spooled, frame)) {
            again(spooled, DetectorPasses.Group.TEXT, frame);
          }
        }
        return seen.total();
      }
      if (unpack(unpacker, held, frame)) {
        return seen.total();
      }
      if (seen.total() == frame.reader.total()) {
        // It failed at the start, which is at hand.
        frame.reader.goOn(filler(seen.stream()));
        detectors.pass(frame, content, DetectorPasses.Group.TEXT, sink -> feed(frame, sink));
        return frame.reader.total();
      }
    } finally {
      seen.finish();
    }
    again(content, DetectorPasses.Group.TEXT, frame);
    return seen.total();
  }

  /** What shows only at the end of a content that was read, and may not be to be had again. */
  private void openAgain(Unpacker unpacker, Content content, Frame frame) {
    try {
      content.open().close();
    } catch (IOException e) {
      collected.problems.add(
          new Problem(
              Problem.Kind.UNSUPPORTED,
              content.provenance().path(),
              "it has a "
                  + unpacker.format()
                  + ", and what it is in can be read only once, so that was not opened; unpack what"
                  + " it is in and scan that"));
      return;
    }
    unpack(unpacker, content, frame);
  }

  /** A large content that is looked at in more than one way. */
  private void twice(
      Content content, @Nullable Unpacker unpacker, TextEncoding encoding, Frame frame)
      throws IOException {
    if (encoding.wide()) {
      detectors.pass(
          frame,
          content,
          DetectorPasses.Group.TEXT,
          sink -> {
            try (InputStream in = content.open()) {
              view(encoding, in, content.size(), frame, sink);
            }
          });
    }
    again(content, DetectorPasses.Group.ALL, frame);
    if (unpacker != null) {
      unpack(unpacker, content, frame);
      behind(content, unpacker, frame.reader.held(), frame);
    }
  }

  /** A file that shrinks while it is read was not seen as it stood. */
  private static void complete(Content content, Frame frame) throws IOException {
    long total = frame.reader.total();
    if (frame.depth == 0 && total < content.size() && frame.reader.whole()) {
      throw new ContentException(
          Problem.Kind.TRUNCATED,
          "it had " + content.size() + " bytes before it was read, and then only " + total);
    }
  }

  /** Reads a large content once more, as bytes. */
  private void again(Content content, DetectorPasses.Group group, Frame frame) throws IOException {
    detectors.pass(
        frame,
        content,
        group,
        sink -> {
          try (InputStream in = content.open()) {
            frame.reader.start(filler(in), content.size());
            feed(frame, sink);
          }
        });
  }

  /**
   * Who opens it: by its head, or else by its tail. Null if nobody does, or it is too deep.
   *
   * @param start its first bytes; null if they were asked about
   * @param end its last bytes; null if they aren't known
   */
  private @Nullable Unpacker recognise(
      Content content, @Nullable ByteSlice start, @Nullable ByteSlice end, Frame frame) {
    for (Unpacker unpacker : run.ready().parts().unpackers()) {
      if ((start != null && unpacker.recognises(head(start)))
          || (end != null && unpacker.recognisesTail(tail(end)))) {
        if (frame.depth < run.config.budget().maxDepth()) {
          return unpacker;
        }
        collected.problems.add(
            new Problem(
                Problem.Kind.TOO_DEEP,
                content.provenance().path(),
                "it is "
                    + unpacker.format()
                    + " inside "
                    + frame.depth
                    + " other containers, and no more are opened; raise --max-depth"));
        return null;
      }
    }
    return null;
  }

  private static ByteSlice head(ByteSlice bytes) {
    return new ByteSlice(bytes.array(), bytes.offset(), Math.min(bytes.length(), Unpacker.HEAD));
  }

  private static ByteSlice tail(ByteSlice bytes) {
    int length = Math.min(bytes.length(), Unpacker.TAIL);
    return new ByteSlice(bytes.array(), bytes.offset() + bytes.length() - length, length);
  }

  /** False if it broke, so that its raw bytes need scanning. */
  private boolean unpack(Unpacker unpacker, Content container, Frame frame) {
    try {
      NestedSink nested = new NestedSink(pool, frame.depth + 1, container);
      Extraction extraction = run.extraction();
      if (extraction != null && unpacker.givesSources()) {
        try (ExtractedMap sources = extraction.map(container.provenance(), nested)) {
          unpacker.unpack(container, run.meter, sources);
        }
      } else {
        unpacker.unpack(container, run.meter, nested);
      }
      return true;
    } catch (MistakenException e) {
      // Its bytes are scanned as those of any file.
      return false;
    } catch (IOException e) {
      collected.problems.add(Faults.unpacking(container.provenance().path(), unpacker.format(), e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      detectors.fault(container, "unpacking " + unpacker.format(), e);
    }
    return false;
  }

  private void window(ByteSlice bytes, Frame frame, WindowReader.Sink sink) throws IOException {
    int begin = bytes.offset();
    int end = begin + bytes.length();
    frame.locator.begin(
        TextEncoding.BYTES, TextEncoding.BYTES.markLength(bytes.array(), begin, end));
    frame.locator.window(bytes.array(), begin, end);
    sink.window(
        new Window(bytes.array(), begin, begin, end, end, -begin, true, true, frame.locator));
  }

  private void feed(Frame frame, WindowReader.Sink sink) throws IOException {
    ByteSlice start = frame.reader.held();
    frame.locator.begin(
        TextEncoding.BYTES, TextEncoding.BYTES.markLength(start.array(), 0, start.length()));
    frame.reader.feed(sink, frame.locator);
  }

  /** Windows of the UTF-8 view of wide text. */
  private void view(
      TextEncoding encoding, InputStream in, long size, Frame frame, WindowReader.Sink sink)
      throws IOException {
    if (frame.chunk.length == 0) {
      frame.chunk = new byte[CHUNK];
    }
    WideFiller filler = new WideFiller(encoding, in, frame.chunk, frame.locator);
    frame.view.start(filler, size < 0 ? -1 : size + size / 2);
    frame.view.feed(sink, frame.locator);
  }

  private Frame frame(int depth) {
    while (frames.size() <= depth) {
      frames.add(new Frame(frames.size(), detectors.count()));
    }
    return frames.get(depth);
  }
}
