package dev.assay.source.folder;

import dev.assay.source.git.ObjectFormat;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The paths that a git index tracks: a file that an ignore pattern names and that is tracked all
 * the same goes out with every push. Reads names only, of index versions 2 to 4 (see
 * gitformat-index(5)), whatever the hash; it takes a tenth of the time that loading JGit would.
 */
final class IndexPaths {
  private static final int SIGNATURE = 0x44495243;
  private static final int FIXED = 40;
  private static final int EXTENDED = 0x4000;
  private static final int LONGEST_PATH = 1 << 16;

  /** All paths one after another, in the order of their bytes. */
  private final byte[] bytes;

  /** Where each begins; one more than there are. */
  private final int[] starts;

  private IndexPaths(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.starts = starts;
  }

  /**
   * Reads an index; none at all tracks nothing. Of a split or sparse index (see {@link
   * dev.assay.source.git.GitRepository#indexNeedsGit}) it knows only a part.
   *
   * @throws IOException if it isn't one
   */
  static IndexPaths read(Path file, ObjectFormat format) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      Input in = new Input(stream);
      if (in.number(4) != SIGNATURE) {
        throw new IOException("it doesn't begin as a git index");
      }
      int version = in.number(4);
      if (version < 2 || version > 4) {
        throw new IOException("its version " + version + " is not known");
      }
      return entries(in, version, in.number(4), format.rawLength());
    } catch (NoSuchFileException e) {
      return new IndexPaths(new byte[0], new int[1]);
    }
  }

  private static IndexPaths entries(Input in, int version, int count, int hash) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int[] starts = new int[1024];
    byte[] path = new byte[LONGEST_PATH];
    int length = 0;
    for (int i = 0; i < count; i++) {
      in.skip(FIXED + hash);
      int head = FIXED + hash + 2;
      if ((in.number(2) & EXTENDED) != 0) {
        in.skip(2);
        head += 2;
      }
      // Version 4 keeps the start of the path before.
      length = in.text(path, version == 4 ? Math.max(0, length - in.offset()) : 0);
      if (version < 4) {
        // Padded with 1 to 8 NULs to a multiple of eight, one of which is read.
        in.skip(7 - (head + length) % 8);
      }
      if (i + 1 == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      all.write(path, 0, length);
      starts[i + 1] = all.size();
    }
    return new IndexPaths(all.toByteArray(), Arrays.copyOf(starts, count + 1));
  }

  /** Reads what an index is made of; a tenth of the time of a stream that locks for each byte. */
  private static final class Input {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    Input(InputStream in) {
      this.in = in;
    }

    private int next() throws IOException {
      if (at == end) {
        end = in.read(buffer, 0, buffer.length);
        at = 0;
        if (end <= 0) {
          end = 0;
          throw new EOFException("it is cut");
        }
      }
      return buffer[at++] & 0xFF;
    }

    int number(int size) throws IOException {
      int number = 0;
      for (int i = 0; i < size; i++) {
        number = (number << 8) | next();
      }
      return number;
    }

    void skip(int count) throws IOException {
      for (int left = count; left > 0; ) {
        next();
        int step = Math.min(left - 1, end - at);
        at += step;
        left -= step + 1;
      }
    }

    /** The variable-length integer of pack entries' base offsets. */
    int offset() throws IOException {
      int value = next();
      int result = value & 0x7F;
      while ((value & 0x80) != 0) {
        value = next();
        result = ((result + 1) << 7) + (value & 0x7F);
      }
      return result;
    }

    /** Reads up to the next NUL into {@code text}, from {@code start} on; gives its end. */
    int text(byte[] text, int start) throws IOException {
      int length = start;
      for (int value = next(); value != 0; value = next()) {
        if (length == text.length) {
          throw new IOException("it holds a path that is too long");
        }
        text[length++] = (byte) value;
      }
      return length;
    }
  }

  /** How many. */
  int size() {
    return starts.length - 1;
  }

  /** Whether {@code path} (relative to the work tree) is tracked. */
  boolean holds(byte[] path) {
    int at = atLeast(path);
    return at < size() && compare(at, path) == 0;
  }

  /** Whether any path begins with {@code prefix}. */
  boolean holdsUnder(byte[] prefix) {
    int at = atLeast(prefix);
    return at < size()
        && starts[at + 1] - starts[at] >= prefix.length
        && Arrays.equals(bytes, starts[at], starts[at] + prefix.length, prefix, 0, prefix.length);
  }

  /** The first entry that is not less. */
  private int atLeast(byte[] path) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int entry, byte[] path) {
    return Arrays.compareUnsigned(bytes, starts[entry], starts[entry + 1], path, 0, path.length);
  }
}
