package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the entries of a tar that may be a container image, instead of scanning them, until it is
 * known to be none: then they are scanned, and so is what follows. The archive can be read at any
 * place.
 */
final class ImageListing implements TarWalk.Taker {

  /** Entries of an archive that is an image, which has few, at most. */
  static final int MOST_FILES = 50_000;

  /** Entries with other names than images have, at most. */
  private static final int MOST_OTHERS = 64;

  private final Unpacking unpacking;
  private final TarWalk.Taker scanning;

  /** Null once it is known that there is no image. */
  private @Nullable ImageFiles files = new ImageFiles();

  private int others;

  ImageListing(Unpacking unpacking) {
    this.unpacking = unpacking;
    scanning = new TarWalk.Pushing(unpacking);
  }

  @Override
  public void file(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener data)
      throws IOException {
    if (files == null) {
      scanning.file(name, size, mode, data);
    } else {
      add(ImageFile.file(name, size, mode, data));
    }
  }

  @Override
  public void link(String name, byte[] target, boolean symbolic) throws IOException {
    scanning.link(name, target, symbolic);
    if (files != null) {
      String leads =
          symbolic ? ImageFiles.resolved(name, target) : EntryNames.display(target, false);
      add(ImageFile.link(name, ImageNames.plain(leads)));
    }
  }

  private void add(ImageFile file) {
    ImageFiles list = files;
    if (list != null) {
      list.add(file);
      others += ImageNames.plausible(file.name()) ? 0 : 1;
      if (others > MOST_OTHERS || list.all().size() > MOST_FILES) {
        scan();
      }
    }
  }

  /** What was listed; null if it is no image. */
  @Nullable ImageFiles files() {
    return files;
  }

  /** All that was listed is scanned. */
  void done() {
    files = null;
  }

  /** Scans what was listed and not taken since; further entries are not listed. */
  void scan() {
    ImageFiles list = files;
    files = null;
    if (list != null) {
      scan(list.all(), unpacking);
    }
  }

  /** Scans those of {@code files} that nobody took. */
  static void scan(List<ImageFile> files, Unpacking unpacking) {
    for (ImageFile file : files) {
      if (unpacking.stopped()) {
        return;
      }
      if (!file.isLink() && !file.taken()) {
        unpacking.push(file.name(), file.size(), file.mode(), file::open);
      }
    }
  }
}
