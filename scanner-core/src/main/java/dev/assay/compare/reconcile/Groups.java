package dev.assay.compare.reconcile;

import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts files that are told together into groups: a folder of which nothing is explained is one, and
 * so are many of a folder that are equally grave.
 */
final class Groups {

  /** Files of one folder that are told one by one. */
  private static final int SINGLY = 5;

  /** Findings of one folder and what is in it that are told apart. */
  private static final int FOLDERS = 8;

  private Groups() {}

  /**
   * Files that are told together.
   *
   * @param folder that holds all of them, in the artifact; empty or ending in {@code /}
   * @param pattern that takes them, as people write it
   * @param files by path
   */
  record Group(String folder, String pattern, List<Reconciliation.Explained> files) {

    /** The pattern as {@code build-outputs} takes it, in quotes of YAML. */
    String declared() {
      int ends = pattern.endsWith("**") ? pattern.length() - 2 : pattern.indexOf("**/");
      ends = ends < 0 ? pattern.lastIndexOf('/') + 1 : ends;
      String end = single() ? "" : pattern.substring(ends);
      String start = pattern.substring(0, pattern.length() - end.length());
      String glob = start.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0") + end;
      // Without a slash it would take files of that name anywhere.
      return "'" + (glob.contains("/") ? glob : "/" + glob).replace("'", "''") + "'";
    }

    boolean single() {
      return files.size() == 1;
    }

    /** Where it is: the file, or the folder. */
    Provenance place() {
      Shipped first = files.get(0).file();
      Provenance place = first.file().place();
      if (single()) {
        return place;
      }
      int below = first.inner().length() - folder.length();
      if (place instanceof Provenance.Entry entry) {
        String name = entry.name();
        return name.length() == below
            ? entry.container()
            : new Provenance.Entry(
                entry.container(), name.substring(0, name.length() - below), entry.layer());
      }
      String path = place.path();
      return new Provenance.File(
          path.length() == below ? "." : path.substring(0, path.length() - below));
    }
  }

  /** Groups of {@code told}, which are some of {@code all}. */
  static List<Group> of(List<Reconciliation.Explained> told, List<Reconciliation.Explained> all) {
    Map<String, int[]> folders = new HashMap<>();
    for (Reconciliation.Explained each : all) {
      count(folders, each.file().inner(), 0);
    }
    for (Reconciliation.Explained each : told) {
      count(folders, each.file().inner(), 1);
    }
    Map<String, List<Reconciliation.Explained>> whole = new TreeMap<>();
    Map<String, List<Reconciliation.Explained>> mixed = new TreeMap<>();
    for (Reconciliation.Explained each : told) {
      String folder = unexplained(each.file(), folders);
      if (folder.isEmpty()) {
        String key =
            CommitIndex.folder(each.file().inner())
                + '\0'
                + Kinds.unexplained(each.file().file()).ordinal();
        mixed.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
      } else {
        whole.computeIfAbsent(folder, k -> new ArrayList<>()).add(each);
      }
    }
    List<Group> groups = new ArrayList<>();
    whole.forEach(
        (folder, files) -> groups.add(new Group(folder, relative(files, folder) + "**", files)));
    Map<String, List<Group>> below = new TreeMap<>();
    mixed.forEach(
        (key, files) -> {
          String folder = key.substring(0, key.indexOf('\0'));
          String severity = key.substring(folder.length());
          List<Group> apart =
              below.computeIfAbsent(first(files, folder) + severity, k -> new ArrayList<>());
          if (files.size() > SINGLY) {
            apart.add(new Group(folder, relative(files, folder) + names(files), files));
          } else {
            for (Reconciliation.Explained each : files) {
              apart.add(new Group(folder, each.file().relative(), List.of(each)));
            }
          }
        });
    below.forEach(
        (key, apart) -> {
          String first = key.substring(0, key.indexOf('\0'));
          if (apart.size() > FOLDERS) {
            groups.add(together(first, apart));
          } else {
            groups.addAll(apart);
          }
        });
    groups.sort(Comparator.comparing(group -> group.files().get(0).file().inner()));
    return groups;
  }

  /**
   * The first folder below what holds everything, on the way to {@code folder}, in the artifact.
   */
  private static String first(List<Reconciliation.Explained> files, String folder) {
    Shipped file = files.get(0).file();
    int top = file.inner().length() - file.relative().length();
    int end = file.inner().indexOf('/', top);
    return end < 0 ? folder : file.inner().substring(0, end + 1);
  }

  /** One group of those that stand all over one folder. */
  private static Group together(String folder, List<Group> groups) {
    List<Reconciliation.Explained> files = new ArrayList<>();
    for (Group each : groups) {
      files.addAll(each.files());
    }
    files.sort(Comparator.comparing(each -> each.file().inner()));
    String relative = relative(files, folder);
    return new Group(folder, relative + (relative.isEmpty() ? "" : "**/") + names(files), files);
  }

  private static void count(Map<String, int[]> folders, String inner, int what) {
    for (int end = inner.indexOf('/'); end >= 0; end = inner.indexOf('/', end + 1)) {
      folders.computeIfAbsent(inner.substring(0, end + 1), key -> new int[2])[what]++;
    }
  }

  /** The highest folder of which all files are told, below what holds everything; or empty. */
  private static String unexplained(Shipped file, Map<String, int[]> folders) {
    String inner = file.inner();
    int top = inner.length() - file.relative().length();
    for (int end = inner.indexOf('/', top); end >= 0; end = inner.indexOf('/', end + 1)) {
      int[] counts = folders.get(inner.substring(0, end + 1));
      if (counts != null && counts[0] == counts[1] && counts[0] > 1) {
        return inner.substring(0, end + 1);
      }
    }
    return "";
  }

  /** {@code folder} as it is called without what holds everything. */
  private static String relative(List<Reconciliation.Explained> files, String folder) {
    Shipped first = files.get(0).file();
    int top = first.inner().length() - first.relative().length();
    return folder.length() <= top ? "" : folder.substring(top);
  }

  /** A pattern of what the files of one folder are called. */
  private static String names(List<Reconciliation.Explained> files) {
    TreeSet<String> extensions = new TreeSet<>();
    for (Reconciliation.Explained each : files) {
      String name = CommitIndex.name(each.file().inner());
      String extension = name.substring(name.lastIndexOf('.') + 1);
      if (name.lastIndexOf('.') <= 0 || !extension.matches("[A-Za-z0-9_-]+")) {
        return "*";
      }
      extensions.add(extension);
    }
    return extensions.size() == 1
        ? "*." + extensions.first()
        : "*.{" + String.join(",", extensions) + "}";
  }

  /** The gravest of {@code files}, if none of them is explained. */
  static Severity gravest(List<Reconciliation.Explained> files) {
    Severity gravest = Severity.INFO;
    for (Reconciliation.Explained each : files) {
      Severity own = Kinds.unexplained(each.file().file());
      gravest = own.compareTo(gravest) > 0 ? own : gravest;
    }
    return gravest;
  }
}
