package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ContentSink;
import dev.assay.source.Source;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {

  private static void nested(ContentSink sink, int levels, AtomicInteger runs) {
    sink.fork(
        () -> {
          runs.incrementAndGet();
          if (levels > 1) {
            nested(sink, levels - 1, runs);
          }
        });
  }

  private static Run run(int threads) {
    return new Run(
        Preparation.now(
            () ->
                new Preparation.Ready(
                    new RuleChoice(Scans.NO_RULES, null),
                    new Parts(List.of(), List.of(), List.of()),
                    new Placement(Scans.NO_RULES, Scans.config(threads)),
                    new Allowing(
                        Scans.config(threads).known(),
                        Scans.NO_RULES,
                        new Fingerprints("", false)))),
        Scans.config(threads),
        Host.NONE,
        Progress.NONE);
  }

  /** None is lost, however deep tasks fork tasks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void runsEveryTask(int threads) {
    Run run = run(threads);
    AtomicInteger runs = new AtomicInteger();
    try (WorkerPool pool = new WorkerPool(run)) {
      Source source = sink -> nested(sink, 1_000, runs);
      pool.scan("x", source);
    }
    assertThat(runs).hasValue(1_000);
  }

  /** What a scan holds goes with it, though the thread that called it lives on. */
  @Test
  void callingThreadKeepsNothingOfAScanThatIsOver() {
    WorkerPool pool = new WorkerPool(run(1));
    Worker first = pool.worker();
    assertThat(pool.worker()).isSameAs(first);
    pool.close();
    assertThat(pool.worker()).isNotSameAs(first);
    pool.close();
  }
}
