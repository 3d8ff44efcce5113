package dev.assay.source.git;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is staged: of each path that the index has otherwise than HEAD, the blob as it would be
 * committed, of which only the added lines count. In a merge, what came unchanged from a merged
 * commit is not staged anew.
 *
 * <p>A hook waits for this: one process of git is started, few classes are loaded on the way, and
 * what {@code git add} wrote is read without another process.
 */
public final class StagedSource implements Source {

  /** Blobs of one task. */
  private static final int GROUP = 64;

  private final Path path;
  private final String prefix;
  private final Map<String, String> environment;
  private @Nullable GitBackend backend;
  private @Nullable BlobPusher pusher;

  /**
   * A source of what is staged in one repository.
   *
   * @param path of the work tree, a folder in it or its git directory
   * @param prefix goes before all paths, to tell one repository of several from another
   * @param environment variables as git would see them
   */
  public StagedSource(String path, String prefix, Map<String, String> environment) {
    this.path = Path.of(path);
    this.prefix = prefix;
    this.environment = environment;
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    GitRepository repository = GitRepository.open(path, environment);
    GitBackend opened;
    try {
      opened = GitBackends.open(repository, true);
    } catch (GitBackends.Unsupported e) {
      sink.problem(
          new Problem(Problem.Kind.UNSUPPORTED, prefix + ".git", String.valueOf(e.getMessage())));
      return;
    }
    backend = opened;
    BlobPusher blobs =
        new BlobPusher(
            opened,
            new LooseObjects(repository.objectDirectories()),
            repository.partialClone(),
            prefix);
    pusher = blobs;
    push(blobs, opened.staged(), sink);
  }

  private static void push(BlobPusher blobs, GitBackend.Staged staged, ContentSink sink)
      throws IOException {
    List<BlobPusher.Item> items = new ArrayList<>(staged.changes().size());
    int gitlinks = 0;
    for (Change change : staged.changes()) {
      String id = change.id();
      if (change.gitlink()) {
        gitlinks++;
      } else if (id != null && !change.sameContent()) {
        items.add(blobs.item(change, id, null, staged));
      }
    }
    if (gitlinks > 0) {
      sink.notice(gitlinks + " submodule pointers changed; submodules were not followed");
    }
    if (staged.unmerged() > 0) {
      sink.notice(
          staged.unmerged()
              + " paths are in conflict: both sides were scanned, for nothing merged is staged");
    }
    if (items.size() <= GROUP) {
      blobs.push(items, sink);
      return;
    }
    for (int i = 0; i < items.size() && !sink.stopped(); i += GROUP) {
      List<BlobPusher.Item> group = items.subList(i, Math.min(i + GROUP, items.size()));
      sink.fork(() -> blobs.push(group, sink));
    }
  }

  @Override
  public void close() {
    if (pusher != null) {
      pusher.close();
    }
    if (backend != null) {
      backend.close();
    }
  }
}
