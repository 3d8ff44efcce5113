package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that nothing allows and that are one finding: of one folder and ending, or all of one new
 * folder; what is grave by its kind apart from the rest.
 *
 * @param folder the new one; empty if it is none
 * @param subject what they are about, the same in each release
 * @param items sorted by path
 */
record NewFiles(String folder, String subject, List<Item> items) {

  /** New folders, or patterns, beyond this are told together. */
  private static final int MANY = 30;

  static List<NewFiles> of(List<Item> unknown, Allowed allowed, NameSet names) {
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
    List<NewFiles> groups = new ArrayList<>();
    if (folders.size() > MANY) {
      List<Item> all = new ArrayList<>();
      folders.values().forEach(all::addAll);
      folder("many new folders", "many new folders", all, names, groups);
    } else {
      folders.forEach(
          (folder, items) ->
              folder(folder, GeneralNames.of(folder, "") + "**", items, names, groups));
    }
    List<Item> grave = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    split(known, grave, others);
    for (Generaliser.Group each : Generaliser.groups(grave, names)) {
      groups.add(new NewFiles("", each.pattern().text(), each.items()));
    }
    beside(others, names).forEach((subject, items) -> groups.add(new NewFiles("", subject, items)));
    return groups;
  }

  private static void folder(
      String folder, String subject, List<Item> items, NameSet names, List<NewFiles> groups) {
    List<Item> grave = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    split(items, grave, others);
    if (!others.isEmpty()) {
      groups.add(new NewFiles(folder, subject, others));
    }
    for (Generaliser.Group each : Generaliser.groups(grave, names)) {
      groups.add(new NewFiles(folder, each.pattern().text(), each.items()));
    }
  }

  private static void split(List<Item> items, List<Item> grave, List<Item> others) {
    for (Item item : items) {
      (Kinds.grave(item.kind()) ? grave : others).add(item);
    }
  }

  /** By folder, ending and kind; many of them by the outermost folder. */
  static Map<String, List<Item>> beside(Collection<Item> items, NameSet names) {
    Map<String, List<Item>> groups = group(items, names, false);
    if (groups.size() > MANY) {
      groups = group(items, names, true);
    }
    Map<String, List<Item>> bySubject = new TreeMap<>();
    for (List<Item> group : groups.values()) {
      bySubject.put(subject(group, names), group);
    }
    // Two kinds of one ending have one subject, so that each needs a name of its own.
    return bySubject.size() == groups.size() ? bySubject : groups;
  }

  private static Map<String, List<Item>> group(
      Collection<Item> items, NameSet names, boolean outermost) {
    Map<String, List<Item>> groups = new TreeMap<>();
    for (Item item : items) {
      String name = names.of(item);
      int slash = outermost ? name.indexOf('/') : name.lastIndexOf('/');
      String folder = name.substring(0, slash + 1);
      String ending = Generaliser.ending(name.substring(name.lastIndexOf('/') + 1));
      String all = folder + (outermost ? "**/*" : "*") + ending;
      groups
          .computeIfAbsent(
              all + (item.nested() ? "!/**" : "") + ", " + item.kind(), key -> new ArrayList<>())
          .add(item);
    }
    return groups;
  }

  private static String subject(List<Item> group, NameSet names) {
    String first = names.of(group.get(0));
    boolean same = true;
    String folder = first.substring(0, first.lastIndexOf('/') + 1);
    boolean deep = false;
    for (Item item : group) {
      String name = names.of(item);
      same &= name.equals(first);
      while (!name.startsWith(folder)) {
        folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
        deep = true;
      }
      deep |= name.indexOf('/', folder.length()) >= 0;
    }
    String inside = group.get(0).nested() ? "!/**" : "";
    if (same) {
      return first + inside;
    }
    return folder
        + (deep ? "**/*" : "*")
        + Generaliser.ending(first.substring(first.lastIndexOf('/') + 1))
        + inside;
  }
}
