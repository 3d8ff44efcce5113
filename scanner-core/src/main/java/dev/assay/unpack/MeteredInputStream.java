package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * An entry's unpacked bytes, each charged to the budget before the reader sees it. Whatever goes
 * wrong below, in a decoder too, comes out as a {@link ContentException}.
 */
final class MeteredInputStream extends FilterInputStream {

  private final ContainerMeter meter;
  private final Charge charge;
  private long position;

  /** What was charged for one entry, so that reading it twice is charged once. */
  static final class Charge {
    private long charged;
  }

  MeteredInputStream(InputStream in, ContainerMeter meter, Charge charge) {
    super(in);
    this.meter = meter;
    this.charge = charge;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (ContentException e) {
      throw e;
    } catch (EOFException e) {
      throw wrapped(Problem.Kind.TRUNCATED, "its data ends too early", e);
    } catch (IOException e) {
      throw wrapped(Problem.Kind.CORRUPT, "its data can't be unpacked", e);
    } catch (RuntimeException e) {
      // Decoders that are not ours answer some corrupt inputs so.
      throw wrapped(Problem.Kind.CORRUPT, "its data can't be unpacked", e);
    }
    if (count > 0) {
      position += count;
      if (position > charge.charged) {
        long more = position - charge.charged;
        charge.charged = position;
        meter.takeBytes(more);
      }
    }
    return count;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] scratch = new byte[(int) Math.min(Math.max(wanted, 0), 1 << 13)];
    long left = wanted;
    while (left > 0) {
      int count = read(scratch, 0, (int) Math.min(left, scratch.length));
      if (count < 0) {
        break;
      }
      left -= count;
    }
    return wanted - Math.max(left, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** The decoder's own message is left out: it may quote what it read. */
  private ContentException wrapped(Problem.Kind kind, String what, Exception cause) {
    ContentException e =
        new ContentException(
            kind,
            what
                + " after "
                + String.format(Locale.ROOT, "%,d", position)
                + " bytes; the rest was not scanned");
    e.initCause(cause);
    return e;
  }
}
