package dev.assay.ecosystem;

import dev.assay.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lockfile that was gathered piece by piece, as it stands in the file: UTF-8, or one byte a
 * character if it isn't that. Regions count on from the last one asked for. For one thread.
 */
public final class HeldText implements LockfileText {

  private static final int PIECE_SHIFT = 16;
  private static final int PIECE = 1 << PIECE_SHIFT;

  private final List<byte[]> pieces = new ArrayList<>();
  private int size;
  private @Nullable Boolean utf8;

  // Where the last region began.
  private int offset;
  private int line;
  private int column;

  /** Bytes so far. */
  public int size() {
    return size;
  }

  /** Adds {@code bytes[from..to)} at the end; only before anything is read. */
  public void append(byte[] bytes, int from, int to) {
    int next = from;
    while (next < to) {
      int at = size & (PIECE - 1);
      if (at == 0) {
        pieces.add(new byte[PIECE]);
      }
      int count = Math.min(to - next, PIECE - at);
      System.arraycopy(bytes, next, pieces.get(pieces.size() - 1), at, count);
      next += count;
      size += count;
    }
  }

  @Override
  public InputStream open() {
    return new InputStream() {
      private int next;

      @Override
      public int read() {
        return next < size ? at(next++) : -1;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (length == 0) {
          return 0;
        }
        if (next == size) {
          return -1;
        }
        int at = next & (PIECE - 1);
        int count = Math.min(Math.min(length, size - next), PIECE - at);
        System.arraycopy(pieces.get(next >>> PIECE_SHIFT), at, into, from, count);
        next += count;
        return count;
      }
    };
  }

  @Override
  public Region region(int from, int to) {
    if (from < 0 || to < from || to > size) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + size);
    }
    if (utf8 == null) {
      utf8 = isUtf8();
      rewind();
    }
    if (from < offset) {
      rewind();
    }
    advance(from, utf8);
    int startLine = line;
    int startColumn = column;
    advance(to, utf8);
    Region region = new Region(startLine, startColumn, line, column, from, to - from);
    offset = from;
    line = startLine;
    column = startColumn;
    return region;
  }

  private void rewind() {
    offset = 0;
    line = 1;
    // A byte order mark has no column.
    column = size >= 3 && at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf ? 0 : 1;
  }

  private void advance(int to, boolean wide) {
    for (; offset < to; offset++) {
      int c = at(offset);
      if (c == '\n' || (c == '\r' && (offset + 1 == size || at(offset + 1) != '\n'))) {
        line++;
        column = 1;
      } else if (!wide) {
        column++;
      } else if (c < 0x80 || c >= 0xc0) {
        column += c >= 0xf0 ? 2 : 1; // UTF-16 code units
      }
    }
  }

  private int at(int index) {
    return pieces.get(index >>> PIECE_SHIFT)[index & (PIECE - 1)] & 0xff;
  }

  private boolean isUtf8() {
    char[] scratch = new char[1 << 12];
    try (Reader reader = new InputStreamReader(open(), StandardCharsets.UTF_8.newDecoder())) {
      while (reader.read(scratch) >= 0) {
        // Decoding it is the test.
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory can be read
    }
  }
}
