package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes of the files of an artifact the patterns that say the same of its next release: few names
 * stand for themselves, folders of files of one kind and ending become one pattern (all {@code .js}
 * below {@code lib}), and what is in archives of the artifact is told by kind. Kinds are never
 * mixed, so that one key among a thousand texts has a pattern of its own. The root and its folders
 * are never put together: a new folder there is news.
 */
final class Generaliser {

  /** Patterns of one artifact beyond this are made coarser. */
  static final int MANY = 200;

  /** Compressed, signed or mapped files are of the kind that their name has before that. */
  private static final Set<String> OF_OTHERS =
      Set.of("map", "gz", "br", "zst", "asc", "sha1", "sha256", "sha512", "md5");

  private static final int LONGEST_ENDING = 12;

  /** Characters; beyond that nobody would read it. */
  private static final int LONGEST_PATH = 2_000;

  /** Folders in folders; what is deeper counts as part of the name. */
  private static final int DEEPEST = 40;

  /**
   * How coarse patterns are.
   *
   * @param names so many names in one folder and below stand for themselves
   * @param rootNames the same in the root
   * @param branches folders of a folder without such files of its own that are told one by one
   * @param folders whether folders of the root are told at all
   * @param endings whether endings of names are
   */
  private record Grain(int names, int rootNames, int branches, boolean folders, boolean endings) {}

  private static final List<Grain> GRAINS =
      List.of(
          new Grain(5, 12, 8, true, true),
          new Grain(4, 8, 4, true, true),
          new Grain(2, 4, 2, true, true),
          new Grain(1, 2, 0, true, true),
          new Grain(0, 0, 0, false, true),
          new Grain(0, 0, 0, false, false));

  /**
   * Files of one pattern.
   *
   * @param items sorted by path
   */
  record Group(PathPattern pattern, String kind, List<Item> items) {
    long least() {
      return items.stream().mapToLong(Item::size).min().orElse(0);
    }

    Item largest() {
      Item largest = items.get(0);
      for (Item each : items) {
        largest = each.size() > largest.size() ? each : largest;
      }
      return largest;
    }
  }

  private Generaliser() {}

  /**
   * All of {@code items}, each in one group; sorted by pattern and kind.
   *
   * @param version of the artifact
   */
  static List<Group> groups(Collection<Item> items, String version) {
    return groups(items, new NameSet().add(items, version));
  }

  /** The same with names that are known. */
  static List<Group> groups(Collection<Item> items, NameSet known) {
    List<Named> names = new ArrayList<>(items.size());
    for (Item item : items) {
      names.add(Named.of(item, known));
    }
    Map<String, Group> groups = Map.of();
    for (Grain grain : GRAINS) {
      groups = new Making(grain).of(names);
      if (groups.size() <= MANY) {
        break;
      }
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparing((Group each) -> each.pattern().text()).thenComparing(Group::kind));
    return sorted;
  }

  /**
   * An item under its general name.
   *
   * @param folder general; empty, or ending in {@code /}
   * @param name general
   * @param ending what names of its kind end with, such as {@code .d.ts}; perhaps empty
   * @param inside whether it is in an archive, which {@code name} is then
   */
  private record Named(Item item, String folder, String name, String ending, boolean inside) {

    static Named of(Item item, NameSet known) {
      String general = known.of(item);
      if (general.length() > LONGEST_PATH) {
        return new Named(item, "", "**", "", item.nested());
      }
      int slash = general.lastIndexOf('/') + 1;
      String name = general.substring(slash);
      return new Named(
          item, general.substring(0, slash), name, Generaliser.ending(name), item.nested());
    }
  }

  /** The ending of a general name, with its dot. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || name.length() - dot > LONGEST_ENDING) {
      return "";
    }
    String last = name.substring(dot + 1);
    if (last.isEmpty()) {
      return "";
    }
    int before = dot > 0 ? name.lastIndexOf('.', dot - 1) : -1;
    if (before >= 0) {
      String second = name.substring(before + 1, dot);
      if (last.equals("*")) {
        return ending(name.substring(0, dot)) + name.substring(dot);
      }
      boolean declarations = second.equals("d") && last.endsWith("ts");
      if (declarations || (OF_OTHERS.contains(last) && second.length() < 6)) {
        return ending(name.substring(0, dot)).isEmpty()
            ? name.substring(dot)
            : ending(name.substring(0, dot)) + name.substring(dot);
      }
    }
    return last.equals("*") ? "" : name.substring(dot);
  }

  /** One way to make groups. */
  private static final class Making {
    private final Grain grain;
    private final Map<String, Group> groups = new TreeMap<>();

    Making(Grain grain) {
      this.grain = grain;
    }

    Map<String, Group> of(List<Named> names) {
      Map<String, Folder> trees = new TreeMap<>();
      for (Named each : names) {
        String kind = each.item().kind();
        if (each.inside()) {
          add(inside(each), kind, each.item());
          continue;
        }
        String ending = grain.endings() ? each.ending() : "";
        if (!grain.folders()) {
          add(ending.isEmpty() ? "**" : "**/*" + ending, kind, each.item());
          continue;
        }
        trees.computeIfAbsent(kind + '\t' + ending, key -> new Folder("", ending, kind)).add(each);
      }
      for (Folder tree : trees.values()) {
        root(tree);
      }
      return groups;
    }

    /** What is in archives goes by where they lie: of one folder and ending together. */
    private String inside(Named each) {
      String archive;
      if (!grain.folders()) {
        archive = "**" + (grain.endings() ? "/*" + each.ending() : "");
      } else if (grain.names() >= 4) {
        archive = each.folder() + "*" + each.ending();
      } else {
        int slash = each.folder().indexOf('/');
        archive = slash < 0 ? "*" + each.ending() : each.folder().substring(0, slash) + "/**";
      }
      return archive + Provenance.NESTING + "**";
    }

    private void root(Folder tree) {
      if (tree.files.size() > grain.rootNames()) {
        tree.files.values().forEach(items -> addAll("*" + tree.ending, tree.kind, items));
      } else {
        tree.files.forEach((name, items) -> addAll(name, tree.kind, items));
      }
      tree.folders.values().forEach(this::folder);
    }

    private void folder(Folder folder) {
      if (folder.distinct() <= grain.names()) {
        names(folder);
      } else if (folder.files.isEmpty() && folder.folders.size() <= grain.branches()) {
        folder.folders.values().forEach(this::folder);
      } else {
        String below = folder.folders.isEmpty() && !folder.deep ? "" : "**/";
        folder.each(items -> addAll(folder.path + below + "*" + folder.ending, folder.kind, items));
      }
    }

    private void names(Folder folder) {
      folder.files.forEach((name, items) -> addAll(folder.path + name, folder.kind, items));
      folder.folders.values().forEach(this::names);
    }

    private void addAll(String pattern, String kind, List<Item> items) {
      for (Item item : items) {
        add(pattern, kind, item);
      }
    }

    private void add(String pattern, String kind, Item item) {
      groups
          .computeIfAbsent(
              pattern + '\t' + kind,
              key -> new Group(PathPattern.parse(pattern), kind, new ArrayList<>()))
          .items()
          .add(item);
    }
  }

  /** Files of one kind and ending. */
  private static final class Folder {
    private final String path;
    private final String ending;
    private final String kind;
    private final Map<String, Folder> folders = new TreeMap<>();
    private final Map<String, List<Item>> files = new TreeMap<>();
    private boolean deep;

    Folder(String path, String ending, String kind) {
      this.path = path;
      this.ending = ending;
      this.kind = kind;
    }

    void add(Named named) {
      Folder at = this;
      String path = named.folder();
      int start = 0;
      int depth = 0;
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
        if (depth++ == DEEPEST) {
          at.deep = true;
          break;
        }
        String below = path.substring(0, end + 1);
        at =
            at.folders.computeIfAbsent(
                path.substring(start, end + 1), key -> new Folder(below, ending, kind));
        start = end + 1;
      }
      at.files
          .computeIfAbsent(path.substring(start) + named.name(), key -> new ArrayList<>())
          .add(named.item());
    }

    int distinct() {
      int count = files.size();
      for (Folder each : folders.values()) {
        count += each.distinct();
      }
      return count;
    }

    void each(java.util.function.Consumer<List<Item>> sink) {
      files.values().forEach(sink);
      folders.values().forEach(folder -> folder.each(sink));
    }
  }

  /** Folders of {@code path}, from the outermost on, each ending in {@code /}. */
  static Set<String> folders(String path) {
    Set<String> folders = new TreeSet<>();
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      folders.add(path.substring(0, at + 1));
    }
    return folders;
  }
}
