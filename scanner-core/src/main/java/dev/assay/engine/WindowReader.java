package dev.assay.engine;

import dev.assay.detect.Window;
import dev.assay.model.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one content after another into a buffer that it keeps, and cuts it into windows. What fits
 * into the buffer is one window.
 */
final class WindowReader {
  /** Bytes of the own part of each window but the last. */
  static final int OWN = 4 << 20;

  private static final int LEAST = 1 << 16;

  /** Where bytes come from. */
  @FunctionalInterface
  interface Filler {

    /**
     * Writes to {@code target[from..to)}, which isn't empty.
     *
     * @return how many bytes; -1 at the end; 0 if what comes next has no room
     */
    int fill(byte[] target, int from, int to) throws IOException;
  }

  /** Takes windows. */
  @FunctionalInterface
  interface Sink {
    void window(Window window) throws IOException;
  }

  private final int capacity;
  private final int margin;
  private byte[] buffer = {};
  private int filled;
  private boolean ended;
  private long total;
  private @Nullable Filler filler;
  private @Nullable IOException fault;

  WindowReader() {
    this(OWN, Window.MARGIN);
  }

  /** With other sizes, for tests. */
  WindowReader(int own, int margin) {
    this.margin = margin;
    capacity = own + 2 * margin;
  }

  /**
   * Begins to read, up to the buffer's capacity. What fails is thrown by {@link #feed}, after the
   * bytes before it.
   *
   * @param size bytes that are expected; -1 if unknown
   */
  void start(Filler filler, long size) {
    this.filler = filler;
    filled = 0;
    total = 0;
    ended = false;
    fault = null;
    // One more than there are: the read that fills the buffer otherwise can't tell the end.
    int wanted = size < 0 ? LEAST : (int) Math.min(size + 1, capacity);
    if (buffer.length < wanted) {
      int length = Math.max(LEAST, Integer.highestOneBit(wanted - 1) << 1);
      buffer = new byte[Math.min(length, capacity)];
    }
    refill();
  }

  /** Takes what follows the buffer from {@code filler} from now on. */
  void goOn(Filler filler) {
    this.filler = filler;
  }

  /** Whether everything is in the buffer. */
  boolean whole() {
    return ended;
  }

  /** What is in the buffer: all, or the start. */
  ByteSlice held() {
    return new ByteSlice(buffer, 0, filled);
  }

  /** Bytes that were read so far. */
  long total() {
    return total;
  }

  /** Why reading ended early; null if it didn't. */
  @Nullable IOException fault() {
    return fault;
  }

  /** All bytes from the start, once, instead of {@link #feed}. {@code in} is what was started. */
  InputStream rest(InputStream in) {
    InputStream start = new ByteArrayInputStream(buffer, 0, filled);
    return ended ? start : new SequenceInputStream(start, in);
  }

  /**
   * Hands over all windows.
   *
   * @throws IOException if reading failed; all that was read has been handed over
   */
  void feed(Sink sink, TextLocator locator) throws IOException {
    long base = 0;
    int ownBegin = 0;
    while (true) {
      int ownEnd = ended ? filled : filled - margin;
      locator.window(buffer, 0, filled);
      sink.window(new Window(buffer, 0, ownBegin, ownEnd, filled, base, base == 0, ended, locator));
      if (ended) {
        break;
      }
      int keep = ownEnd - margin;
      locator.advance(keep);
      System.arraycopy(buffer, keep, buffer, 0, filled - keep);
      filled -= keep;
      base += keep;
      ownBegin = margin;
      refill();
    }
    if (fault != null) {
      throw fault;
    }
  }

  private void refill() {
    Filler source = Objects.requireNonNull(filler, "started");
    try {
      while (!ended) {
        int count = filled == buffer.length ? 0 : source.fill(buffer, filled, buffer.length);
        if (count < 0) {
          ended = true;
        } else if (count == 0) {
          if (buffer.length == capacity) {
            return;
          }
          buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 4, capacity));
        } else {
          filled += count;
          total += count;
        }
      }
    } catch (IOException e) {
      fault = e;
      ended = true;
    }
  }
}
