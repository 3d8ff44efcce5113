package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to read a repository: by the git command or by JGit. Both answer every question alike.
 */
interface GitBackend extends AutoCloseable {

  /** A reader of its own for one thread; the caller closes it. */
  ObjectReader objects();

  /** What the index has otherwise than HEAD and, in a merge, the commits merged into it. */
  Staged staged() throws IOException;

  /**
   * The commits that {@code revisions} (arguments of rev-list) name, in no particular order.
   *
   * @throws UsageException if one of them names nothing
   */
  List<CommitNode> commits(List<String> revisions) throws IOException;

  /**
   * The full id of the commit that {@code revision} names, tags followed.
   *
   * @param revision doesn't begin with a dash
   * @throws UsageException if it names none
   */
  String commit(String revision) throws IOException;

  /** What each of {@code commits} has otherwise than all of its parents, in the order given. */
  void changes(List<CommitNode> commits, ChangeVisitor visitor) throws IOException;

  /** Paths of commit {@code parent} that {@code commit} doesn't have, in the order of paths. */
  List<Deletion> deletions(String parent, String commit) throws IOException;

  /** Ids of the annotated tags that refs name, in no particular order. */
  List<String> tags() throws IOException;

  @Override
  void close();

  /**
   * What is staged.
   *
   * @param changes against all parents
   * @param deletions for each parent the paths that it has and the index hasn't
   * @param unmerged paths in conflict, whose sides are among the changes
   */
  record Staged(List<Change> changes, List<List<Deletion>> deletions, int unmerged)
      implements AddedLines.DeletionLister {

    @Override
    public List<Deletion> deletions(int parent) {
      return deletions.get(parent);
    }
  }

  /**
   * A commit in the graph.
   *
   * @param time of the committer, seconds since 1970-01-01T00:00:00Z
   */
  record CommitNode(String id, List<String> parents, long time) {}

  /** Takes the changes of commits. */
  interface ChangeVisitor {

    /**
     * What one commit changed.
     *
     * @param index of the commit in the list
     * @param changes deletions excluded; empty for most merges
     * @param deletions against the parent of a commit that has one; null for merges
     */
    void changed(int index, List<Change> changes, @Nullable List<Deletion> deletions)
        throws IOException;

    /** The commit's trees can't be read, and why. */
    void failed(int index, String why) throws IOException;
  }
}
