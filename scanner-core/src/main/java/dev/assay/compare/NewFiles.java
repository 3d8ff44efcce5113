package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that nothing allows and that are one finding: of one pattern, or all of one new folder; what
 * is grave by its kind apart from the rest.
 *
 * @param folder the new one; empty if it is none
 * @param subject what they are about, the same in each release
 * @param items sorted by path
 */
record NewFiles(String folder, String subject, List<Item> items) {

  /** New folders beyond this are told together. */
  private static final int MANY = 30;

  static List<NewFiles> of(List<Item> unknown, Allowed allowed, String version) {
    List<Item> known = new ArrayList<>();
    Map<String, List<Item>> folders = new TreeMap<>();
    for (Item item : unknown) {
      String folder = allowed.newFolder(item.path());
      if (folder.isEmpty()) {
        known.add(item);
      } else {
        folders.computeIfAbsent(folder, key -> new ArrayList<>()).add(item);
      }
    }
    if (folders.size() > MANY) {
      List<Item> all = new ArrayList<>();
      folders.values().forEach(all::addAll);
      folders = new TreeMap<>(Map.of("", all));
    }
    List<NewFiles> groups = new ArrayList<>();
    folders.forEach(
        (folder, items) -> {
          List<Item> grave = new ArrayList<>();
          List<Item> others = new ArrayList<>();
          for (Item item : items) {
            (Kinds.grave(item.kind()) ? grave : others).add(item);
          }
          String name = folder.isEmpty() ? "many new folders" : folder;
          String subject = folder.isEmpty() ? name : GeneralNames.of(folder, version) + "**";
          if (!others.isEmpty()) {
            groups.add(new NewFiles(name, subject, others));
          }
          for (Generaliser.Group each : Generaliser.groups(grave, version)) {
            groups.add(new NewFiles(name, each.pattern().text(), each.items()));
          }
        });
    for (Generaliser.Group each : Generaliser.groups(known, version)) {
      groups.add(new NewFiles("", each.pattern().text(), each.items()));
    }
    return groups;
  }
}
