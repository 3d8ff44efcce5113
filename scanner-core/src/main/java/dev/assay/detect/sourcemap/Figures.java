package dev.assay.detect.sourcemap;

import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What one or several maps give away together, in words. */
final class Figures {
  private static final int SHOWN = 3;

  private final List<SourceMapFacts> maps;
  private long named;
  private long files;
  private long lines;
  private long own;
  private long ownLines;
  private boolean complete = true;
  private final Set<String> examples = new TreeSet<>();
  private final Set<String> paths = new TreeSet<>();
  private final Set<String> users = new TreeSet<>();
  private final Set<String> hosts = new TreeSet<>();

  /** Of at least one map. */
  Figures(List<SourceMapFacts> maps) {
    this.maps = maps;
    for (SourceMapFacts map : maps) {
      named += map.sources();
      files += map.embedded();
      lines += map.lines();
      own += map.ownEmbedded();
      ownLines += map.ownLines();
      complete &= map.complete();
      examples.addAll(map.ownExamples());
      paths.addAll(map.absolutePaths());
      users.addAll(map.users());
      hosts.addAll(map.hosts());
    }
  }

  /** What the maps recover. */
  String recovered() {
    return (maps.size() == 1
            ? "Source map recovers "
            : number(maps.size()) + " source maps recover ")
        + count(files, "file")
        + ", "
        + count(lines, "line")
        + ", "
        + (own == 0 ? "none" : own == files ? "all" : number(own))
        + " of them first-party";
  }

  /** What their names tell. */
  String told(String subject) {
    List<String> parts = new ArrayList<>();
    if (!hosts.isEmpty()) {
      parts.add(list("internal hosts or buckets", hosts));
    }
    if (!users.isEmpty()) {
      parts.add(list("users", users));
    }
    if (!paths.isEmpty()) {
      parts.add("absolute paths (" + first(paths) + ")");
    }
    return subject + " names " + String.join("; ", parts);
  }

  /** What else is to be known of what they recover. */
  List<String> evidence() {
    List<String> sentences = new ArrayList<>();
    if (own > 0 && own < files) {
      sentences.add(count(ownLines, "line") + " of them are first-party");
    }
    if (!examples.isEmpty()) {
      boolean all = own == examples.size() && own <= SHOWN;
      sentences.add((all ? "first-party: " : "first-party, such as ") + first(examples));
    }
    if (named > files) {
      sentences.add(count(named, "source") + " are named, " + number(files) + " with their text");
    }
    if (maps.size() > 1) {
      sentences.add(others());
    }
    if (!complete) {
      sentences.add("what is broken or too large was not read to its end: there may be more");
    }
    return sentences;
  }

  private String others() {
    Set<String> places = new TreeSet<>();
    for (SourceMapFacts map : maps.subList(1, maps.size())) {
      places.add(map.place().path());
    }
    return "also in " + some(places);
  }

  private static String list(String what, Set<String> all) {
    return what + " (" + some(all) + ")";
  }

  /** The first few of what are but examples. */
  private static String first(Set<String> examples) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String each : examples) {
      if (shown++ == SHOWN) {
        break;
      }
      text.append(text.length() == 0 ? "" : ", ").append(each);
    }
    return text.toString();
  }

  /** The first few of {@code all}, and how many more there are. */
  static String some(Set<String> all) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (String each : all) {
      if (shown == SHOWN) {
        return text.append(" and ").append(number(all.size() - shown)).append(" more").toString();
      }
      text.append(shown++ == 0 ? "" : ", ").append(each);
    }
    return text.toString();
  }

  static String count(long amount, String what) {
    return number(amount) + " " + what + (amount == 1 ? "" : "s");
  }

  static String number(long amount) {
    return String.format(Locale.ROOT, "%,d", amount);
  }
}
