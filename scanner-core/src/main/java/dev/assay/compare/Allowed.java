package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.compare.LockRecord.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lock allows in one artifact, made so that the record of a file is found soon. */
final class Allowed {
  private static final String EMPTY = "empty";

  private final List<Content> all;
  private final Map<String, Content> exact = new HashMap<>();
  private final Map<String, List<Content>> exactByPath = new HashMap<>();
  private final Map<String, List<Content>> wild = new HashMap<>();
  private final List<Content> everyWild = new ArrayList<>();
  private final Set<String> folders = new HashSet<>();
  private final List<PathPattern> wildFolders = new ArrayList<>();

  Allowed(List<Content> contents) {
    all = List.copyOf(contents);
    Set<PathPattern> seen = new HashSet<>();
    for (Content each : contents) {
      if (each.pattern().exact()) {
        String path = each.pattern().path();
        exact.put(each.kind() + '\t' + path, each);
        exactByPath.computeIfAbsent(path, key -> new ArrayList<>(1)).add(each);
      } else {
        wild.computeIfAbsent(each.kind(), key -> new ArrayList<>()).add(each);
        everyWild.add(each);
      }
      PathPattern folder = each.pattern().folder();
      if (folder.exact()) {
        for (String path = folder.path(); folders.add(path) && !path.isEmpty(); ) {
          path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
      } else if (seen.add(folder)) {
        wildFolders.add(folder);
      }
    }
    Comparator<Content> closest =
        Comparator.comparingInt((Content each) -> -each.pattern().literal())
            .thenComparing(each -> each.pattern().text());
    wild.values().forEach(list -> list.sort(closest));
    everyWild.sort(closest);
  }

  List<Content> all() {
    return all;
  }

  /** The record that {@code item} is of; null if there is none. What is empty may be anywhere. */
  @Nullable Content of(Item item) {
    Content record = exact.get(item.kind() + '\t' + item.path());
    if (record == null) {
      record = first(wild.getOrDefault(item.kind(), List.of()), item.path());
    }
    return record == null && item.kind().equals(EMPTY) ? first(everyWild, item.path()) : record;
  }

  private static @Nullable Content first(List<Content> records, String path) {
    for (Content each : records) {
      if (each.pattern().matches(path)) {
        return each;
      }
    }
    return null;
  }

  /** The record that would be that of {@code item} if it were of another kind; null if none. */
  @Nullable Content otherKind(Item item) {
    List<Content> there = exactByPath.get(item.path());
    if (there != null) {
      return there.get(0);
    }
    String ending = Generaliser.ending(item.path().substring(item.path().lastIndexOf('/') + 1));
    if (ending.isEmpty() || item.nested()) {
      return null;
    }
    for (Content each : everyWild) {
      if (each.pattern().suffix().endsWith(ending)
          && Generaliser.ending("x" + each.pattern().suffix()).equals(ending)
          && each.pattern().matches(item.path())) {
        return each;
      }
    }
    return null;
  }

  /**
   * The outermost folder of {@code path}, ending in {@code /}, that nothing allowed is in; empty if
   * all its folders are known.
   */
  String newFolder(String path) {
    for (String folder : Generaliser.folders(path)) {
      if (!knows(folder.substring(0, folder.length() - 1))) {
        return folder;
      }
    }
    return "";
  }

  private boolean knows(String folder) {
    if (folders.contains(folder)) {
      return true;
    }
    for (PathPattern each : wildFolders) {
      if (each.holdsFolder(folder)) {
        return true;
      }
    }
    return false;
  }
}
