package dev.assay.source.git;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.source.Source;
import dev.assay.source.git.GitBackend.CommitNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the commits of a range added: of each path that a commit has otherwise than all of its
 * parents, the blob, of which only lines count that none of the parents has. So a merge brings what
 * was written while merging, and nothing else. Messages of the commits, and of annotated tags that
 * point to them, come too. What comes again (the same blob, earlier versions and path) is looked at
 * in the earliest commit only.
 */
public final class RangeSource implements Source {

  /** Objects of one task. */
  private static final int GROUP = 256;

  private final Path path;
  private final String prefix;
  private final List<String> revisions;
  private final Map<String, String> environment;
  private @Nullable GitBackend backend;
  private @Nullable BlobPusher pusher;
  private @Nullable Instant when;

  /**
   * @param path of the work tree, a folder in it or its git directory
   * @param prefix goes before all paths, to tell one repository of several from another
   * @param revisions as rev-list takes them: {@code A..B}, {@code A...B}, {@code A^!}, several,
   *     {@code --all}, {@code --since=DATE} …
   * @param environment variables as git would see them
   */
  public RangeSource(
      String path, String prefix, List<String> revisions, Map<String, String> environment) {
    this.path = Path.of(path);
    this.prefix = prefix;
    this.revisions = List.copyOf(revisions);
    this.environment = environment;
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    List<String> wanted = Revisions.checked(revisions);
    GitRepository repository = GitRepository.open(path, environment);
    GitBackend opened;
    try {
      opened = GitBackends.open(repository, false);
    } catch (GitBackends.Unsupported e) {
      sink.problem(
          new Problem(Problem.Kind.UNSUPPORTED, prefix + ".git", String.valueOf(e.getMessage())));
      return;
    }
    backend = opened;
    List<CommitNode> commits = CommitOrder.sorted(opened.commits(wanted));
    if (commits.isEmpty()) {
      sink.notice("no commits in " + String.join(" ", revisions) + ": nothing to scan");
      return;
    }
    when = Instant.ofEpochSecond(commits.get(commits.size() - 1).time());
    reportCut(commits, repository, sink);
    BlobPusher blobs = new BlobPusher(opened, null, repository.partialClone(), prefix);
    pusher = blobs;
    Grouping grouping = new Grouping(commits, repository.partialClone(), opened, blobs, sink);
    opened.changes(commits, grouping);
    grouping.finish();
    tags(commits, opened, blobs, sink);
  }

  /** A commit whose parents were left out seems to have added everything. */
  private static void reportCut(
      List<CommitNode> commits, GitRepository repository, ContentSink sink) {
    Set<String> cuts = repository.shallowCommits();
    for (CommitNode commit : commits) {
      Problem cut = cuts.contains(commit.id()) ? repository.historyCut() : null;
      if (cut != null) {
        sink.problem(cut);
        return;
      }
    }
  }

  /** Tags that point to a commit of the range, and tags that point to such tags. */
  private static void tags(
      List<CommitNode> commits, GitBackend backend, BlobPusher pusher, ContentSink sink) {
    try {
      List<String> tags = backend.tags();
      if (tags.isEmpty()) {
        return;
      }
      Set<String> inRange = new HashSet<>(2 * commits.size());
      for (CommitNode commit : commits) {
        inRange.add(commit.id());
      }
      ObjectReader reader = pusher.borrow();
      try {
        TagFinder finder = new TagFinder(inRange, reader);
        String[] found = finder.find(tags);
        reader.read(found, new CommitGroup.Messages("tag", found, sink));
      } finally {
        pusher.giveBack(reader);
      }
    } catch (IOException e) {
      sink.problem(
          new Problem(
              Problem.Kind.UNREADABLE,
              "refs/tags",
              "Messages of tags were not scanned: " + e.getMessage()));
    }
  }

  @Override
  public @Nullable Instant when() {
    return when;
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

  /** Makes tasks of commits as their changes come. */
  private static final class Grouping implements GitBackend.ChangeVisitor {
    private final List<CommitNode> commits;
    private final boolean partialClone;
    private final GitBackend backend;
    private final BlobPusher pusher;
    private final ContentSink sink;
    private final WorkDone done = new WorkDone();
    private final Set<String> gitlinks = new HashSet<>();
    private CommitGroup group;

    Grouping(
        List<CommitNode> commits,
        boolean partialClone,
        GitBackend backend,
        BlobPusher pusher,
        ContentSink sink) {
      this.commits = commits;
      this.partialClone = partialClone;
      this.backend = backend;
      this.pusher = pusher;
      this.sink = sink;
      this.group = new CommitGroup(backend, pusher, sink);
    }

    @Override
    public void changed(int index, List<Change> changes, @Nullable List<Deletion> deletions) {
      List<Change> wanted = new ArrayList<>(changes.size());
      for (Change change : changes) {
        if (change.gitlink()) {
          gitlinks.add(change.path());
        } else if (!change.sameContent() && done.add(change)) {
          wanted.add(change);
        }
      }
      add(index, wanted, deletions);
    }

    @Override
    public void failed(int index, String why) {
      String commit = commits.get(index).id();
      sink.problem(
          new Problem(
              partialClone ? Problem.Kind.OBJECT_MISSING : Problem.Kind.CORRUPT,
              "commit " + commit,
              "What commit "
                  + commit
                  + " changed was not scanned: "
                  + why
                  + (partialClone ? BlobPusher.PARTIAL_CLONE : "")));
      add(index, List.of(), List.of());
    }

    private void add(int index, List<Change> changes, @Nullable List<Deletion> deletions) {
      group.add(commits.get(index), changes, deletions);
      if (group.size() >= GROUP) {
        fork();
      }
    }

    private void fork() {
      CommitGroup full = group;
      group = new CommitGroup(backend, pusher, sink);
      sink.fork(full);
    }

    void finish() {
      fork();
      if (!gitlinks.isEmpty()) {
        sink.notice(gitlinks.size() + " submodule pointers changed; submodules were not followed");
      }
    }
  }

  /** Follows tags to what they point to. */
  private static final class TagFinder {
    private final Set<String> inRange;
    private final ObjectReader reader;
    private final Set<String> seen = new HashSet<>();

    TagFinder(Set<String> inRange, ObjectReader reader) {
      this.inRange = inRange;
      this.reader = reader;
    }

    /** The tags among {@code tags}, and those that they point to, that lead into the range. */
    String[] find(List<String> tags) throws IOException {
      List<String> found = new ArrayList<>();
      for (String tag : tags) {
        ArrayDeque<String> chain = new ArrayDeque<>();
        String at = tag;
        while (at != null && !inRange.contains(at) && chain.size() < 100) {
          chain.add(at);
          at = target(at);
        }
        if (at != null) {
          for (String each : chain) {
            if (seen.add(each)) {
              found.add(each);
            }
          }
        }
      }
      found.sort(null);
      return found.toArray(String[]::new);
    }

    private @Nullable String target(String id) throws IOException {
      @Nullable String[] target = new @Nullable String[1];
      reader.read(
          new String[] {id},
          new ObjectReader.Visitor() {
            @Override
            public void object(int index, GitObject object) throws IOException {
              if (object.type().equals("tag")) {
                byte[] bytes = object.stream().readNBytes(1 << 16);
                target[0] = CommitObject.parse(id, bytes, bytes.length).target();
              }
            }

            @Override
            public void failed(int index, Problem.Kind kind, String why) throws IOException {
              throw new IOException("tag " + id + ": " + why);
            }
          });
      return target[0];
    }
  }
}
