package dev.assay.engine;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the sources that source maps hold into a folder, as an outsider would get them: each map's
 * into a part of its own while workers scan, and in the end, in the order of the maps' places, into
 * its final folder. So the files are the same whatever the number of threads. Thread-safe.
 */
final class Extraction {

  /** Tells which file was written for which source. */
  static final String INDEX = "sources.tsv";

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path folder;
  private final String shown;
  private final boolean made;
  private final List<ExtractedMap> maps = new ArrayList<>();
  private int opened;
  private long failures;
  private @Nullable String firstFailure;

  private Extraction(Path folder, String shown, boolean made) {
    this.folder = folder;
    this.shown = shown;
    this.made = made;
  }

  /**
   * Gets {@code folder} ready.
   *
   * @throws UsageException if it holds anything, is no folder, can't be made, or lies in what is
   *     scanned
   */
  static Extraction into(Path folder, List<ScanTarget> targets) {
    String shown = folder.toString();
    String option = "'--extract-sources " + shown + "'";
    boolean made = false;
    try {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw new UsageException(option + ": that is no folder; name one that isn't there yet.");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
          if (entries.iterator().hasNext()) {
            throw new UsageException(
                option + ": that folder isn't empty; name one that isn't there yet.");
          }
        }
      } else {
        made = true;
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
          throw new UsageException(option + ": there is no folder to make it in.");
        }
      }
      checkApart(folder, option, targets);
      if (made) {
        makeFolder(folder);
      }
      return new Extraction(folder.toRealPath(), shown, made);
    } catch (IOException e) {
      throw new UsageException(option + ": it can't be written (" + e.getMessage() + ").", e);
    }
  }

  /** What is written must not be scanned again. */
  private static void checkApart(Path folder, String option, List<ScanTarget> targets)
      throws IOException {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    Path real =
        Files.exists(folder)
            ? folder.toRealPath()
            : parent == null ? folder : parent.toRealPath().resolve(folder.getFileName());
    for (ScanTarget target : targets) {
      if (target instanceof ScanTarget.Tree tree && holds(tree.path(), real)) {
        throw new UsageException(
            option
                + ": it lies in what is scanned, '"
                + tree.path()
                + "'; name a folder outside of it.");
      }
    }
  }

  private static boolean holds(String scanned, Path folder) throws IOException {
    try {
      Path path = Path.of(scanned);
      return Files.isDirectory(path) && folder.startsWith(path.toRealPath());
    } catch (InvalidPathException e) {
      return false; // the source says so
    }
  }

  /** Makes a folder that only its owner can enter; never one that is there. */
  static void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder, only("rwx------"));
  }

  /** A file that only its owner can read; never one that is there. */
  static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(Files.newByteChannel(file, NEW, only("rw-------")));
  }

  private static FileAttribute<?>[] only(String permissions) {
    if (!POSIX) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = EnumSet.copyOf(PosixFilePermissions.fromString(permissions));
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  /** Takes what is in the map at {@code place}, and passes all on to {@code next}. */
  synchronized ExtractedMap map(Provenance place, ContentSink next) {
    return new ExtractedMap(this, place.path(), folder, opened++, next);
  }

  /** A map of which something was written is done. */
  synchronized void add(ExtractedMap map) {
    maps.add(map);
  }

  /** Something could not be written. */
  synchronized void failed(String what, Exception e) {
    failures++;
    if (firstFailure == null) {
      firstFailure = what + ": " + e.getClass().getSimpleName() + " " + e.getMessage();
    }
  }

  /** Puts everything in its place once no map is open any more, and says what was written. */
  synchronized void finish(Collected out) {
    maps.sort(Comparator.comparing(ExtractedMap::place).thenComparing(ExtractedMap::sources));
    long files = 0;
    long lines = 0;
    try {
      if (maps.isEmpty()) {
        if (made) {
          Files.delete(folder);
        }
      } else {
        settle();
      }
      for (ExtractedMap map : maps) {
        files += map.files();
        lines += map.lines();
      }
    } catch (IOException | UncheckedIOException e) {
      failed("moving what was written", e);
    }
    if (failures > 0) {
      out.problems.add(
          new Problem(
              Problem.Kind.UNREADABLE,
              shown,
              String.format(
                  Locale.ROOT,
                  "%,d sources of source maps could not be written; the first: %s",
                  failures,
                  firstFailure)));
    }
    out.notices.add(
        files == 0
            ? "no source map holds the text of a source: --extract-sources wrote nothing"
            : String.format(
                Locale.ROOT,
                "--extract-sources wrote %,d file%s with %,d lines, which %s hold%s, to %s; %s there"
                    + " says which is which. They are as they were: what is secret in them stands"
                    + " there in full",
                files,
                files == 1 ? "" : "s",
                lines,
                maps.size() == 1 ? "1 source map" : maps.size() + " source maps",
                maps.size() == 1 ? "s" : "",
                shown,
                INDEX));
  }

  private void settle() throws IOException {
    NameKeys taken = new NameKeys();
    taken.add(INDEX);
    try (OutputStream index = create(folder.resolve(INDEX))) {
      index.write("file\tsource\tmap\tlines\tbytes\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < maps.size(); i++) {
        ExtractedMap map = maps.get(i);
        String name = "";
        if (maps.size() > 1) {
          List<String> parts = SafeNames.parts(map.place());
          String base = parts.get(parts.size() - 1);
          name = base;
          for (int n = 2; !taken.add(name); n++) {
            name = SafeNames.marked(base, Integer.toString(n));
          }
        }
        map.settle(folder, name, index);
      }
    }
  }
}
