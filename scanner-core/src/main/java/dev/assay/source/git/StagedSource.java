package dev.assay.source.git;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.source.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
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
 * <p>Git is asked from the moment of construction, beside whatever the caller does until {@link
 * #push}. A hook waits for this: few classes are loaded on the way, and what {@code git add} wrote
 * is read without another process.
 */
public final class StagedSource implements Source {

  /** Blobs of one task. */
  private static final int GROUP = 64;

  private final String prefix;
  private final Lister lister;
  private @Nullable BlobPusher pusher;

  /**
   * @param path of the work tree, a folder in it or its git directory
   * @param prefix goes before all paths, to tell one repository of several from another
   * @param environment variables as git would see them
   */
  public StagedSource(String path, String prefix, Map<String, String> environment) {
    this.prefix = prefix;
    lister = new Lister(Path.of(path), environment);
    lister.start();
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    lister.await();
    GitBackend.Staged staged = lister.staged;
    GitBackend backend = lister.backend;
    if (staged == null || backend == null) {
      sink.problem(
          new Problem(
              Problem.Kind.UNSUPPORTED, prefix + ".git", String.valueOf(lister.unsupported)));
      return;
    }
    BlobPusher blobs = lister.pusher(backend, prefix);
    pusher = blobs;
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
  public void close() throws IOException {
    if (pusher != null) {
      pusher.close();
    }
    lister.close();
  }

  /** Finds the repository and lists what is staged, beside the thread that made it. */
  private static final class Lister extends Thread {
    private final Path path;
    private final Map<String, String> environment;
    private @Nullable GitRepository repository;
    private volatile @Nullable GitBackend backend;
    private GitBackend.@Nullable Staged staged;
    private @Nullable String unsupported;
    private @Nullable IOException failure;
    private @Nullable RuntimeException fault;

    Lister(Path path, Map<String, String> environment) {
      super("git-staged");
      this.path = path;
      this.environment = environment;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        GitRepository found = GitRepository.open(path, environment);
        repository = found;
        GitBackend opened = GitBackends.open(found, true);
        backend = opened;
        staged = opened.staged();
      } catch (GitBackends.Unsupported e) {
        unsupported = e.getMessage();
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException e) {
        fault = e;
      }
    }

    /** Waits for it; throws what it met. */
    void await() throws IOException {
      try {
        join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while git listed what is staged");
      }
      if (failure != null) {
        throw failure;
      }
      if (fault != null) {
        throw fault;
      }
    }

    BlobPusher pusher(GitBackend opened, String prefix) {
      if (repository == null) {
        throw new IllegalStateException("no repository");
      }
      return new BlobPusher(
          opened,
          new LooseObjects(repository.objectDirectories()),
          repository.partialClone(),
          prefix);
    }

    /** Git ends by itself if it still lists. */
    void close() {
      GitBackend opened = backend;
      if (opened != null) {
        opened.close();
      }
    }
  }
}
