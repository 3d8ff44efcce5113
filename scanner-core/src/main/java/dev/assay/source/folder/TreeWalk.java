package dev.assay.source.folder;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks one folder. One thread lists, in batches that any worker reads: listing is a tenth of the
 * work. Keeps no more than the folders that are still to be listed.
 */
final class TreeWalk {
  private static final int BATCH_FILES = 64;
  private static final long BATCH_BYTES = 1 << 20;

  /** Characters from which on a path may soon be too long for the system. */
  private static final int LONG_PATH = 1000;

  private final ContentSink sink;
  private final Ignoring ignoring;
  private final Path root;

  /** What stands in {@link #root} and is never entered; null if there is nothing such. */
  private final @Nullable Path ownGit;

  private final ArrayDeque<Folder> folders = new ArrayDeque<>();
  private List<Content> batch = new ArrayList<>();
  private long batchBytes;
  private final WalkTally tally;

  /**
   * @param ownGit never entered; null if there is nothing such
   */
  TreeWalk(Path root, @Nullable Path ownGit, Ignoring ignoring, ContentSink sink) {
    this.root = root;
    this.ownGit = ownGit;
    this.ignoring = ignoring;
    this.sink = sink;
    tally = new WalkTally(sink);
  }

  /**
   * A folder that is to be listed.
   *
   * @param path logical, empty or ending in {@code /}
   */
  private record Folder(Path directory, String path, Ignoring.Scope scope, boolean trackedOnly) {}

  /**
   * Pushes everything below the root.
   *
   * @param path the root's own logical path, empty or ending in {@code /}
   * @param scope patterns of the folders above
   */
  void walk(String path, Ignoring.Scope scope) {
    folders.push(new Folder(root, path, scope, false));
    while (!folders.isEmpty() && !sink.stopped()) {
      Folder folder = folders.pop();
      if (folder.path().length() <= LONG_PATH || !walkDeep(folder)) {
        list(folder);
      }
    }
    flush();
    tally.tell();
  }

  private boolean walkDeep(Folder folder) {
    return new DeepWalk(sink, ignoring, tally)
        .walk(folder.directory(), folder.path(), folder.scope(), folder.trackedOnly());
  }

  private void list(Folder folder) {
    List<Path> entries = new ArrayList<>();
    boolean git = false;
    boolean assay = false;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.directory())) {
      for (Path entry : stream) {
        entries.add(entry);
        git |= entry.endsWith(Ignoring.GIT_IGNORE);
        assay |= entry.endsWith(Ignoring.ASSAY_IGNORE);
      }
    } catch (DirectoryIteratorException e) {
      tally.unreadable(folder.path(), Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      tally.unreadable(folder.path(), e);
    }
    Ignoring.Scope scope =
        ignoring.enter(folder.scope(), folder.directory(), folder.path(), git, assay);
    OciLayout layout = layout(folder, scope, entries);
    for (Path entry : entries) {
      if (sink.stopped()) {
        return;
      }
      if (layout != null && layout.holds(entry)) {
        continue;
      }
      String path = folder.path() + PathNames.name(entry);
      try {
        if (layout != null && layout.is(entry)) {
          sink.count(Coverage.Unit.FILES, layout.count() - 1);
          sink.count(Coverage.Unit.BYTES, layout.bytes() - layout.content().size());
          add(layout.content(), layout.bytes());
        } else {
          entry(folder, scope, entry, path);
        }
      } catch (IOException e) {
        tally.unreadable(path, e);
      }
    }
  }

  /** The image that the folder is, if it is one of which nothing is left out; else null. */
  private @Nullable OciLayout layout(Folder folder, Ignoring.Scope scope, List<Path> entries) {
    if (!OciLayout.named(entries) || folder.trackedOnly()) {
      return null;
    }
    for (Path entry : entries) {
      String path = folder.path() + PathNames.name(entry);
      if (ignoring.folder(scope, path, false) != Ignoring.Verdict.SCAN
          || ignoring.file(scope, path, false) != Ignoring.Verdict.SCAN) {
        return null;
      }
    }
    return OciLayout.of(folder.directory(), folder.path());
  }

  private void entry(Folder folder, Ignoring.Scope scope, Path entry, String path)
      throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      if (entry.equals(ownGit)) {
        return;
      }
      Ignoring.Verdict verdict = ignoring.folder(scope, path, folder.trackedOnly());
      if (verdict == Ignoring.Verdict.LEAVE_OUT) {
        tally.leftOutFolder();
      } else {
        folders.push(
            new Folder(entry, path + "/", scope, verdict == Ignoring.Verdict.TRACKED_ONLY));
      }
      return;
    }
    if (entry.equals(ownGit)) {
      return;
    }
    if (ignoring.file(scope, path, folder.trackedOnly()) == Ignoring.Verdict.LEAVE_OUT) {
      tally.leftOutFile();
    } else if (attributes.isRegularFile()) {
      add(new FileContent(new Provenance.File(path), entry, attributes.size()), attributes.size());
    } else if (attributes.isSymbolicLink()) {
      link(entry, path);
    } else {
      tally.special();
    }
  }

  /** What a link says is content of its own; what it leads to is scanned where it stands. */
  private void link(Path entry, String path) throws IOException {
    Path target = Files.readSymbolicLink(entry);
    Path parent = entry.getParent();
    if (parent == null || !parent.resolve(target).normalize().startsWith(root)) {
      tally.leadsOut();
    }
    byte[] text = target.toString().getBytes(StandardCharsets.UTF_8);
    add(new LinkContent(new Provenance.File(path), text), text.length);
  }

  private void add(Content content, long size) {
    batch.add(content);
    batchBytes += size;
    if (batch.size() >= BATCH_FILES || batchBytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<Content> contents = batch;
    batch = new ArrayList<>(BATCH_FILES);
    batchBytes = 0;
    sink.count(Coverage.Unit.FILES, contents.size());
    sink.fork(
        () -> {
          for (Content content : contents) {
            sink.accept(content);
          }
        });
  }
}
