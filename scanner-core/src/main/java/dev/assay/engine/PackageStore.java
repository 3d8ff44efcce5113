package dev.assay.engine;

import dev.assay.model.PackageIdentity;
import java.util.ArrayList;
import java.util.List;

/**
 * Packages in bounded memory: of very many those are kept whose places come first, whatever the
 * threads. Thread-safe.
 */
final class PackageStore {

  /** Bytes, roughly, of what is kept in the end; twice as much while it is gathered. */
  static final long MOST_BYTES = 24L << 20;

  private final long mostBytes;
  private final List<PackageIdentity> kept = new ArrayList<>();
  private long bytes;
  private long dropped;

  PackageStore() {
    this(MOST_BYTES);
  }

  PackageStore(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized void add(PackageIdentity identity) {
    kept.add(identity);
    bytes += identity.weight();
    if (bytes > 2 * mostBytes) {
      cut();
    }
  }

  /** Takes all out, in order. */
  synchronized List<PackageIdentity> drain() {
    cut();
    List<PackageIdentity> all = new ArrayList<>(kept);
    kept.clear();
    bytes = 0;
    return all;
  }

  /** How many were not kept, ever. */
  synchronized long dropped() {
    return dropped;
  }

  /** What comes behind as much as may be kept would do so too if all were known. */
  private void cut() {
    kept.sort(PackageIdentity.ORDER);
    long sum = 0;
    int count = 0;
    while (count < kept.size() && sum + kept.get(count).weight() <= mostBytes) {
      sum += kept.get(count++).weight();
    }
    dropped += kept.size() - count;
    kept.subList(count, kept.size()).clear();
    bytes = sum;
  }
}
