package dev.assay.source;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Provenance;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Standard input to its end, as one content. The stream is the caller's and stays open. */
public final class StandardInputSource implements Source {
  private final InputStream in;

  /**
   * @param in read once, not closed
   */
  public StandardInputSource(InputStream in) {
    this.in = in;
  }

  @Override
  public void push(ContentSink sink) {
    sink.accept(new Input(in));
    sink.count(Coverage.Unit.FILES, 1);
  }

  private static final class Input implements Content {
    private final InputStream in;
    private boolean opened;

    Input(InputStream in) {
      this.in = in;
    }

    @Override
    public Provenance provenance() {
      return new Provenance.StandardInput();
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() throws IOException {
      if (opened) {
        throw new IOException(
            "standard input can't be read twice; save it to a file and scan that");
      }
      opened = true;
      return new FilterInputStream(in) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          return in.read(bytes, offset, length);
        }

        @Override
        public void close() {}
      };
    }
  }
}
