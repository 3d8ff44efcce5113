package dev.assay.source;

import dev.assay.model.Content;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens single files of a source again, after all contents were pushed. */
public interface Reopener {

  /**
   * The file at {@code path}, whether or not it was left out as ignored; null if what is scanned
   * holds no regular file there. Never follows a link out of what is scanned.
   *
   * @param path as {@link dev.assay.model.Provenance#path} of an outermost place; may be anything,
   *     since it comes from what was scanned
   * @throws IOException if it is there and can't be read
   */
  @Nullable Content reopen(String path) throws IOException;

  /**
   * Names of the regular files in {@code folder}, whether or not they were left out as ignored;
   * null if that is no folder of what is scanned, has more than {@code most}, or nobody can tell.
   *
   * @param folder logical path, empty or ending in {@code /}; may be anything
   * @throws IOException if it is there and can't be read
   */
  default @Nullable Set<String> names(String folder, int most) throws IOException {
    return null;
  }
}
