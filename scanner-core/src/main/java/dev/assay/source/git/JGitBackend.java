package dev.assay.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Reads a repository by JGit, where there is no git command. */
final class JGitBackend implements GitBackend {

  private final GitRepository layout;
  private final Repository repository;

  private JGitBackend(GitRepository layout, Repository repository) {
    this.layout = layout;
    this.repository = repository;
  }

  static GitBackend open(GitRepository layout) throws IOException {
    return new JGitBackend(layout, JGit.open(layout));
  }

  @Override
  public ObjectReader objects() {
    try {
      return new JGitObjects(layout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Staged staged() throws IOException {
    return new JGitStaged(layout, repository).staged();
  }

  @Override
  public List<CommitNode> commits(List<String> revisions) throws IOException {
    return new JGitRange(layout, repository).commits(revisions);
  }

  @Override
  public String commit(String revision) throws IOException {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id != null) {
        return id.name();
      }
    } catch (RevisionSyntaxException
        | AmbiguousObjectException
        | IncorrectObjectTypeException
        | MissingObjectException e) {
      throw Revisions.unknown(revision, layout, e);
    }
    throw Revisions.unknown(revision, layout, null);
  }

  @Override
  public void changes(List<CommitNode> commits, ChangeVisitor visitor) throws IOException {
    new JGitChanges(layout).changes(commits, visitor);
  }

  @Override
  public List<Deletion> deletions(String parent, String commit) throws IOException {
    List<Deletion> deletions = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk trees = new TreeWalk(repository)) {
      trees.addTree(walk.parseCommit(ObjectId.fromString(parent)).getTree());
      trees.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
      trees.setRecursive(true);
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        String base = blob(trees, 0);
        if (base != null && trees.getRawMode(1) == 0) {
          deletions.add(new Deletion(path(trees), base));
        }
      }
    }
    return deletions;
  }

  /** The id of a file or link in tree {@code index} of the walk; null for anything else. */
  static @Nullable String blob(TreeWalk walk, int index) {
    int mode = walk.getRawMode(index);
    return mode == 0 || Change.isGitlink(mode) ? null : walk.getObjectId(index).name();
  }

  static String path(TreeWalk walk) {
    byte[] path = walk.getRawPath();
    return GitPaths.decode(path, 0, path.length);
  }

  @Override
  public List<String> tags() throws IOException {
    List<String> tags = new ArrayList<>();
    try (org.eclipse.jgit.lib.ObjectReader reader = repository.newObjectReader()) {
      for (Ref ref : repository.getRefDatabase().getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id != null && !ref.isSymbolic() && reader.open(id).getType() == Constants.OBJ_TAG) {
          tags.add(id.name());
        }
      }
    }
    return tags;
  }

  @Override
  public void close() {
    repository.close();
  }
}
