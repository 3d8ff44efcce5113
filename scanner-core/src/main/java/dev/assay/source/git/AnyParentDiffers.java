package dev.assay.source.git;

import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lets through what the last tree of a walk has otherwise than any of those before it. */
final class AnyParentDiffers extends TreeFilter {

  private final int parents;

  AnyParentDiffers(int parents) {
    this.parents = parents;
  }

  @Override
  public boolean include(TreeWalk walk) {
    int mode = walk.getRawMode(parents);
    for (int i = 0; i < parents; i++) {
      if (walk.getRawMode(i) != mode || !walk.idEqual(i, parents)) {
        return true;
      }
    }
    return false;
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
