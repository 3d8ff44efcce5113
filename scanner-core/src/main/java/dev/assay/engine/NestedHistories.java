package dev.assay.engine;

import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.UsageException;
import dev.assay.source.Attribution;
import dev.assay.source.Source;
import dev.assay.source.git.GitRepository;
import dev.assay.source.git.history.HistorySource;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Scans the whole histories of repositories that lie in what is scanned, unreachable objects
 * included: all of it ships. Only our own reader of objects looks at them; git is never started.
 */
final class NestedHistories {
  private final Run run;
  private final Collected out;

  /** Takes what was found in one history. */
  interface Placing {
    void attribute(Attribution attribution, Collected found, Provenance repository);
  }

  NestedHistories(Run run, Collected out) {
    this.run = run;
    this.out = out;
  }

  void scan(NestedRepositories.Gathered each, Placing placing) {
    if (each.depth() >= run.config.budget().maxDepth()) {
      out.problems.add(
          new Problem(
              Problem.Kind.TOO_DEEP,
              each.place().path(),
              "it is a git repository inside "
                  + each.depth()
                  + " containers, and no more are opened; raise --max-depth"));
      return;
    }
    Collected found = new Collected();
    try (WorkerPool pool = new WorkerPool(run)) {
      HistorySource history = new HistorySource(GitRepository.open(each.folder(), Map.of()), true);
      pool.scan("", new Within(history, pool, each));
      found.add(pool.drain());
      Attribution attribution = history.attribution();
      if (attribution != null) {
        placing.attribute(attribution, found, each.place());
      }
      found.add(pool.drain());
    } catch (UsageException e) {
      found.problems.add(
          new Problem(
              Problem.Kind.MALFORMED,
              "",
              "its settings can't be read as those of a git repository, so its history was not"
                  + " scanned"));
    }
    for (Problem problem : found.problems) {
      if (problem.kind() != Problem.Kind.HISTORY_CUT) { // all that ships was scanned
        String path = problem.path();
        String inside =
            path.isEmpty() ? each.place().path() : each.place().path() + Provenance.NESTING + path;
        out.problems.add(new Problem(problem.kind(), inside, problem.detail()));
      }
    }
    found.problems.clear();
    found.pins.clear();
    found.digests.clear();
    found.placed.clear();
    out.add(found);
  }

  /** Pushes a history as what lies in a container. */
  private final class Within implements Source {
    private final Source history;
    private final WorkerPool pool;
    private final NestedRepositories.Gathered at;

    Within(Source history, WorkerPool pool, NestedRepositories.Gathered at) {
      this.history = history;
      this.pool = pool;
      this.at = at;
    }

    @Override
    public void push(ContentSink sink) throws IOException {
      Content place = new BytesContent(at.place(), new byte[0]);
      history.push(new Metered(new NestedSink(pool, at.depth() + 1, place)));
    }
  }

  /** Takes what is pushed out of the budget: objects are small packed, and may be large. */
  private final class Metered implements ContentSink {
    private final ContentSink inner;
    private final AtomicBoolean told = new AtomicBoolean();

    Metered(ContentSink inner) {
      this.inner = inner;
    }

    @Override
    public void accept(Content content) {
      run.meter.takeBytes(Math.max(0, content.size()));
      if (run.meter.takeEntry() && !run.meter.outOfBytes()) {
        inner.accept(content);
      } else if (!told.getAndSet(true)) {
        inner.problem(
            new Problem(
                Problem.Kind.TOO_LARGE,
                "",
                "more objects, or larger ones, than the budget allows; the rest of this history was"
                    + " not scanned: raise --max-bytes or --max-entries"));
      }
    }

    @Override
    public void problem(Problem problem) {
      inner.problem(problem);
    }

    @Override
    public void notice(String notice) {
      inner.notice(notice);
    }

    @Override
    public void count(Coverage.Unit what, long amount) {
      inner.count(what, amount);
    }

    @Override
    public void fork(Task task) {
      inner.fork(task);
    }

    @Override
    public boolean stopped() {
      return inner.stopped();
    }
  }
}
