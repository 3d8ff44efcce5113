package dev.assay.source.git;

import org.jspecify.annotations.Nullable;

/**
 * A path that a commit, or the index, has otherwise than its parents.
 *
 * @param path as text
 * @param mode git's mode, such as 0100644; 0 if it was deleted
 * @param id full id of the new object; null if it was deleted
 * @param bases a parent each: what it has at the path; null if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Change(String path, int mode, @Nullable String id, @Nullable String[] bases) {

  private static final int TYPE = 0170000;

  /** Whether it points to a commit of another repository. */
  boolean gitlink() {
    return isGitlink(mode);
  }

  /** Whether a mode is that of a submodule's pointer. */
  static boolean isGitlink(int mode) {
    return (mode & TYPE) == 0160000;
  }

  /** Whether only its mode changed. */
  boolean sameContent() {
    for (String base : bases) {
      if (base != null && base.equals(id)) {
        return true;
      }
    }
    return false;
  }
}
