package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.decode.WideDecoder;
import java.io.IOException;
import java.io.InputStream;

/** Decodes wide text into a window's buffer. */
final class WideFiller implements WindowReader.Filler {
  private final WideDecoder decoder;
  private final InputStream in;
  private final byte[] chunk;
  private final TextEncoding encoding;
  private final TextLocator locator;
  private int from;
  private int to;
  private long original;
  private boolean started;
  private boolean ended;

  WideFiller(TextEncoding encoding, InputStream in, byte[] chunk, TextLocator locator) {
    this.encoding = encoding;
    this.in = in;
    this.chunk = chunk;
    this.locator = locator;
    decoder = new WideDecoder(encoding);
  }

  @Override
  public int fill(byte[] target, int at, int limit) throws IOException {
    if (at + WideDecoder.LONGEST > limit) {
      return 0;
    }
    int out = at;
    while (out == at) {
      if (ended && from == to) {
        locator.size(original);
        return -1;
      }
      more();
      out = decoder.decode(chunk, from, to, ended, target, at, limit);
      from = decoder.consumed();
    }
    return out - at;
  }

  private void more() throws IOException {
    if (to - from >= WideDecoder.LONGEST || ended) {
      return;
    }
    System.arraycopy(chunk, from, chunk, 0, to - from);
    to -= from;
    from = 0;
    while (to < WideDecoder.LONGEST && !ended) {
      int count = in.read(chunk, to, chunk.length - to);
      if (count < 0) {
        ended = true;
      } else {
        to += count;
        original += count;
      }
    }
    if (!started) {
      started = true;
      int mark = encoding.markLength(chunk, 0, to);
      from = mark;
      locator.begin(encoding, mark);
    }
  }
}
