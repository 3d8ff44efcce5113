package dev.assay.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Observations in bounded memory: of very many those are kept that come first, whatever the
 * threads. Thread-safe.
 */
final class Kept<T> {
  private final Comparator<? super T> order;
  private final ToLongFunction<? super T> weight;
  private final long mostBytes;
  private final long mostGathered;
  private final List<T> kept = new ArrayList<>();
  private long bytes;
  private long dropped;

  /**
   * @param order total: equal ones are the same
   * @param weight bytes of one, roughly
   * @param mostBytes of those that stay in the end; twice as much while they are gathered
   */
  Kept(Comparator<? super T> order, ToLongFunction<? super T> weight, long mostBytes) {
    this(order, weight, mostBytes, 2 * mostBytes);
  }

  /**
   * The same.
   *
   * @param mostGathered bytes while they are gathered: the nearer to {@code mostBytes}, the more
   *     often they are sorted
   */
  Kept(
      Comparator<? super T> order,
      ToLongFunction<? super T> weight,
      long mostBytes,
      long mostGathered) {
    this.order = order;
    this.weight = weight;
    this.mostBytes = mostBytes;
    this.mostGathered = mostGathered;
  }

  synchronized void add(T one) {
    kept.add(one);
    bytes += weight.applyAsLong(one);
    if (bytes > mostGathered) {
      cut();
    }
  }

  /** Takes all out, in order. */
  synchronized List<T> drain() {
    cut();
    List<T> all = new ArrayList<>(kept);
    kept.clear();
    bytes = 0;
    return all;
  }

  /** How many were not kept since this was last asked. */
  synchronized long dropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  /** What comes behind as much as may be kept would do so too if all were known. */
  private void cut() {
    kept.sort(order);
    long sum = 0;
    int count = 0;
    while (count < kept.size() && sum + weight.applyAsLong(kept.get(count)) <= mostBytes) {
      sum += weight.applyAsLong(kept.get(count++));
    }
    dropped += kept.size() - count;
    kept.subList(count, kept.size()).clear();
    bytes = sum;
  }
}
