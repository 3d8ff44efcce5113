package dev.assay.cli.hook;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Finds the root of the git work tree that a path stands in. */
public final class WorkTree {

  private WorkTree() {}

  /**
   * The nearest folder, {@code start} or one above it, that holds {@code .git}; null if none does.
   */
  public static @Nullable File rootOf(File start) {
    File folder = start.getAbsoluteFile();
    while (folder != null) {
      if (new File(folder, ".git").exists()) {
        return folder;
      }
      folder = folder.getParentFile();
    }
    return null;
  }
}
