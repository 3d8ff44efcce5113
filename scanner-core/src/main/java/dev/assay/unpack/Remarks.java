package dev.assay.unpack;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What is said of a container's entries: a hostile one would have millions of problems, so of each
 * kind the first by path are told, and the others counted. Which these are doesn't depend on who
 * found them first. Thread-safe.
 */
final class Remarks {

  /** Problems of one kind, and asides, that are told one by one. */
  static final int NAMED = 100;

  private final Provenance place;
  private final ContentSink sink;
  private final Map<Problem.Kind, First<Problem>> problems = new EnumMap<>(Problem.Kind.class);
  private final First<String> asides = new First<>();

  Remarks(Provenance place, ContentSink sink) {
    this.place = place;
    this.sink = sink;
  }

  /** The first of many, and how many there are. */
  private static final class First<T extends Comparable<T>> {
    private final PriorityQueue<T> kept = new PriorityQueue<>(Comparator.reverseOrder());
    private long count;

    void add(T item) {
      count++;
      kept.add(item);
      if (kept.size() > NAMED) {
        kept.remove();
      }
    }

    long others() {
      return count - kept.size();
    }
  }

  synchronized void problem(Problem problem) {
    problems.computeIfAbsent(problem.kind(), kind -> new First<>()).add(problem);
  }

  /** Something at {@code path} belongs to no entry. */
  synchronized void aside(String path) {
    asides.add(path);
  }

  /** Tells all; called once, at the end. */
  synchronized void tell() {
    for (String path : asides.kept) {
      sink.notice(path + ": it belongs to no entry, and was scanned as it is");
    }
    if (asides.others() > 0) {
      sink.notice(
          String.format(
              Locale.ROOT,
              "%s: %,d further stretches belong to no entry, and were scanned as they are",
              place.path(),
              asides.others()));
    }
    problems.forEach(
        (kind, first) -> {
          first.kept.forEach(sink::problem);
          if (first.others() > 0) {
            sink.problem(
                new Problem(
                    kind,
                    place.path(),
                    String.format(
                        Locale.ROOT,
                        "%,d further entries have this kind of problem",
                        first.others())));
          }
        });
  }
}
