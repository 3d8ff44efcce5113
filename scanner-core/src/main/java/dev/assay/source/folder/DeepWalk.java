package dev.assay.source.folder;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks folders whose paths are longer than the system takes (4,096 bytes on Linux), from folder to
 * folder by their names alone. Holds one of them open at a time, so no depth is too deep. Ignore
 * files down there count for nothing, those above do.
 */
final class DeepWalk {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final ContentSink sink;
  private final Ignoring ignoring;
  private final WalkTally tally;
  private final Deque<Level> levels = new ArrayDeque<>();

  DeepWalk(ContentSink sink, Ignoring ignoring, WalkTally tally) {
    this.sink = sink;
    this.ignoring = ignoring;
    this.tally = tally;
  }

  /**
   * A folder on the way down to the current one, or that one.
   *
   * @param key tells it from any other that might have taken its place
   * @param below names of folders that are still to be walked
   */
  private record Level(
      String path, boolean trackedOnly, @Nullable Object key, Deque<Subfolder> below) {}

  private record Subfolder(Path name, boolean trackedOnly) {}

  /**
   * Pushes everything below {@code directory}, which itself can still be opened by its path.
   *
   * @return false, and nothing is done, where the system can't walk like this
   */
  @SuppressWarnings("StreamResourceLeak") // closed at the end, or when the next one is open
  boolean walk(Path directory, String path, Ignoring.Scope scope, boolean trackedOnly) {
    DirectoryStream<Path> opened;
    try {
      opened = Files.newDirectoryStream(directory);
    } catch (IOException e) {
      tally.unreadable(path, e);
      return true;
    }
    if (!(opened instanceof SecureDirectoryStream<Path> current)) {
      close(opened);
      return false;
    }
    try {
      list(current, path, scope, trackedOnly);
      while (!levels.isEmpty() && !sink.stopped()) {
        Level here = levels.element();
        Subfolder next = here.below().poll();
        if (next != null) {
          current = down(current, here, next, scope);
        } else {
          levels.pop();
          if (!levels.isEmpty()) {
            current = up(current, levels.element());
          }
        }
      }
    } catch (IOException e) {
      tally.unreadable(path, e);
    } finally {
      close(current);
    }
    return true;
  }

  private SecureDirectoryStream<Path> down(
      SecureDirectoryStream<Path> current, Level here, Subfolder next, Ignoring.Scope scope) {
    String path = here.path() + PathNames.name(next.name()) + "/";
    SecureDirectoryStream<Path> below;
    try {
      below = current.newDirectoryStream(next.name(), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      tally.unreadable(path, e);
      return current;
    }
    close(current);
    list(below, path, scope, next.trackedOnly());
    return below;
  }

  private SecureDirectoryStream<Path> up(SecureDirectoryStream<Path> current, Level target)
      throws IOException {
    SecureDirectoryStream<Path> above =
        current.newDirectoryStream(Path.of(".."), LinkOption.NOFOLLOW_LINKS);
    close(current);
    if (!Objects.equals(key(above), target.key())) {
      close(above);
      throw new FileSystemException(
          target.path(), null, "folders were moved while they were walked");
    }
    return above;
  }

  private static @Nullable Object key(SecureDirectoryStream<Path> stream) throws IOException {
    return stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
  }

  private void list(
      SecureDirectoryStream<Path> stream, String path, Ignoring.Scope scope, boolean trackedOnly) {
    Deque<Subfolder> below = new ArrayDeque<>();
    Object key = null;
    try {
      key = key(stream);
      List<Path> names = new ArrayList<>();
      for (Path entry : stream) {
        names.add(Objects.requireNonNull(entry.getFileName()));
      }
      for (Path name : names) {
        String full = path + PathNames.name(name);
        try {
          entry(stream, name, full, scope, trackedOnly, below);
        } catch (IOException e) {
          tally.unreadable(full, e);
        }
      }
    } catch (DirectoryIteratorException e) {
      tally.unreadable(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      tally.unreadable(path, e);
    }
    levels.push(new Level(path, trackedOnly, key, below));
  }

  private void entry(
      SecureDirectoryStream<Path> stream,
      Path name,
      String path,
      Ignoring.Scope scope,
      boolean trackedOnly,
      Deque<Subfolder> below)
      throws IOException {
    BasicFileAttributes attributes =
        stream
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (attributes.isDirectory()) {
      Ignoring.Verdict verdict = ignoring.folder(scope, path, trackedOnly);
      if (verdict == Ignoring.Verdict.LEAVE_OUT) {
        tally.leftOutFolder();
      } else {
        below.add(new Subfolder(name, verdict == Ignoring.Verdict.TRACKED_ONLY));
      }
    } else if (ignoring.file(scope, path, trackedOnly) == Ignoring.Verdict.LEAVE_OUT) {
      tally.leftOutFile();
    } else if (attributes.isRegularFile()) {
      sink.count(Coverage.Unit.FILES, 1);
      sink.accept(new NamedContent(new Provenance.File(path), stream, name, attributes.size()));
    } else if (attributes.isSymbolicLink()) {
      // What it says can only be read by a path that is too long.
      tally.leadsOut();
      tally.unreadable(
          path, new FileSystemException(path, null, "a link whose path is too long to read"));
    } else {
      tally.special();
    }
  }

  private static void close(DirectoryStream<Path> stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It was only read from.
      return;
    }
  }

  /** A file of the folder that is open. */
  private record NamedContent(
      Provenance provenance, SecureDirectoryStream<Path> folder, Path name, long size)
      implements Content {
    @Override
    public InputStream open() throws IOException {
      return Channels.newInputStream(seekable());
    }

    @Override
    public SeekableByteChannel seekable() throws IOException {
      return folder.newByteChannel(name, READ);
    }
  }
}
