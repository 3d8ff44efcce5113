package dev.assay.engine;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Seal;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an unpacker pushes, on the thread that it pushes it from: the container's buffers are
 * that thread's own, or it was forked and needs none of them.
 */
final class NestedSink implements ContentSink {
  private final WorkerPool pool;
  private final int depth;
  private final String container;

  NestedSink(WorkerPool pool, int depth, Content container) {
    this.pool = pool;
    this.depth = depth;
    this.container = container.provenance().path();
  }

  @Override
  public void accept(Content content) {
    pool.worker().scan(content, depth);
  }

  @Override
  public void problem(Problem problem) {
    pool.problem(problem);
  }

  @Override
  public void notice(String notice) {
    pool.notice(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {
    pool.count(what, amount);
  }

  @Override
  public @Nullable Seal seal(Provenance container, Map<String, byte[]> documents) {
    return pool.seal(container, documents);
  }

  @Override
  public void observe(Observation observation) {
    pool.observe(observation);
  }

  @Override
  public void fork(Task task) {
    pool.fork(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            problem(Faults.reading(container, e));
          }
        });
  }

  @Override
  public boolean stopped() {
    return pool.stopped();
  }
}
