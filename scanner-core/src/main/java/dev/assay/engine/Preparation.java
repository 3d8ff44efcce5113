package dev.assay.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What a scan makes of its rules before it looks at anything. For a hook it is made on a thread of
 * its own while git is asked what is staged: each takes about 20 milliseconds of a cold start.
 */
final class Preparation {
  private final FutureTask<Ready> task;

  /**
   * What it comes to.
   *
   * @param choice rules that take part
   * @param parts what looks at contents
   * @param placement judges what they say
   * @param allowing knows what was allowed before
   */
  record Ready(RuleChoice choice, Parts parts, Placement placement, Allowing allowing) {}

  private Preparation(Callable<Ready> work) {
    task = new FutureTask<>(work);
  }

  /** Does {@code work} now. */
  static Preparation now(Callable<Ready> work) {
    Preparation preparation = new Preparation(work);
    preparation.task.run();
    preparation.ready();
    return preparation;
  }

  /** Does {@code work} beside the caller, who may go on until it needs what it comes to. */
  static Preparation beside(Callable<Ready> work) {
    Preparation preparation = new Preparation(work);
    Thread thread = new Thread(preparation.task, "assay-rules");
    thread.setDaemon(true);
    thread.start();
    return preparation;
  }

  /** What it came to; throws what went wrong instead. */
  Ready ready() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
