package dev.assay.engine;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a container behind those that were seen already, on their way to its unpacker:
 * detectors that want all of them see them as they pass, so that nothing is read twice or copied.
 * What the unpacker leaves is read when it is done.
 */
final class ContainerBytes extends InputStream {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final Content content;
  private final Run run;
  private final DetectorPasses detectors;
  private final List<Detector.Pass> passes;
  private final List<Integer> indexes;
  private long position;
  private boolean ended;

  /**
   * @param in where they come from; whoever opened it closes it
   * @param position how many bytes come before
   * @param passes which see them
   * @param indexes of their detectors
   */
  ContainerBytes(
      InputStream in,
      long position,
      Content content,
      Run run,
      DetectorPasses detectors,
      List<Detector.Pass> passes,
      List<Integer> indexes) {
    this.in = in;
    this.position = position;
    this.content = content;
    this.run = run;
    this.detectors = detectors;
    this.passes = new ArrayList<>(passes);
    this.indexes = List.copyOf(indexes);
  }

  /**
   * The unpacker is done, well or not: reads what it left, if somebody wants to see it, and ends
   * the passes.
   *
   * @throws IOException if that can't be read; what broke while the unpacker read was thrown there
   */
  void finish() throws IOException {
    if (passes.isEmpty()) {
      return;
    }
    try {
      byte[] chunk = new byte[CHUNK];
      while (!ended && read(chunk, 0, chunk.length) >= 0) {
        if (run.stopped()) {
          throw new ContentException(
              Problem.Kind.TIMEOUT, "time was up before it was read to its end; raise --timeout");
        }
      }
    } finally {
      for (int i = 0; i < passes.size(); i++) {
        try {
          passes.get(i).end();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          detectors.fault(content, indexes.get(i), e);
        }
      }
    }
  }

  /**
   * This, for who shall not load the class to see that it is a stream: every hook verifies that.
   */
  InputStream stream() {
    return this;
  }

  /** How many bytes were read of the container so far, those that came before included. */
  long total() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      ended = true;
      throw e;
    }
    ended = count < 0;
    show(bytes, offset, offset + Math.max(count, 0));
    return count;
  }

  private void show(byte[] bytes, int from, int to) {
    position += to - from;
    if (passes.isEmpty()) {
      return;
    }
    Window window =
        new Window(
            bytes,
            from,
            from,
            to,
            to,
            position - to,
            false,
            ended,
            (begin, end) -> {
              throw new IllegalStateException("bytes that pass by have no places");
            });
    for (int i = 0; i < passes.size(); i++) {
      try {
        passes.get(i).window(window);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        passes.set(i, Detector.Pass.NONE);
        detectors.fault(content, indexes.get(i), e);
      }
    }
  }

  @Override
  public int available() throws IOException {
    return ended ? 0 : in.available();
  }

  /** There is more to be seen. */
  @Override
  public void close() {}
}
