package dev.assay.engine;

import dev.assay.model.ShippedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Files and folders that only matter in what ships: each folder once, however many files it has. Of
 * too many those are kept that come first by path, whatever the order in which they come.
 */
final class ShippedFiles {
  private static final int MOST = 50_000;

  private final TreeMap<String, ShippedFile> all = new TreeMap<>();
  private boolean dropped;

  void add(ShippedFile file) {
    String key =
        file.place().path() + '\0' + file.candidate().ruleId() + '\0' + file.candidate().subject();
    ShippedFile known = all.get(key);
    all.put(key, known == null ? file : known.with(known.files() + file.files()));
    if (all.size() > MOST) {
      all.pollLastEntry();
      dropped = true;
    }
  }

  /** All of one source, by path; empties this. */
  List<ShippedFile> drain(Collected out) {
    List<ShippedFile> files = new ArrayList<>(all.values());
    if (dropped) {
      out.notices.add(
          "more than "
              + MOST
              + " files and folders are of kinds that don't belong into what ships; those that come"
              + " last by path are not told");
    }
    all.clear();
    dropped = false;
    return files;
  }
}
