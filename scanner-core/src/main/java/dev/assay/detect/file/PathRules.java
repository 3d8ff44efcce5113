package dev.assay.detect.file;

import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that a path may concern by its file name, so that the globs of all others are
 * never tried: most patterns end in a fixed name or a fixed extension. Immutable.
 */
final class PathRules {
  private static final String WILD = "*?[]{}\\";

  private final Map<String, List<Entry>> byName = new HashMap<>();
  private final Map<String, List<Entry>> byExtension = new HashMap<>();
  private final List<Entry> others = new ArrayList<>();

  /**
   * A rule with one of its patterns, compiled when a path is first held against it; compiled twice
   * by two threads at once, they are the same.
   */
  private static final class Entry {
    private final Rule rule;
    private final String pattern;
    private volatile @Nullable Globs globs;

    /** What names of files begin and end with that the pattern is of. */
    private String nameBegin = "";

    private String nameEnd = "";

    private record Globs(List<Glob> include, List<Glob> exclude) {}

    Entry(Rule rule, String pattern) {
      this.rule = rule;
      this.pattern = pattern;
    }

    /** The last segment of the pattern, in which nothing stands for a slash. */
    void named(String segment) {
      int begin = 0;
      while (begin < segment.length() && WILD.indexOf(segment.charAt(begin)) < 0) {
        begin++;
      }
      int end = segment.length();
      while (end > begin && WILD.indexOf(segment.charAt(end - 1)) < 0) {
        end--;
      }
      nameBegin = segment.substring(0, begin);
      nameEnd = segment.substring(end);
    }

    /** Quicker than the pattern, and true of all that it matches. */
    boolean may(String name) {
      return name.startsWith(nameBegin) && name.endsWith(nameEnd);
    }

    boolean matches(String path) {
      Globs compiled = globs;
      if (compiled == null) {
        compiled =
            new Globs(
                Glob.compileIncludes(List.of(pattern)), Glob.compileAll(rule.path().exclude()));
        globs = compiled;
      }
      return Glob.any(compiled.include(), path) && !Glob.any(compiled.exclude(), path);
    }
  }

  /** Of rules that are a path. */
  PathRules(List<Rule> rules) {
    for (Rule rule : rules) {
      for (String pattern : rule.path().include()) {
        add(pattern, new Entry(rule, pattern));
      }
    }
  }

  private void add(String pattern, Entry entry) {
    String name = pattern.substring(pattern.lastIndexOf('/') + 1);
    // A brace may hold a slash, so that the last name is not what it seems.
    boolean plain =
        pattern.indexOf('{') < 0 && pattern.indexOf('\\') < 0 && !pattern.startsWith(Glob.REGEX);
    if (plain && literal(name)) {
      put(byName, name, entry);
    } else if (plain
        && name.startsWith("*.")
        && literal(name.substring(2))
        && name.indexOf('.', 2) < 0) {
      put(byExtension, name.substring(2), entry);
    } else {
      if (plain && pattern.indexOf('[') < 0 && !name.contains("**")) {
        entry.named(name);
      }
      others.add(entry);
    }
  }

  /** No lambda: it is on the way of every start. */
  private static void put(Map<String, List<Entry>> map, String key, Entry entry) {
    List<Entry> entries = map.get(key);
    if (entries == null) {
      entries = new ArrayList<>();
      map.put(key, entries);
    }
    entries.add(entry);
  }

  private static boolean literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (WILD.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Rules that {@code path} is of, each once, by id. */
  List<Rule> matching(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Rule> found = collect(byName.get(name), path, name, null);
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      found = collect(byExtension.get(name.substring(dot + 1)), path, name, found);
    }
    found = collect(others, path, name, found);
    if (found == null) {
      return List.of();
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparing(Rule::id));
    }
    return found;
  }

  private static @Nullable List<Rule> collect(
      @Nullable List<Entry> entries, String path, String name, @Nullable List<Rule> found) {
    List<Rule> all = found;
    if (entries != null) {
      for (Entry entry : entries) {
        if (entry.may(name) && !holds(all, entry.rule) && entry.matches(path)) {
          all = all == null ? new ArrayList<>() : all;
          all.add(entry.rule);
        }
      }
    }
    return all;
  }

  /** By identity: rules have much to compare. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean holds(@Nullable List<Rule> rules, Rule rule) {
    if (rules != null) {
      for (int i = 0; i < rules.size(); i++) {
        if (rules.get(i) == rule) {
          return true;
        }
      }
    }
    return false;
  }
}
