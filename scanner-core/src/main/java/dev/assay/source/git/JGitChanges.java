package dev.assay.source.git;

import dev.assay.source.git.GitBackend.ChangeVisitor;
import dev.assay.source.git.GitBackend.CommitNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** What commits changed, by JGit; says the same as {@link DiffTree}. */
final class JGitChanges {

  private final GitRepository layout;

  JGitChanges(GitRepository layout) {
    this.layout = layout;
  }

  void changes(List<CommitNode> commits, ChangeVisitor visitor) throws IOException {
    Set<String> cuts = layout.shallowCommits();
    int next = 0;
    while (next < commits.size()) {
      next = changesFrom(next, commits, cuts, visitor);
    }
  }

  /**
   * Goes on to the first commit that can't be read, and gives the index behind it: JGit forgets all
   * of a pack in which it found something broken, so the repository is to be opened anew.
   *
   * @param cuts commits whose parents were left out
   */
  private int changesFrom(
      int first, List<CommitNode> commits, Set<String> cuts, ChangeVisitor visitor)
      throws IOException {
    try (Repository repository = JGit.open(layout);
        RevWalk walk = new RevWalk(repository);
        TreeWalk trees = new TreeWalk(repository)) {
      for (int i = first; i < commits.size(); i++) {
        List<Change> changes = new ArrayList<>();
        List<Deletion> deletions = new ArrayList<>();
        CommitNode commit = commits.get(i);
        List<String> parents = cuts.contains(commit.id()) ? List.of() : commit.parents();
        String failure = null;
        try {
          read(commit, parents, walk, trees, changes, deletions);
        } catch (IOException | RuntimeException e) { // JGit throws many kinds for broken packs
          failure = String.valueOf(e.getMessage());
        }
        if (failure != null) {
          visitor.failed(i, failure);
          return i + 1;
        }
        visitor.changed(i, changes, parents.size() > 1 ? null : deletions);
      }
      return commits.size();
    }
  }

  private static void read(
      CommitNode commit,
      List<String> parents,
      RevWalk walk,
      TreeWalk trees,
      List<Change> changes,
      List<Deletion> deletions)
      throws IOException {
    trees.reset();
    for (String parent : parents) {
      trees.addTree(tree(walk, parent));
    }
    if (parents.isEmpty()) {
      trees.addTree(new EmptyTreeIterator());
    }
    int last = trees.getTreeCount();
    trees.addTree(tree(walk, commit.id()));
    trees.setRecursive(true);
    trees.setFilter(new AllParentsDiffer(last));
    while (trees.next()) {
      @Nullable String[] bases = new @Nullable String[last];
      for (int i = 0; i < last; i++) {
        bases[i] = JGitBackend.blob(trees, i);
      }
      String path = JGitBackend.path(trees);
      String base = bases[0];
      if (trees.getRawMode(last) != 0) {
        changes.add(
            new Change(path, trees.getRawMode(last), trees.getObjectId(last).name(), bases));
      } else if (last == 1 && base != null) {
        deletions.add(new Deletion(path, base));
      }
    }
  }

  private static ObjectId tree(RevWalk walk, String commit) throws IOException {
    return walk.parseCommit(ObjectId.fromString(commit)).getTree();
  }

  /** Lets through what the last tree has otherwise than each of those before it. */
  private static final class AllParentsDiffer extends TreeFilter {
    private final int parents;

    AllParentsDiffer(int parents) {
      this.parents = parents;
    }

    @Override
    public boolean include(TreeWalk walk) {
      int mode = walk.getRawMode(parents);
      for (int i = 0; i < parents; i++) {
        if (walk.getRawMode(i) == mode && walk.idEqual(i, parents)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
