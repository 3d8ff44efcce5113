package dev.assay.source.git.history;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Objects in files of their own, {@code xx/yyyy…} below an object directory. Thread-safe. */
final class LooseStore {
  private static final HexFormat HEX = HexFormat.of();

  private final Path directory;
  private final int hashLength;

  LooseStore(Path directory, int hashLength) {
    this.directory = directory;
    this.hashLength = hashLength;
  }

  /** The file of an object, whether or not it is there. */
  Path file(byte[] id, int at) {
    return directory
        .resolve(HEX.formatHex(id, at, at + 1))
        .resolve(HEX.formatHex(id, at + 1, at + hashLength));
  }

  /** Full hexadecimal ids of the objects whose first byte is {@code shard}, sorted. */
  List<String> list(int shard) throws IOException {
    String prefix = HEX.toHexDigits((byte) shard);
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(prefix))) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        // Anything else (tmp_obj_*) is no object.
        if (name.length() == 2 * hashLength - 2 && isHex(name)) {
          ids.add(prefix + name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return ids;
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(ids);
    return ids;
  }

  private static boolean isHex(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Opens an object; null if it isn't here.
   *
   * @throws CorruptObjectException if it doesn't start as one
   */
  @Nullable Opened open(byte[] id, int at) throws IOException {
    InputStream in;
    try {
      in = Files.newInputStream(file(id, at));
    } catch (NoSuchFileException e) {
      return null;
    }
    InputStream data =
        new InflaterInputStream(in, new java.util.zip.Inflater(), 8 << 10) {
          private boolean closed;

          @Override
          public void close() throws IOException {
            if (!closed) {
              closed = true;
              super.close();
              inf.end();
            }
          }
        };
    try {
      return header(data);
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static Opened header(InputStream data) throws IOException {
    StringBuilder header = new StringBuilder();
    try {
      for (int c = data.read(); c != 0; c = data.read()) {
        if (c < 0 || header.length() > 32) {
          throw new CorruptObjectException("it doesn't start as an object");
        }
        header.append((char) c);
      }
    } catch (ZipException e) {
      throw new CorruptObjectException("its compressed data is damaged");
    } catch (java.io.EOFException e) {
      throw CorruptObjectException.truncated("its data ends early");
    }
    int space = header.indexOf(" ");
    int type =
        switch (space < 0 ? "" : header.substring(0, space)) {
          case "commit" -> EntryHeader.COMMIT;
          case "tree" -> EntryHeader.TREE;
          case "blob" -> EntryHeader.BLOB;
          case "tag" -> EntryHeader.TAG;
          default -> throw new CorruptObjectException("it doesn't start as an object");
        };
    try {
      long size = Long.parseLong(header.substring(space + 1));
      if (size >= 0) {
        return new Opened(type, size, new Checked(data, size));
      }
    } catch (NumberFormatException e) {
      // below
    }
    throw new CorruptObjectException("its size is no number");
  }

  /** How problems name an object: as the file it stands in. */
  static String problemPath(String id) {
    return "objects/" + id.substring(0, 2) + "/" + id.substring(2);
  }

  /**
   * An open object.
   *
   * @param size as it claims
   * @param data its bytes, whose number is checked at the end
   */
  record Opened(int type, long size, InputStream data) implements Closeable {
    /** The bytes, of an object whose size the caller has found small enough. */
    byte[] bytes() throws IOException {
      byte[] bytes = data.readNBytes((int) size);
      if (bytes.length < size || data.read() >= 0) {
        throw CorruptObjectException.truncated("its data ends early");
      }
      return bytes;
    }

    @Override
    public void close() throws IOException {
      data.close();
    }
  }

  /** Turns what inflating says of damage into our exception, and checks the length. */
  private static final class Checked extends InputStream {
    private final InputStream in;
    private long left;

    Checked(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int count) throws IOException {
      int n;
      try {
        n = in.read(to, offset, count);
      } catch (ZipException e) {
        throw new CorruptObjectException("its compressed data is damaged");
      } catch (java.io.EOFException e) {
        throw CorruptObjectException.truncated("its data ends early");
      }
      left -= Math.max(0, n);
      if (left < 0) {
        throw new CorruptObjectException("it is longer than it says");
      }
      if (n < 0 && left > 0) {
        throw CorruptObjectException.truncated("it is shorter than it says");
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
