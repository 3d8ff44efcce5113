package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;

/**
 * Pushes what is gathered from a compiled file. It is no entry and costs none: there is no more of
 * it than a few times the file.
 */
final class Views {

  /** The name of the constants of a class or module. */
  static final String CONSTANTS = "[constants]";

  /** The name of a program's literals that stand side by side. */
  static final String LITERALS = "[strings]";

  /** The name of a program's strings in UTF-16. */
  static final String WIDE = "[UTF-16 strings]";

  /** A file that is read as a whole has no more bytes. */
  static final int LARGEST = 16 << 20;

  private Views() {}

  /**
   * All bytes of {@code content}.
   *
   * @throws ContentException if there are more than {@link #LARGEST}
   */
  static ByteSlice whole(Content content) throws IOException {
    ByteSlice there = content.inMemory();
    if (there == null) {
      try (InputStream in = content.open()) {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        there = new ByteSlice(bytes, 0, bytes.length);
      }
    }
    if (there.length() > LARGEST) {
      throw new ContentException(
          Problem.Kind.TOO_LARGE,
          "it is too large to look for the names of its constants; its bytes were scanned as they"
              + " are");
    }
    return there;
  }

  /** Scans {@code text}, gathered from {@code of}, if there is any. */
  static void push(Content of, String name, byte[] text, ContentSink sink) {
    if (text.length > 0) {
      sink.accept(new BytesContent(new Provenance.View(of.provenance(), name), text));
    }
  }

  /** Scans what {@code opener} gives each time, gathered from {@code of}. */
  static void push(Content of, String name, EntryContent.Opener opener, ContentSink sink) {
    Provenance place = new Provenance.View(of.provenance(), name);
    sink.accept(
        new Content() {
          @Override
          public Provenance provenance() {
            return place;
          }

          @Override
          public long size() {
            return -1;
          }

          @Override
          public InputStream open() throws IOException {
            return opener.open();
          }

          @Override
          public long heldMemory() {
            return of.heldMemory();
          }
        });
  }
}
