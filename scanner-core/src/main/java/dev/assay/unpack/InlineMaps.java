package dev.assay.unpack;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds source maps that a text holds as {@code data:} addresses, while the text's windows go by
 * for others: decodes them as they pass, and pushes them when the text has ended. For one content
 * after the other, on one thread.
 *
 * <p>Nearly all texts hold none, so what looks for them reads three bytes in fourteen, and all else
 * is made with the first address.
 */
public final class InlineMaps {

  /** What addresses of maps follow; with an s of either case before it. */
  private static final byte[] MARK = "ourceMappingURL=".getBytes(StandardCharsets.US_ASCII);

  /** The same as a header says it, looked for near the end only. */
  private static final byte[] HEADER = "ourceMap:".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_REACH = 1024;

  private static final int LAST = MARK.length - 1;

  /** Bytes that are looked at together; wherever the mark stands, one such look is within it. */
  private static final int LOOK = 3;

  private static final int STRIDE = MARK.length - LOOK + 1;
  private static final int SLOTS = 1 << 12;

  /** By a hash of three bytes: where they stand in the mark, from 1 on; 0 if they don't. */
  private final byte[] steps = new byte[SLOTS];

  private boolean on;
  private boolean open;
  private @Nullable Content content;
  private @Nullable BudgetMeter meter;
  private @Nullable DataMaps maps;

  /** Offset in the text of the window's first own byte. */
  private long position;

  /** Offset in the text of the window's index 0; may be negative. */
  private long base;

  /** Turns indexes of a window into places. */
  public interface Places {

    /** The region of the window's bytes {@code [from..to)}. */
    Region region(int from, int to);
  }

  /** Looks at nothing before {@link #begin}. */
  public InlineMaps() {
    for (int i = 0; i < STRIDE; i++) {
      steps[hash(MARK[i], MARK[i + 1], MARK[i + 2])] = (byte) (i + 1);
    }
  }

  /** No two of the mark's have the same; of ordinary text one in 250 has one of them. */
  private static int hash(int first, int second, int third) {
    return (first * 961 + second * 31 + third) & (SLOTS - 1);
  }

  /**
   * Another content. What was gathered from one is left alone: its bytes were seen.
   *
   * @param open whether what is found may be opened; else it is only told that there was something
   */
  public void begin(Content content, BudgetMeter meter, boolean open) {
    this.content = content;
    this.meter = meter;
    this.open = open;
    on = !(content.provenance() instanceof Provenance.View);
    maps = null;
  }

  /** Whether there is something to {@link #push}, or to say. */
  public boolean any() {
    return maps != null;
  }

  /** Whether it looks at texts. */
  public boolean isOn() {
    return on;
  }

  /** The content's text begins, perhaps once more. */
  public void text() {
    position = 0;
    base = 0;
    if (maps != null) {
      maps.text();
    }
  }

  /**
   * The next window, of which {@code [ownBegin..ownEnd)} follows what the last one ended with.
   *
   * @param begin of what may be looked at before
   * @param end of what may be looked at behind
   * @param last whether nothing follows there
   */
  public void window(
      byte[] bytes, int begin, int ownBegin, int ownEnd, int end, boolean last, Places places) {
    base = position - ownBegin;
    position += ownEnd - ownBegin;
    int at = ownBegin;
    if (maps != null) {
      at = maps.go(bytes, ownBegin, ownEnd, end, places, base);
    }
    while (at < ownEnd) {
      int mark = find(bytes, at, ownEnd, end);
      if (mark < 0) {
        break;
      }
      at = found().begin(bytes, begin, mark, mark + MARK.length, ownEnd, end, places, base);
    }
    if (last && ownEnd == end) {
      header(bytes, begin, ownEnd, places);
      if (maps != null) {
        maps.end(ownEnd, places, base);
      }
    }
  }

  /**
   * A comment at the end that says {@code SourceMap: address}, as the header of HTTP does
   * (ECMA-426, 11.1.1); {@code X-SourceMap:} is what it was called before.
   */
  private void header(byte[] bytes, int begin, int end, Places places) {
    int low = Math.max(begin + 1, end - HEADER_REACH);
    for (int at = end - HEADER.length; at >= low; at--) {
      if (bytes[at] != 'o' || !is(HEADER, bytes, at) || (bytes[at - 1] | 0x20) != 's') {
        continue;
      }
      int from = at + HEADER.length;
      while (from < end && bytes[from] == ' ') {
        from++;
      }
      int comment = at - 1;
      while (comment > begin && bytes[comment - 1] != '\n' && bytes[comment - 1] != '\r') {
        comment--;
      }
      while (comment < at && (bytes[comment] == ' ' || bytes[comment] == '\t')) {
        comment++;
      }
      boolean said = bytes[comment] == '/' && comment + 1 < at;
      if (said && (bytes[comment + 1] == '/' || bytes[comment + 1] == '*') && from < end) {
        found().header(bytes, begin, comment, at, from, end, places, base);
        return;
      }
    }
  }

  private DataMaps found() {
    DataMaps found = maps;
    if (found == null) {
      found = new DataMaps(Objects.requireNonNull(content), Objects.requireNonNull(meter), open);
      maps = found;
    }
    return found;
  }

  /**
   * Index of the next mark that begins in {@code [from..to)}; -1 if there is none. No look depends
   * on the one before, so that a core has several under way.
   */
  private int find(byte[] bytes, int from, int to, int end) {
    byte[] table = steps;
    int most = Math.min(to, end - LAST);
    for (int at = from + STRIDE - 1; at < most + STRIDE - 1; at += STRIDE) {
      int step = table[hash(bytes[at], bytes[at + 1], bytes[at + 2])];
      if (step != 0) {
        int mark = at - step + 1;
        if (mark < most && is(MARK, bytes, mark)) {
          return mark;
        }
      }
    }
    return -1;
  }

  private static boolean is(byte[] word, byte[] bytes, int at) {
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the byte at {@code index} of the current window is a part of a map that was taken. */
  public boolean takes(int index) {
    return maps != null && maps.takes(base + index);
  }

  /**
   * The content has ended: pushes what was found.
   *
   * @throws IOException if it can't be read back, or is too much
   */
  public void push(ContentSink sink) throws IOException {
    on = false;
    DataMaps found = maps;
    maps = null;
    content = null;
    if (found != null) {
      try (found) {
        found.push(sink);
      }
    }
  }
}
