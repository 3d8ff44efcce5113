package dev.assay.compare.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sources in a commit that a compiled file is made from: classes of Java, Kotlin, Scala
 * and Groovy, bytecode of Python, and scripts and style sheets that lie beside what they are
 * compiled from.
 */
final class Compiled {

  private static final String[] CLASS_ROOTS = {"BOOT-INF/classes/", "WEB-INF/classes/"};

  /** Dollar signs in a name that are tried. */
  private static final int MOST_NESTED = 20;

  private static final String VERSIONS = "META-INF/versions/";

  private final CommitIndex commit;

  /** How many classes each folder of sources explains: of several modules the best counts. */
  private final Map<String, Integer> modules = new HashMap<>();

  /** A source, and how sure it is. */
  record Source(String git, String because) {}

  Compiled(CommitIndex commit, List<Shipped> files) {
    this.commit = commit;
    for (Shipped file : files) {
      for (String type : types(file.inner())) {
        for (CommitFile source : commit.sources(stem(type))) {
          String module = module(source, type);
          if (module != null) {
            modules.merge(module, 1, Integer::sum);
          }
        }
      }
    }
  }

  /**
   * What {@code file} is compiled from; null if nothing is known.
   *
   * @param mapped where the commit would have it, the best first
   */
  @Nullable Source of(Shipped file, List<String> mapped) {
    List<String> types = types(file.inner());
    if (!types.isEmpty()) {
      return ofClass(types);
    }
    if (CommitIndex.extension(file.inner()).equals("pyc")) {
      for (String path : mapped) {
        Source source = existing(withoutCache(path) + ".py", "compiled by Python from ");
        if (source != null) {
          return source;
        }
      }
      return null;
    }
    for (String path : mapped) {
      for (String from : isNative(file) ? besideNative(path) : beside(path)) {
        Source source = existing(from, "compiled from ");
        if (source != null) {
          return source;
        }
      }
    }
    return null;
  }

  private @Nullable Source existing(String path, String because) {
    return commit.at(path) == null ? null : new Source(path, because + path);
  }

  /**
   * {@code a/b/C$1} and {@code a/b/C} of {@code a/b/C$1.class}, wherever classes lie; none for
   * other files. A dollar sign may be a letter, so that the longest counts that there is a source
   * of.
   */
  private static List<String> types(String inner) {
    if (!inner.endsWith(".class")) {
      return List.of();
    }
    String path = inner.substring(0, inner.length() - ".class".length());
    for (String root : CLASS_ROOTS) {
      if (path.startsWith(root)) {
        path = path.substring(root.length());
      }
    }
    if (path.startsWith(VERSIONS)) {
      path = path.substring(path.indexOf('/', VERSIONS.length()) + 1);
    }
    List<String> types = new ArrayList<>();
    types.add(path);
    int first = path.lastIndexOf('/') + 1;
    for (int dollar = path.lastIndexOf('$'); dollar > first; ) {
      types.add(path.substring(0, dollar));
      dollar = types.size() > MOST_NESTED ? -1 : path.lastIndexOf('$', dollar - 1);
    }
    return types;
  }

  private static String stem(String type) {
    return CommitIndex.name(type);
  }

  /** The folder of sources that {@code source} is in as {@code type}; null if it is another one. */
  private static @Nullable String module(CommitFile source, String type) {
    String path = source.path();
    int start = path.lastIndexOf('.') - type.length();
    boolean found =
        start >= 0 && path.startsWith(type, start) && (start == 0 || path.charAt(start - 1) == '/');
    return found ? path.substring(0, start) : null;
  }

  private @Nullable Source ofClass(List<String> types) {
    for (String type : types) {
      Source source = ofClass(type);
      if (source != null) {
        return source;
      }
    }
    return ofKotlin(types.get(types.size() - 1));
  }

  private @Nullable Source ofClass(String type) {
    String best = null;
    int most = -1;
    for (CommitFile source : commit.sources(stem(type))) {
      String module = module(source, type);
      if (module == null) {
        continue;
      }
      int count = modules.getOrDefault(module, 0) - (isTest(module) ? 1_000_000 : 0);
      if (best == null || count > most || (count == most && source.path().compareTo(best) < 0)) {
        best = source.path();
        most = count;
      }
    }
    return best == null ? null : new Source(best, "compiled from " + best);
  }

  /** Kotlin files need not lie in the folder of their package, nor be called as their classes. */
  private @Nullable Source ofKotlin(String type) {
    String stem = stem(type);
    for (String name :
        stem.endsWith("Kt")
            ? new String[] {stem, stem.substring(0, stem.length() - 2)}
            : new String[] {stem}) {
      for (CommitFile source : commit.sources(name)) {
        if (source.path().endsWith(".kt") && !isTest(source.path())) {
          return new Source(source.path(), "compiled from " + source.path());
        }
      }
    }
    // Types that are not public may stand in a file of another name.
    String folder = CommitIndex.folder(type);
    String best = null;
    int most = -1;
    for (String sources : folder.isEmpty() ? Set.<String>of() : commit.sourceFolders(folder)) {
      if ((sources.equals(folder) || sources.endsWith("/" + folder)) && !isTest(sources)) {
        String module = sources.substring(0, sources.length() - folder.length());
        int count = modules.getOrDefault(module, 0);
        if (count > most) {
          best = sources;
          most = count;
        }
      }
    }
    return best == null ? null : new Source("", "compiled from a file of " + best);
  }

  private static boolean isTest(String path) {
    return path.contains("src/test/") || path.startsWith("test/");
  }

  /** {@code a/b.py} without its end, of {@code a/__pycache__/b.cpython-312.pyc} too. */
  private static String withoutCache(String path) {
    String folder = CommitIndex.folder(path);
    String name = CommitIndex.stem(path);
    if (folder.endsWith("__pycache__/")) {
      folder = folder.substring(0, folder.length() - "__pycache__/".length());
      int dot = name.indexOf('.');
      name = dot < 0 ? name : name.substring(0, dot);
    }
    return folder + name;
  }

  private static boolean isNative(Shipped file) {
    return file.file().kind().equals("library")
        && Set.of("so", "pyd", "dylib").contains(CommitIndex.extension(file.inner()));
  }

  /** Of an extension module of Python: {@code x.cpython-312-x86_64-linux-gnu.so} of {@code x.c}. */
  private static List<String> besideNative(String path) {
    String folder = CommitIndex.folder(path);
    String name = CommitIndex.name(path);
    String stem = folder + name.substring(0, name.indexOf('.'));
    return List.of(
        stem + ".pyx", stem + ".c", stem + ".cpp", stem + ".cc", stem + ".cxx", stem + ".py");
  }

  /** Sources that a compiler leaves its output beside. */
  private static List<String> beside(String path) {
    String folder = CommitIndex.folder(path);
    String name = CommitIndex.name(path);
    if (name.endsWith(".d.ts") || name.endsWith(".d.mts") || name.endsWith(".d.cts")) {
      String stem = name.substring(0, name.lastIndexOf(".d."));
      return List.of(
          folder + stem + ".ts",
          folder + stem + ".tsx",
          folder + stem + ".mts",
          folder + stem + ".cts");
    }
    String stem = folder + CommitIndex.stem(path);
    return switch (CommitIndex.extension(path)) {
      case "js", "mjs", "cjs", "jsx" ->
          List.of(
              stem + ".ts",
              stem + ".tsx",
              stem + ".mts",
              stem + ".cts",
              stem + ".coffee",
              stem + ".jsx");
      case "css" -> List.of(stem + ".scss", stem + ".less", stem + ".sass", stem + ".styl");
      case "c", "cpp" -> List.of(stem + ".pyx", stem + ".py");
      default -> List.of();
    };
  }
}
