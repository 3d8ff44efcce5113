package dev.assay.compare;

import dev.assay.compare.LockRecord.Content;
import dev.assay.model.Inventory;
import java.util.HashMap;
import java.util.Map;

/** Which files of what was scanned a content lock allows, for whoever explains files. */
public final class LockedFiles {

  private LockedFiles() {}

  /**
   * The pattern that allows it, of each file that {@code lock} allows, by where the file stands.
   *
   * @param folder what the user calls it, if it is a folder
   */
  public static Map<String, String> of(ContentLock lock, Inventory seen, String folder) {
    Map<String, String> patterns = new HashMap<>();
    for (Artifact artifact : Artifact.of(seen, folder)) {
      Allowed allowed = new Allowed(lock.of(artifact.name()).contents());
      for (Artifact.Item item : artifact.files()) {
        Content record = item.nested() ? null : allowed.of(item);
        if (record != null) {
          patterns.put(item.file().place().path(), record.pattern().text());
        }
      }
    }
    return patterns;
  }
}
