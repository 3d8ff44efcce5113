package dev.assay.source.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** What is staged, by JGit; says the same as {@link DiffIndex}. */
final class JGitStaged {

  private final GitRepository layout;
  private final Repository repository;

  JGitStaged(GitRepository layout, Repository repository) {
    this.layout = layout;
    this.repository = repository;
  }

  GitBackend.Staged staged() throws IOException {
    List<Change> changes = new ArrayList<>();
    List<List<Deletion>> deletions = new ArrayList<>();
    Map<String, @Nullable String[]> conflicts = new HashMap<>();
    DirCache index = DirCache.read(layout.indexFile().toFile(), repository.getFS());
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      ObjectId head = repository.resolve(Constants.HEAD);
      if (head == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(commits.parseCommit(head).getTree());
      }
      for (String merged : DiffIndex.mergeHeads(layout)) {
        walk.addTree(commits.parseCommit(ObjectId.fromString(merged)).getTree());
      }
      int parents = walk.getTreeCount();
      walk.addTree(new DirCacheIterator(index));
      walk.setRecursive(true);
      walk.setFilter(new AnyParentDiffers(parents));
      for (int i = 0; i < parents; i++) {
        deletions.add(new ArrayList<>());
      }
      while (walk.next()) {
        entry(walk, parents, changes, deletions, conflicts);
      }
    }
    return new GitBackend.Staged(changes, deletions, conflicts.size());
  }

  private static void entry(
      TreeWalk walk,
      int parents,
      List<Change> changes,
      List<List<Deletion>> deletions,
      Map<String, @Nullable String[]> conflicts) {
    DirCacheIterator iterator = walk.getTree(parents, DirCacheIterator.class);
    DirCacheEntry entry = iterator == null ? null : iterator.getDirCacheEntry();
    String path = JGitBackend.path(walk);
    @Nullable String[] bases = new @Nullable String[parents];
    for (int i = 0; i < parents; i++) {
      bases[i] = JGitBackend.blob(walk, i);
    }
    if (entry != null && entry.getStage() > 0) {
      // The trees stand beside the first of a path's stages only.
      @Nullable String[] first = conflicts.putIfAbsent(path, bases);
      if (entry.getStage() > 1) {
        changes.add(
            new Change(
                path,
                entry.getRawMode(),
                entry.getObjectId().name(),
                first == null ? bases : first));
      }
      return;
    }
    if (entry == null || entry.isIntentToAdd()) {
      for (int i = 0; i < parents; i++) {
        String base = bases[i];
        if (base != null) {
          deletions.get(i).add(new Deletion(path, base));
        }
      }
      return;
    }
    for (int i = 0; i < parents; i++) {
      if (walk.idEqual(i, parents) && walk.getRawMode(i) == walk.getRawMode(parents)) {
        return; // as one of the parents has it
      }
    }
    changes.add(new Change(path, entry.getRawMode(), entry.getObjectId().name(), bases));
  }
}
