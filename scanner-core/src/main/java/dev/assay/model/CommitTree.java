package dev.assay.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A commit, and what its tree has beside ordinary files. Paths are from the root of the repository.
 *
 * @param commit the commit
 * @param links what symbolic links lead to, as they say it, by path
 * @param pointers files of which only a pointer is in git, by path
 * @param submodules paths at which commits of other repositories stand, sorted
 */
public record CommitTree(
    CommitInfo commit,
    Map<String, String> links,
    Map<String, Pointer> pointers,
    List<String> submodules) {

  public CommitTree {
    links = Collections.unmodifiableMap(new TreeMap<>(links));
    pointers = Collections.unmodifiableMap(new TreeMap<>(pointers));
    submodules = List.copyOf(submodules);
  }

  /**
   * What a Git LFS pointer says of the file that it stands for.
   *
   * @param sha256 lower-case hexadecimal
   * @param size bytes
   */
  public record Pointer(String sha256, long size) {}
}
