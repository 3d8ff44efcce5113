package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file of an archive or folder that may be a container image; can be read again and again. */
final class ImageFile {

  /** A document of an image that is larger is none, bytes. */
  static final int MOST_DOCUMENT = 4 << 20;

  private final String name;
  private final long size;
  private final ArtifactFile.Mode mode;
  private final EntryContent.@Nullable Opener opener;
  private final String target;

  /** Whether an image is known to consist of it. */
  private boolean named;

  /** Whether it was scanned, or will be. */
  private boolean taken;

  private ImageFile(
      String name,
      long size,
      ArtifactFile.Mode mode,
      EntryContent.@Nullable Opener opener,
      String target) {
    this.name = name;
    this.size = size;
    this.mode = mode;
    this.opener = opener;
    this.target = target;
  }

  /** A file; {@code opener} is asked more than once. */
  static ImageFile file(
      String name, long size, ArtifactFile.Mode mode, EntryContent.Opener opener) {
    return new ImageFile(name, size, mode, opener, "");
  }

  /** Another name of the file at {@code target}, relative to the root. */
  static ImageFile link(String name, String target) {
    return new ImageFile(name, 0, ArtifactFile.Mode.UNSAID, null, target);
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /** Whether it may be run. */
  ArtifactFile.Mode mode() {
    return mode;
  }

  /** Where it leads; empty if it is no link. */
  String target() {
    return target;
  }

  boolean isLink() {
    return opener == null;
  }

  InputStream open() throws IOException {
    if (opener == null) {
      throw new IOException("a link has no bytes");
    }
    return opener.open();
  }

  /**
   * All its bytes.
   *
   * @throws ContentException if there are more than a document has
   */
  byte[] document() throws IOException {
    byte[] bytes;
    try (InputStream in = open()) {
      bytes = in.readNBytes(MOST_DOCUMENT + 1);
    }
    if (bytes.length > MOST_DOCUMENT) {
      throw new ContentException(
          Problem.Kind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "it has more than the %,d bytes up to which it is read as a document of an image; it"
                  + " was scanned as any other file",
              MOST_DOCUMENT));
    }
    return bytes;
  }

  /** An image consists of it, among others. */
  void markNamed() {
    named = true;
  }

  boolean named() {
    return named;
  }

  /** Its bytes need not be scanned any more. */
  void take() {
    taken = true;
  }

  boolean taken() {
    return taken;
  }
}
