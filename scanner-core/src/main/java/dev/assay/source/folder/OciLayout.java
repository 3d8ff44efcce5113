package dev.assay.source.folder;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.FileTree;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a container image (OCI image specification, "Image Layout": {@code oci-layout},
 * {@code index.json}, {@code blobs/algorithm/digest}): its files are scanned together, for which
 * the first of them stands.
 */
final class OciLayout implements FileTree {

  private static final String MARK = "oci-layout";
  private static final String INDEX = "index.json";
  private static final String BLOBS = "blobs";

  /** A folder with more files is walked as any other. */
  private static final int MOST_FILES = 50_000;

  private final Path folder;
  private final String root;
  private final List<Content> files = new ArrayList<>();
  private long bytes;

  private OciLayout(Path folder, String root) {
    this.folder = folder;
    this.root = root;
  }

  /** Whether the names in a folder are those of a layout. */
  static boolean named(List<Path> entries) {
    int found = 0;
    for (Path entry : entries) {
      found += entry.endsWith(MARK) || entry.endsWith(INDEX) || entry.endsWith(BLOBS) ? 1 : 0;
    }
    return found == 3;
  }

  /**
   * The layout in {@code folder}; null if there is anything in it that doesn't belong there, links
   * for example: then it is walked as any other folder.
   *
   * @param root its logical path, empty or ending in {@code /}
   */
  static @Nullable OciLayout of(Path folder, String root) {
    OciLayout layout = new OciLayout(folder, root);
    try {
      return layout.file(folder.resolve(MARK), root + MARK)
              && layout.file(folder.resolve(INDEX), root + INDEX)
              && layout.blobs()
          ? layout
          : null;
    } catch (IOException | DirectoryIteratorException e) {
      return null;
    }
  }

  private boolean blobs() throws IOException {
    try (DirectoryStream<Path> algorithms = Files.newDirectoryStream(folder.resolve(BLOBS))) {
      for (Path algorithm : algorithms) {
        if (!attributes(algorithm).isDirectory()) {
          return false;
        }
        String path = root + BLOBS + "/" + PathNames.name(algorithm) + "/";
        try (DirectoryStream<Path> blobs = Files.newDirectoryStream(algorithm)) {
          for (Path blob : blobs) {
            if (!file(blob, path + PathNames.name(blob))) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  private boolean file(Path file, String path) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    bytes += attributes.size();
    files.add(new FileContent(new Provenance.File(path), file, attributes.size()));
    return attributes.isRegularFile() && files.size() <= MOST_FILES;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether {@code entry} of the folder is scanned with the first file. */
  boolean holds(Path entry) {
    return entry.equals(folder.resolve(INDEX)) || entry.equals(folder.resolve(BLOBS));
  }

  /** Whether {@code entry} is the file that stands for all. */
  boolean is(Path entry) {
    return entry.equals(folder.resolve(MARK));
  }

  /** Files that there are. */
  int count() {
    return files.size();
  }

  /** Bytes of all of them. */
  long bytes() {
    return bytes;
  }

  /** What is scanned for all of them. */
  Content content() {
    return new Standing(files.get(0), this);
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public List<Content> files() {
    return List.copyOf(files);
  }

  private record Standing(Content file, @Override FileTree tree) implements Content {

    @Override
    public Provenance provenance() {
      return file.provenance();
    }

    @Override
    public ArtifactFile.Mode mode() {
      return file.mode();
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public InputStream open() throws IOException {
      return file.open();
    }

    @Override
    public @Nullable SeekableByteChannel seekable() throws IOException {
      return file.seekable();
    }
  }
}
