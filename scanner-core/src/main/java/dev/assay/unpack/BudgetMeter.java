package dev.assay.unpack;

import dev.assay.model.Budget;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of a {@link Budget}, shared by all workers of one scan. Thread-safe. */
public final class BudgetMeter {

  /** Output below this is never judged by its ratio, bytes. */
  public static final long RATIO_FLOOR = 100L << 20;

  private final Budget budget;

  /**
   * Chains of decoders that hold much at one time. Two, since most large dictionaries take 64 MB
   * and a scan gets by with 256; a chain takes its turn once, so none waits for another in vain.
   */
  private final Semaphore large = new Semaphore(2, true);

  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /** A full budget. */
  public BudgetMeter(Budget budget) {
    this.budget = budget;
  }

  /** The limits. */
  public Budget budget() {
    return budget;
  }

  /** Takes one entry; false if there is none left. */
  public boolean takeEntry() {
    return entries.incrementAndGet() <= budget.maxEntries();
  }

  /** Waits until another chain of decoders may hold much memory. */
  void enterLarge() {
    large.acquireUninterruptibly();
  }

  /** Ends what {@link #enterLarge} began. */
  void leaveLarge() {
    large.release();
  }

  /** Whether more unpacked bytes were taken than there are. */
  public boolean outOfBytes() {
    return bytes.get() > budget.maxBytes();
  }

  /** Takes {@code count} unpacked bytes, whether or not so many are left. */
  public void takeBytes(long count) {
    bytes.addAndGet(count);
  }
}
