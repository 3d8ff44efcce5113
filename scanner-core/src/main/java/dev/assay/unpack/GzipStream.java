package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip (RFC 1952), all members in a row. Unlike the JDK's stream it tells padding from
 * trailing data, keeps what headers hold, knows where it is, and gives everything up to a fault.
 */
final class GzipStream extends InputStream {

  /** What headers hold beyond this is read over, bytes. */
  static final int HEADERS_LIMIT = 1 << 20;

  /** An extra field below this (block sizes of bgzip, for instance) can't hold a secret. */
  private static final int EXTRA_OF_INTEREST = 8;

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;
  private static final int RESERVED = 0xe0;

  private enum State {
    HEADER,
    BODY,
    END
  }

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 15];
  private int at;
  private int limit;

  /** Offset in the file of {@code buffer[0]}. */
  private long base;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final ByteArrayOutputStream headers = new ByteArrayOutputStream(0);
  private boolean headersCut;
  private byte[] name = new byte[0];
  private State state = State.HEADER;
  private long members;
  private @Nullable ContentException fault;
  private long restAt = -1;

  /** Reads {@code in}, and closes it. */
  GzipStream(InputStream in) {
    this.in = in;
  }

  /** Whether this is the start of a member, as far as three bytes and the flags can tell. */
  static boolean startsMember(byte[] bytes, int at, int end) {
    return end - at >= 4
        && bytes[at] == 0x1f
        && bytes[at + 1] == (byte) 0x8b
        && bytes[at + 2] == 8
        && (bytes[at + 3] & RESERVED) == 0;
  }

  /**
   * Reads the first member's header.
   *
   * @return the name in it, empty if it has none
   * @throws IOException if it isn't one, or ends in it
   */
  byte[] readFirstHeader() throws IOException {
    fill(4);
    if (!startsMember(buffer, at, limit)) {
      throw new ContentException(Problem.Kind.CORRUPT, "it has no gzip header");
    }
    readHeader();
    state = State.BODY;
    return name;
  }

  /** Compressed bytes that were used up so far. */
  long packed() {
    return base + at;
  }

  /** What the headers read so far hold besides the first name, a line each. */
  byte[] headers() {
    return headers.toByteArray();
  }

  /** Whether headers held more than {@link #HEADERS_LIMIT}. */
  boolean headersCut() {
    return headersCut;
  }

  /**
   * Offset in the file of the first byte that was not unpacked because it isn't gzip any more; -1
   * while there is none.
   */
  long restAt() {
    return restAt;
  }

  /** The bytes from {@link #restAt} on, as they are; ends this stream's own use. */
  InputStream rest() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return fill(1) ? buffer[at++] & 0xff : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (!fill(1)) {
          return -1;
        }
        int count = Math.min(length, limit - at);
        System.arraycopy(buffer, at, bytes, offset, count);
        at += count;
        return count;
      }
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      switch (state) {
        case HEADER -> nextMember();
        case BODY -> {
          int count = inflate(bytes, offset, length);
          if (count > 0) {
            return count;
          }
        }
        case END -> {
          if (fault != null) {
            throw fault;
          }
          return -1;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    state = State.END;
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      if (inflater.needsInput()) {
        if (!fill(1)) {
          state = State.END;
          fault = new ContentException(Problem.Kind.TRUNCATED, member("ends in its data"));
          return 0;
        }
        inflater.setInput(buffer, at, limit - at);
      }
      int count = inflater.inflate(bytes, offset, length);
      at = limit - inflater.getRemaining();
      crc.update(bytes, offset, count);
      if (inflater.finished()) {
        readTrailer();
        state = State.HEADER;
      } else if (inflater.needsDictionary()) {
        throw new DataFormatException();
      }
      return count;
    } catch (DataFormatException e) {
      at = limit - inflater.getRemaining();
      state = State.END;
      restAt = packed();
      fault = new ContentException(Problem.Kind.CORRUPT, member("can't be unpacked to its end"));
      return 0;
    }
  }

  private void readTrailer() throws IOException {
    if (!fill(8)) {
      note(Problem.Kind.TRUNCATED, "ends in its checksum");
      at = limit;
      return;
    }
    if (little(4) != (int) crc.getValue()) {
      note(Problem.Kind.CORRUPT, "doesn't have the checksum that it claims");
    }
    if (little(4) != (int) inflater.getBytesWritten()) {
      note(Problem.Kind.CORRUPT, "doesn't have the length that it claims");
    }
  }

  /** All was unpacked, so say it only when the reader has it all. The first fault counts. */
  private void note(Problem.Kind kind, String what) {
    if (fault == null) {
      fault = new ContentException(kind, member(what));
    }
  }

  private String member(String what) {
    return String.format(Locale.ROOT, "its gzip member %,d %s", members, what);
  }

  /** After a member: another one, padding with zeros to the end, or something else. */
  private void nextMember() throws IOException {
    fill(4);
    if (startsMember(buffer, at, limit)) {
      try {
        readHeader();
        state = State.BODY;
      } catch (EOFException e) {
        state = State.END;
        note(Problem.Kind.TRUNCATED, "ends in its header");
      }
      return;
    }
    while (fill(1)) {
      if (buffer[at] != 0) {
        restAt = packed();
        break;
      }
      at++;
    }
    state = State.END;
  }

  private void readHeader() throws IOException {
    members++;
    inflater.reset();
    crc.reset();
    at += 3;
    int flags = next();
    for (int i = 0; i < 6; i++) { // time, level, system
      next();
    }
    if ((flags & FEXTRA) != 0) {
      int length = next() | (next() << 8);
      for (int i = 0; i < length; i++) {
        keep(next(), length >= EXTRA_OF_INTEREST);
      }
      keep('\n', length >= EXTRA_OF_INTEREST);
    }
    if ((flags & FNAME) != 0) {
      if (members == 1) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int c = next(); c != 0; c = next()) {
          if (bytes.size() < 4 * EntryNames.LONGEST) {
            bytes.write(c);
          } else {
            keep(c, true);
          }
        }
        name = bytes.toByteArray();
      } else {
        keepString();
      }
    }
    if ((flags & FCOMMENT) != 0) {
      keepString();
    }
    if ((flags & FHCRC) != 0) {
      next();
      next();
    }
  }

  private void keepString() throws IOException {
    for (int c = next(); c != 0; c = next()) {
      keep(c, true);
    }
    keep('\n', true);
  }

  private void keep(int c, boolean wanted) {
    if (wanted) {
      if (headers.size() < HEADERS_LIMIT) {
        headers.write(c);
      } else {
        headersCut = true;
      }
    }
  }

  private int next() throws IOException {
    if (!fill(1)) {
      throw new EOFException("gzip header");
    }
    return buffer[at++] & 0xff;
  }

  private int little(int bytes) throws IOException {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= next() << (8 * i);
    }
    return value;
  }

  /** Makes {@code wanted} bytes available from {@code at} on; false if there are fewer. */
  private boolean fill(int wanted) throws IOException {
    if (limit - at >= wanted) {
      return true;
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
    while (limit < wanted) {
      int count = in.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        return false;
      }
      limit += count;
    }
    return true;
  }
}
