package dev.assay.decode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** A run as bytes, or as the text that these hold: wide, or compressed. */
abstract class RunDecoding implements Decoding {
  final EncodedRun run;

  RunDecoding(EncodedRun run) {
    this.run = run;
  }

  /**
   * Judges by its first bytes what a run holds.
   *
   * @param goesOn whether the run may be longer than what can be seen of it
   */
  static Decoding of(EncodedRun run, boolean goesOn) {
    EncodedRun head = run.again();
    byte[] first = new byte[32];
    int length = 0;
    for (int value = head.next(); value >= 0 && length < first.length; value = head.next()) {
      first[length++] = (byte) value;
    }
    Compression compression =
        length < 3
            ? Compression.NONE
            : Compression.of(first[0] & 0xFF, first[1] & 0xFF, first[2] & 0xFF);
    if (compression != Compression.NONE) {
      return new Packed(run, compression, goesOn);
    }
    TextEncoding encoding = TextEncoding.detect(first, 0, length & ~1);
    return encoding == TextEncoding.UTF_16LE || encoding == TextEncoding.UTF_16BE
        ? new Wide(run, encoding == TextEncoding.UTF_16BE)
        : new Plain(run);
  }

  @Override
  public int start() {
    return run.from;
  }

  @Override
  public int end() {
    return run.to;
  }

  @Override
  public boolean opaque() {
    return true;
  }

  @Override
  public String name(DecodedText target, int from, int to) {
    return run.name();
  }

  private static final class Plain extends RunDecoding {
    Plain(EncodedRun run) {
      super(run);
    }

    @Override
    public boolean fill(DecodedText target) {
      while (!target.full()) {
        int value = run.next();
        if (value < 0) {
          return false;
        }
        target.put(value, run.start, run.end);
      }
      return true;
    }
  }

  private static final class Wide extends RunDecoding {
    private final boolean bigEndian;

    Wide(EncodedRun run, boolean bigEndian) {
      super(run);
      this.bigEndian = bigEndian;
    }

    @Override
    public boolean fill(DecodedText target) {
      while (!target.full()) {
        int first = run.next();
        int start = run.start;
        int second = run.next();
        if (first < 0 || second < 0) {
          return false;
        }
        int unit = bigEndian ? first << 8 | second : second << 8 | first;
        target.putCodePoint(unit, start, run.end);
      }
      return true;
    }

    @Override
    public String name(DecodedText target, int from, int to) {
      return run.name() + " of UTF-16";
    }
  }

  /**
   * Compressed bytes. No part of the run stands for a part of the text, so all of it comes from the
   * whole run. A stream that breaks counts as far as it goes.
   */
  private static final class Packed extends RunDecoding {
    /** Unpacked to packed bytes at most, beyond {@link #ALWAYS}. */
    private static final int MOST_RATIO = 100;

    private static final long ALWAYS = 1 << 20;

    private final Compression compression;
    private final byte[] chunk = new byte[1 << 12];
    private final boolean goesOn;
    private final long most;
    private long given;
    private int held;
    private int next;
    private @Nullable InputStream in;
    private @Nullable String cut;

    Packed(EncodedRun run, Compression compression, boolean goesOn) {
      super(run);
      this.compression = compression;
      this.goesOn = goesOn;
      most = Math.max(ALWAYS, (long) MOST_RATIO * (run.to - run.from));
    }

    @Override
    public boolean fill(DecodedText target) {
      while (!target.full()) {
        if (next == held && !refill()) {
          return false;
        }
        target.put(chunk[next++], run.from, run.to);
      }
      return true;
    }

    private boolean refill() {
      if (given >= most) {
        cut =
            "compressed text in "
                + run.name()
                + " unpacks to more than "
                + MOST_RATIO
                + " times its size, and only the first "
                + most
                + " bytes of it were scanned";
        return false;
      }
      try {
        InputStream from = in;
        if (from == null) {
          InputStream packed = new RunStream(run);
          from =
              compression == Compression.GZIP
                  ? new GZIPInputStream(packed)
                  : new InflaterInputStream(packed);
          in = from;
        }
        next = 0;
        held = from.read(chunk);
      } catch (EOFException e) {
        held = -1;
        if (goesOn) {
          cut = "compressed text in " + run.name() + " is longer than what is decoded at once";
        }
      } catch (IOException e) {
        held = -1; // no compressed text after all, or a damaged one
      }
      if (held <= 0) {
        held = 0;
        return false;
      }
      given += held;
      return true;
    }

    @Override
    public void close() {
      InputStream open = in;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          throw new IllegalStateException(e); // there is nothing behind it that could fail
        }
      }
    }

    @Override
    public String name(DecodedText target, int from, int to) {
      return run.name() + " of " + (compression == Compression.GZIP ? "gzip" : "zlib");
    }

    @Override
    public @Nullable String cut() {
      return cut;
    }
  }

  /** The bytes of a run as a stream. */
  private static final class RunStream extends InputStream {
    private final EncodedRun run;

    RunStream(EncodedRun run) {
      this.run = run;
    }

    @Override
    public int read() {
      return run.next();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = 0;
      while (count < length) {
        int value = run.next();
        if (value < 0) {
          return count == 0 ? -1 : count;
        }
        target[offset + count++] = (byte) value;
      }
      return count;
    }
  }
}
