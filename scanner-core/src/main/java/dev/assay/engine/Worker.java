package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.detect.Window;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
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
  private final List<Frame> frames = new ArrayList<>();
  final Collected collected = new Collected();

  Worker(Run run) {
    this.run = run;
    detectors = new DetectorPasses(run, collected);
  }

  /** Scans {@code content} at {@code depth} and everything in it; never throws for it. */
  void scan(Content content, int depth) {
    if (run.stopped()) {
      return;
    }
    Frame frame = frame(depth);
    frame.candidates.clear();
    long size = 0;
    try {
      size = read(content, frame);
    } catch (IOException e) {
      collected.problems.add(Faults.reading(content.provenance().path(), e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      detectors.fault(content, "reading it", e);
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
    } else {
      collected.count(Coverage.Unit.ENTRIES, 1);
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
      large(content, in, frame);
      return Math.max(content.size(), frame.reader.total());
    }
  }

  private static WindowReader.Filler filler(InputStream in) {
    return (target, from, to) -> in.read(target, from, to - from);
  }

  /** A content that is in memory as a whole. */
  private void held(Content content, ByteSlice bytes, Frame frame) throws IOException {
    Unpacker unpacker = recognise(content, bytes, frame);
    if (unpacker != null) {
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
    detectors.pass(frame, content, DetectorPasses.Group.ALL, sink -> window(bytes, frame, sink));
  }

  /** A content of which only the start is in the frame's reader; {@code in} goes on. */
  private void large(Content content, InputStream in, Frame frame) throws IOException {
    ByteSlice start = frame.reader.held();
    Unpacker unpacker = recognise(content, start, frame);
    if (unpacker != null) {
      InputStream rest = frame.reader.rest(in);
      boolean unpacked = unpack(unpacker, new HeldContent(content, null, rest), frame);
      again(content, unpacked ? DetectorPasses.Group.RAW : DetectorPasses.Group.ALL, frame);
      return;
    }
    TextEncoding encoding =
        TextEncoding.detect(start.array(), start.offset(), start.offset() + start.length());
    if (encoding.wide()) {
      InputStream rest = frame.reader.rest(in);
      detectors.pass(
          frame,
          content,
          DetectorPasses.Group.TEXT,
          sink -> view(encoding, rest, content.size(), frame, sink));
      again(content, DetectorPasses.Group.ALL, frame);
      return;
    }
    detectors.pass(frame, content, DetectorPasses.Group.ALL, sink -> feed(frame, sink));
    complete(content, frame);
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

  private @Nullable Unpacker recognise(Content content, ByteSlice bytes, Frame frame) {
    ByteSlice head =
        new ByteSlice(bytes.array(), bytes.offset(), Math.min(bytes.length(), Unpacker.HEAD));
    for (Unpacker unpacker : run.ready().parts().unpackers()) {
      if (unpacker.recognises(head)) {
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

  /** False if it broke, so that its raw bytes need scanning. */
  private boolean unpack(Unpacker unpacker, Content container, Frame frame) {
    try {
      unpacker.unpack(container, run.meter, new Nested(frame.depth + 1));
      return true;
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

  /** Takes what an unpacker pushes; on this thread, since the container's buffers are its own. */
  private final class Nested implements ContentSink {
    private final int depth;

    Nested(int depth) {
      this.depth = depth;
    }

    @Override
    public void accept(Content content) {
      scan(content, depth);
    }

    @Override
    public void problem(Problem problem) {
      collected.problems.add(problem);
    }

    @Override
    public void notice(String notice) {
      collected.notices.add(notice);
    }

    @Override
    public void count(Coverage.Unit what, long amount) {
      collected.count(what, amount);
    }

    @Override
    public void fork(Task task) {
      throw new UnsupportedOperationException("an unpacker's entries are scanned in order");
    }

    @Override
    public boolean stopped() {
      return run.stopped();
    }
  }
}
