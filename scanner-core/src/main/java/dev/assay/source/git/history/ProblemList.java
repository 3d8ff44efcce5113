package dev.assay.source.git.history;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.util.TreeSet;

/**
 * Problems of one kind of which there may be a million: the first few in their order are reported
 * one by one, the others as a number. Which ones doesn't depend on the order of threads.
 * Thread-safe.
 */
final class ProblemList {
  private static final int NAMED = 20;

  private final TreeSet<Problem> first = new TreeSet<>();
  private long count;

  synchronized void add(Problem problem) {
    count++;
    if (first.add(problem) && first.size() > NAMED) {
      first.pollLast();
    }
  }

  /**
   * Reports all.
   *
   * @param path of the problem that stands for those that aren't named
   */
  synchronized void report(ContentSink sink, String path, String noun) {
    for (Problem problem : first) {
      sink.problem(problem);
    }
    long others = count - first.size();
    if (others > 0) {
      sink.problem(
          new Problem(first.last().kind(), path, "The same holds for " + others + " more " + noun));
    }
  }
}
