package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.CommitTree;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a commit by their paths, contents and names. Immutable once made. */
final class CommitIndex {

  /** Links that are followed one after another. */
  private static final int MOST_HOPS = 16;

  /** Contents that more files have say nothing of where another came from. */
  static final int MOST_ALIKE = 16;

  /** Files of one content or name, and folders of one, that are looked at, the first by path. */
  private static final int MOST_NAMED = 500;

  /** Languages that are compiled into classes of Java's. */
  private static final Set<String> CLASS_SOURCES =
      Set.of("java", "kt", "scala", "groovy", "clj", "cljc", "aj");

  private final Map<String, CommitFile> byPath = new HashMap<>();
  private final Map<String, List<CommitFile>> byText = new HashMap<>();
  private final Map<String, List<CommitFile>> byStem = new HashMap<>();
  private final Map<String, Set<String>> sourceFolders = new HashMap<>();
  private final Map<String, String> links;

  CommitIndex(CommitFiles commit) {
    links = commit.tree().links();
    Map<String, CommitTree.Pointer> pointers = commit.tree().pointers();
    List<ArtifactFile> byName = new ArrayList<>(commit.files());
    byName.sort(Comparator.comparing(file -> file.place().path()));
    for (ArtifactFile file : byName) {
      if (!(file.place() instanceof Provenance.Blob blob)) {
        continue; // in an archive
      }
      CommitFile each =
          CommitFile.of(blob, file, links.get(blob.path()), pointers.get(blob.path()));
      byPath.putIfAbsent(each.path(), each);
      add(byText, each.textSha256(), each);
      if (!each.sha256().equals(each.textSha256())) {
        add(byText, each.sha256(), each);
      }
      if (CLASS_SOURCES.contains(extension(each.path()))) {
        add(byStem, stem(each.path()), each);
        String folder = folder(each.path());
        Set<String> folders =
            sourceFolders.computeIfAbsent(lastFolder(folder), key -> new LinkedHashSet<>(1));
        if (folders.size() < MOST_NAMED) {
          folders.add(folder);
        }
      }
    }
  }

  private static void add(Map<String, List<CommitFile>> lists, String key, CommitFile file) {
    List<CommitFile> list = lists.computeIfAbsent(key, each -> new ArrayList<>(1));
    if (list.size() < MOST_NAMED) {
      list.add(file);
    }
  }

  /** How many files there are. */
  int size() {
    return byPath.size();
  }

  /** The file at {@code path}, or where links on the way lead; null if there is none. */
  @Nullable CommitFile at(String path) {
    String at = path;
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      CommitFile file = byPath.get(at);
      if (file != null && file.link() == null) {
        return file;
      }
      String next = followed(at);
      if (next == null) {
        return file; // a link that leads nowhere is what it says
      }
      at = next;
    }
    return null;
  }

  /**
   * What {@code file} would be that ships as {@code path}: a link as it is, where {@code file} is
   * what a link says; else what {@link #at} gives.
   */
  @Nullable CommitFile at(String path, ArtifactFile file) {
    CommitFile there = byPath.get(path);
    return there != null && there.link() != null && there.sameBytes(file) ? there : at(path);
  }

  /** {@code path} with the first link on its way replaced; null if there is none in the commit. */
  private @Nullable String followed(String path) {
    if (links.isEmpty()) {
      return null;
    }
    for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
      String part = end < 0 ? path : path.substring(0, end);
      String target = links.get(part);
      if (target != null) {
        String folder = part.substring(0, part.lastIndexOf('/') + 1);
        return resolved(folder, target, end < 0 ? "" : path.substring(end));
      }
      if (end < 0) {
        return null;
      }
    }
  }

  private static @Nullable String resolved(String folder, String target, String rest) {
    List<String> parts = new ArrayList<>();
    if (target.startsWith("/")) {
      return null;
    }
    for (String part : (folder + target + rest).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return null;
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** Files of the same text, line ends apart; links themselves are none. */
  List<CommitFile> alike(ArtifactFile file) {
    List<CommitFile> same = byText.get(file.textSha256());
    if (same == null) {
      same = byText.get(file.sha256());
    }
    return same == null ? List.of() : same;
  }

  /** Sources of classes whose files are called {@code stem}, without their extension. */
  List<CommitFile> sources(String stem) {
    return byStem.getOrDefault(stem, List.of());
  }

  /** Folders with sources of classes that are called as the last part of {@code folder} is. */
  Set<String> sourceFolders(String folder) {
    return sourceFolders.getOrDefault(lastFolder(folder), Set.of());
  }

  /** {@code c} of {@code a/b/c/}. */
  private static String lastFolder(String folder) {
    String without = folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1);
    return name(without);
  }

  /** Empty, or ending in {@code /}. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Lower-case; empty without one. */
  static String extension(String path) {
    String name = name(path);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The name without its last extension. */
  static String stem(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }
}
