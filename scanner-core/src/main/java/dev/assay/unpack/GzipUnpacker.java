package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * gzip (RFC 1952): one content, all members of the file in a row. Its name is the file's without
 * {@code .gz}, which is what gunzip would make; the name in the header counts where the file's has
 * no such ending. What stands in headers and after the last member is scanned as well.
 */
final class GzipUnpacker implements Unpacker {

  @Override
  public String format() {
    return "gzip";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() >= 10
        && GzipStream.startsMember(head.array(), head.offset(), head.offset() + head.length());
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    new Run(container, meter, sink).go();
  }

  /** One file. The stream that was opened last is the one that is being read. */
  private static final class Run {
    private final Content container;
    private final Unpacking unpacking;
    private final GzipStream first;
    private GzipStream current;
    private boolean firstGiven;

    Run(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
      this.container = container;
      this.first = new GzipStream(container.open());
      this.current = first;
      this.unpacking = new Unpacking(container, meter, () -> current.packed(), sink);
    }

    void go() throws IOException {
      try (first) {
        unpacking.takeEntry();
        byte[] inHeader = first.readFirstHeader();
        String name = CompressedNames.unpacked(container.provenance().innerPath(), inHeader);
        unpacking.pushLayer(name, -1, this::open);
        byte[] headers = current.headers();
        if (headers.length > 0) {
          unpacking.pushNote("[gzip header]", headers);
        }
        if (current.headersCut()) {
          unpacking.problem(
              Problem.Kind.TOO_LARGE,
              "[gzip header]",
              String.format(
                  Locale.ROOT,
                  "headers hold more than %,d bytes; the rest of them was not scanned",
                  GzipStream.HEADERS_LIMIT));
        }
        long rest = current.restAt();
        if (rest >= 0) {
          unpacking.pushAside("data that is not gzip", rest, -1, () -> openRest(rest));
        }
      } finally {
        unpacking.finish();
      }
    }

    private InputStream open() throws IOException {
      if (!firstGiven) {
        firstGiven = true;
        return new FilterInputStream(first) {
          @Override
          public void close() {
            // What follows the last member is still to be read.
          }
        };
      }
      // From the start again: whether that can be done is the container's matter.
      GzipStream again = new GzipStream(container.open());
      current = again;
      return again;
    }

    private InputStream openRest(long from) throws IOException {
      if (first.restAt() == from && first.packed() == from) {
        return first.rest();
      }
      InputStream in = container.open();
      try {
        in.skipNBytes(from);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
  }
}
