package dev.assay.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what sources and unpackers push. {@link #accept} scans on the calling thread and returns
 * when the content is done with, so a source may reuse its buffers; parallelism comes from {@link
 * #fork}.
 */
public interface ContentSink {

  /**
   * Scans {@code content}, and whatever is nested in it, on this thread. Never throws for its
   * content.
   */
  void accept(Content content);

  /** Reports something that was asked for and could not be scanned. */
  void problem(Problem problem);

  /**
   * Tells the user something about the scan that isn't a problem: a fact with a count, no secret.
   */
  void notice(String notice);

  /** Counts for the summary: {@code amount} more of {@code what}. */
  void count(Coverage.Unit what, long amount);

  /**
   * Whether it takes anything of what is inside {@code container}. An unpacker may ask before it
   * goes to the trouble of opening it itself.
   */
  default boolean wants(Provenance container) {
    return true;
  }

  /**
   * Who compares the entries of {@code container} with what {@code documents} in it say of them;
   * null if nobody does.
   *
   * @param documents their bytes by the names of their entries
   */
  default @Nullable Seal seal(Provenance container, Map<String, byte[]> documents) {
    return null;
  }

  /** Says what was learnt of several contents together, which no detector sees. */
  default void observe(Observation observation) {}

  /**
   * Runs {@code task} on a worker, now or later, before the scan ends; tasks may fork more. With
   * one thread it runs in order. An exception of the task becomes a {@link Problem}.
   */
  void fork(Task task);

  /**
   * Whether the scan is over before its end (its time ran out): a source should stop pushing then.
   * Whoever runs the scan reports what that cut off.
   */
  default boolean stopped() {
    return false;
  }

  /** Work that pushes contents. */
  @FunctionalInterface
  interface Task {
    void run() throws java.io.IOException;
  }
}
