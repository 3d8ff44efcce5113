package dev.assay.source.git;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads loose objects, which is where {@code git add} leaves what it stages: a file each, deflated,
 * with {@code TYPE SIZE NUL} before the content. Thread-safe.
 */
final class LooseObjects {

  private static final int MAX_HEADER = 32;

  private final List<Path> directories;

  LooseObjects(List<Path> directories) {
    this.directories = directories;
  }

  /**
   * The object {@code id}, whose stream the caller closes; null if it isn't loose.
   *
   * @throws IOException if it can't be read or is corrupt
   */
  @Nullable GitObject open(String id) throws IOException {
    String folder = id.substring(0, 2);
    String name = id.substring(2);
    for (Path directory : directories) {
      File file = directory.resolve(folder).resolve(name).toFile();
      InputStream in;
      try {
        in = new FileInputStream(file); // without channels, whose classes take a hook's time
      } catch (FileNotFoundException e) {
        if (file.exists()) {
          throw e;
        }
        continue;
      }
      try {
        return object(new Inflating(in));
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    }
    return null;
  }

  /** Whether there is a file for {@code id}, whatever is in it. */
  boolean exists(String id) {
    for (Path directory : directories) {
      if (Files.exists(directory.resolve(id.substring(0, 2)).resolve(id.substring(2)))) {
        return true;
      }
    }
    return false;
  }

  private static GitObject object(Inflating in) throws IOException {
    StringBuilder header = new StringBuilder(MAX_HEADER);
    int space = 0;
    int c;
    while ((c = in.read()) != 0) {
      if (c < 0 || header.length() == MAX_HEADER) {
        throw new IOException("the loose object has no header");
      }
      if (c == ' ') {
        space = header.length();
      }
      header.append((char) c);
    }
    long size;
    try {
      size = Long.parseLong(header, space + 1, header.length(), 10);
    } catch (NumberFormatException e) {
      throw new IOException("the loose object has a broken header", e);
    }
    return new GitObject(header.substring(0, space), size, new Exact(in, size));
  }

  /** Ends its inflater when closed. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in) {
      super(new BufferedInputStream(in), new Inflater(), 1 << 13);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  /** Exactly as many bytes as the header says. */
  private static final class Exact extends InputStream {
    private final InputStream in;
    private long left;

    Exact(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        if (in.read() >= 0) {
          throw new IOException("the loose object is longer than its header says");
        }
        return -1;
      }
      int n = in.read(bytes, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new IOException("the loose object is cut short");
      }
      left -= n;
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
