package dev.assay.source.git;

import dev.assay.model.ByteSlice;
import dev.assay.model.CommitInfo;
import dev.assay.model.CommitTree;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.UsageException;
import dev.assay.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All files of one commit, as git has them: no filter, text conversion, attribute or hook has a
 * part in it. What a symbolic link says is its content; submodules are not followed; of what Git
 * LFS keeps elsewhere there is the pointer, and both are told.
 */
public final class CommitTreeSource implements Source {

  /** Blobs of one task. */
  private static final int GROUP = 64;

  private final Path path;
  private final String revision;
  private final long mostEntries;
  private final Map<String, String> environment;
  private @Nullable GitBackend backend;
  private @Nullable BlobPusher pusher;
  private @Nullable CommitInfo commit;
  private List<String> submodules = List.of();
  private final Seen seen = new Seen();

  /**
   * @param path of the work tree, a folder in it or its git directory
   * @param revision names the commit
   * @param mostEntries files and folders that are looked at, at most
   * @param environment variables as git would see them
   */
  public CommitTreeSource(
      String path, String revision, long mostEntries, Map<String, String> environment) {
    this.path = Path.of(path);
    this.revision = revision;
    this.mostEntries = mostEntries;
    this.environment = environment;
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    if (revision.isEmpty() || revision.charAt(0) == '-' || revision.indexOf('\0') >= 0) {
      throw new UsageException(
          "Not a commit: '" + revision + "'. Name a tag, a branch or an id, such as v1.2.0");
    }
    GitRepository repository = GitRepository.open(path, environment);
    GitBackend opened;
    try {
      opened = GitBackends.open(repository, false);
    } catch (GitBackends.Unsupported e) {
      sink.problem(new Problem(Problem.Kind.UNSUPPORTED, ".git", String.valueOf(e.getMessage())));
      return;
    }
    backend = opened;
    BlobPusher blobs = new BlobPusher(opened, null, repository.partialClone(), "");
    pusher = blobs;
    CommitFiles files = new CommitFiles(repository, mostEntries, sink);
    ObjectReader reader = blobs.borrow();
    try {
      files.read(opened.commit(revision), reader);
    } finally {
      blobs.giveBack(reader);
    }
    commit = files.commit();
    submodules = files.submodules();
    sink.count(Coverage.Unit.COMMITS, 1);
    List<BlobPusher.Item> items = files.items();
    ContentSink noting = new Noting(sink, files, seen);
    for (int i = 0; i < items.size() && !sink.stopped(); i += GROUP) {
      List<BlobPusher.Item> group = items.subList(i, Math.min(i + GROUP, items.size()));
      sink.fork(() -> blobs.push(group, noting));
    }
    if (!submodules.isEmpty()) {
      sink.notice(
          submodules.size()
              + (submodules.size() == 1 ? " submodule" : " submodules")
              + " of the commit were not followed, the first at "
              + submodules.get(0));
    }
  }

  /**
   * What was read, after all contents were pushed; null if there was nothing to read. Only what its
   * fields say: the files themselves were pushed.
   */
  public @Nullable CommitTree tree() {
    CommitInfo read = commit;
    return read == null ? null : new CommitTree(read, seen.links(), seen.pointers(), submodules);
  }

  @Override
  public @Nullable Instant when() {
    CommitInfo read = commit;
    return read == null ? null : Instant.ofEpochSecond(read.epochSeconds());
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

  /** What several threads have seen. */
  private static final class Seen {
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, CommitTree.Pointer> pointers = new HashMap<>();

    synchronized void link(String path, String target) {
      links.put(path, target);
    }

    synchronized void pointer(String path, CommitTree.Pointer pointer) {
      pointers.put(path, pointer);
    }

    synchronized Map<String, String> links() {
      return Map.copyOf(links);
    }

    synchronized Map<String, CommitTree.Pointer> pointers() {
      return Map.copyOf(pointers);
    }
  }

  /** Looks at blobs on their way. */
  private record Noting(ContentSink sink, CommitFiles files, Seen seen) implements ContentSink {

    private static final int LONGEST_LINK = 1 << 16;

    @Override
    public void accept(Content content) {
      ByteSlice bytes = content.inMemory();
      if (bytes != null && content.provenance() instanceof Provenance.Blob blob) {
        if (files.isLink(blob.path())) {
          if (bytes.length() <= LONGEST_LINK) {
            seen.link(
                blob.path(),
                GitPaths.decode(bytes.array(), bytes.offset(), bytes.offset() + bytes.length()));
          }
        } else {
          CommitTree.Pointer pointer = LfsPointers.read(bytes);
          if (pointer != null) {
            seen.pointer(blob.path(), pointer);
          }
        }
      }
      sink.accept(content);
    }

    @Override
    public void problem(Problem problem) {
      sink.problem(problem);
    }

    @Override
    public void notice(String notice) {
      sink.notice(notice);
    }

    @Override
    public void count(Coverage.Unit what, long amount) {
      sink.count(what, amount);
    }

    @Override
    public boolean wants(Provenance container) {
      return sink.wants(container);
    }

    @Override
    public void observe(Observation observation) {
      sink.observe(observation);
    }

    @Override
    public void fork(Task task) {
      sink.fork(task);
    }

    @Override
    public boolean stopped() {
      return sink.stopped();
    }
  }
}
