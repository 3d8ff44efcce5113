package dev.assay.source.git;

import dev.assay.source.git.GitBackend.ChangeVisitor;
import dev.assay.source.git.GitBackend.CommitNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What commits changed, by {@code git diff-tree --stdin}: one process for all, and another one
 * behind a commit over which git gave up. Merges give what they have otherwise than every parent.
 */
final class DiffTree {

  /** Commits that can't be read after which it is git that fails. */
  private static final int MAX_DEATHS = 1000;

  private static final String[] ARGUMENTS = {
    "diff-tree",
    "--stdin",
    "-r",
    "-z",
    "--raw",
    "--root",
    "-c",
    "--always", // so that each commit is named, and none passed over unseen
    "--no-renames",
    "--no-abbrev",
    "--ignore-submodules=none",
  };

  private final GitCommand git;
  private final GitRepository repository;
  private final @Nullable ShadowGitDir shadow;
  private final List<CommitNode> commits;
  private final ChangeVisitor visitor;

  /** The commit whose changes are being read; before the first one, -1. */
  private int at = -1;

  private List<Change> changes = new ArrayList<>();
  private List<Deletion> deletions = new ArrayList<>();

  DiffTree(
      GitCommand git,
      GitRepository repository,
      @Nullable ShadowGitDir shadow,
      List<CommitNode> commits,
      ChangeVisitor visitor) {
    this.git = git;
    this.repository = repository;
    this.shadow = shadow;
    this.commits = commits;
    this.visitor = visitor;
  }

  void run() throws IOException {
    for (int deaths = 0; at + 1 < commits.size(); deaths++) {
      if (deaths > MAX_DEATHS) {
        throw new IOException("git diff-tree failed over more than " + MAX_DEATHS + " commits");
      }
      int first = at + 1;
      try (GitProcess process = git.start(repository, shadow, ARGUMENTS)) {
        Feeder feeder = new Feeder(process.input(), commits.subList(first, commits.size()));
        feeder.start();
        try {
          read(new RawDiffReader(process.output()));
        } catch (EOFException e) {
          // The exit code tells why.
        }
        int code = process.exitCode();
        if (code != 0) {
          GitFailure failure = process.failure(code);
          leave();
          if (at + 1 < commits.size()) {
            at++;
            visitor.failed(at, failure.summary());
          } else {
            throw failure;
          }
        } else {
          leave();
          passOver(commits.size());
        }
      }
    }
  }

  private void read(RawDiffReader reader) throws IOException {
    while (reader.next()) {
      String commit = reader.commit();
      Change change = reader.change();
      if (commit != null) {
        leave();
        int next = at + 1;
        while (next < commits.size() && !commits.get(next).id().equals(commit)) {
          next++;
        }
        if (next == commits.size()) {
          throw new IOException("git diff-tree names a commit that it was not asked for");
        }
        passOver(next);
        at = next;
        entered = true;
      } else if (change != null && change.id() != null) {
        changes.add(change);
      } else if (change != null && change.bases().length == 1) {
        String base = change.bases()[0];
        if (base != null) {
          deletions.add(new Deletion(change.path(), base));
        }
      }
    }
  }

  private boolean entered;

  /** Hands over the commit that was read. */
  private void leave() throws IOException {
    if (entered) {
      entered = false;
      boolean merge = commits.get(at).parents().size() > 1;
      visitor.changed(at, changes, merge ? null : deletions);
      changes = new ArrayList<>();
      deletions = new ArrayList<>();
    }
  }

  /** Git says nothing of a commit that it doesn't find. */
  private void passOver(int next) throws IOException {
    for (int missing = at + 1; missing < next; missing++) {
      at = missing;
      visitor.failed(missing, "git diff-tree doesn't find the commit");
    }
  }

  /** Writes the commits' ids, beside the thread that reads what becomes of them. */
  private static final class Feeder extends Thread {
    private final OutputStream out;
    private final List<CommitNode> commits;

    Feeder(OutputStream out, List<CommitNode> commits) {
      super("git-feeder");
      this.out = out;
      this.commits = commits;
      setDaemon(true);
    }

    @Override
    public void run() {
      try (OutputStream stream = out) {
        for (CommitNode commit : commits) {
          stream.write(commit.id().getBytes(StandardCharsets.ISO_8859_1));
          stream.write('\n');
        }
      } catch (IOException e) {
        // Git gave up, which its exit code tells.
      }
    }
  }
}
