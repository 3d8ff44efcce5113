package dev.assay.engine;

import dev.assay.detect.Correlator;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.ImageLayer;
import dev.assay.model.IntegrityFault;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.Observation;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Seal;
import dev.assay.model.ShippedFile;
import dev.assay.model.ShippedSource;
import dev.assay.model.SourceMapFacts;
import dev.assay.model.UsageException;
import dev.assay.source.Source;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one scan. The calling thread is one of them; others start when there is something
 * for them to do, so that a small scan never starts any. Tasks wait in a short stack: who forks
 * more than that runs them itself, which bounds memory and keeps everybody busy.
 */
final class WorkerPool implements ContentSink, AutoCloseable {
  private static final int WAITING_PER_WORKER = 16;

  /** Tasks that run inside tasks because the stack is full; deeper ones wait all the same. */
  private static final int DEEPEST_INLINE = 64;

  private final Run run;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Task> waiting = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Local> locals = new ArrayList<>();
  private final ThreadLocal<Local> local =
      ThreadLocal.withInitial(
          new Supplier<>() { // no lambda here and below: this is on the way of every hook
            @Override
            public Local get() {
              return newLocal();
            }
          });
  private int running;
  private boolean closed;
  private @Nullable UsageException usage;

  /** Where a source stands, for problems that have no path of their own. */
  private volatile String target = "";

  WorkerPool(Run run) {
    this.run = run;
  }

  private static final class Local {
    private final Worker worker;
    private int inline;

    Local(Worker worker) {
      this.worker = worker;
    }
  }

  /**
   * Scans all that {@code source} pushes; returns when every task is done.
   *
   * @throws UsageException of the source, if what the user named isn't there
   */
  void scan(String target, Source source) {
    this.target = target;
    guarded(
        new Task() {
          @Override
          public void run() throws IOException {
            source.push(WorkerPool.this);
          }
        });
    lock.lock();
    try {
      while (true) {
        Task task = waiting.pollLast();
        if (task != null) {
          runUnlocked(task);
        } else if (running > 0) {
          changed.awaitUninterruptibly();
        } else {
          break;
        }
      }
      if (usage != null) {
        throw usage;
      }
    } finally {
      lock.unlock();
    }
  }

  /** What all workers have gathered since the last call; only while nothing runs. */
  Collected drain() {
    lock.lock();
    try {
      Collected all = new Collected();
      for (Local each : locals) {
        all.add(each.worker.collected);
        each.worker.collected.clear();
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void accept(Content content) {
    if (!run.excludes(content.provenance())) {
      worker().scan(content, 0);
    }
  }

  /** The worker of the calling thread. */
  Worker worker() {
    return local.get().worker;
  }

  @Override
  public void problem(Problem problem) {
    worker().collected.problems.add(problem);
  }

  @Override
  public void notice(String notice) {
    worker().collected.notices.add(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {
    worker().collected.count(what, amount);
  }

  /** Only of files: what a history holds is told of where it is in use. */
  @Override
  public @Nullable Seal seal(Provenance container, Map<String, byte[]> documents) {
    Provenance outermost = container.outermost();
    if (!(outermost instanceof Provenance.File || outermost instanceof Provenance.StandardInput)) {
      return null;
    }
    for (Correlator correlator : run.ready().parts().correlators()) {
      Seal seal = correlator.seal(container, documents, this);
      if (seal != null) {
        return seal;
      }
    }
    return null;
  }

  @Override
  public void observe(Observation observation) {
    if (observation instanceof ImageLayer layer) {
      run.found(layer);
    } else if (observation instanceof PackageIdentity identity) {
      run.found(identity);
    } else if (observation instanceof SourceMapFacts facts) {
      run.found(facts);
    } else if (observation instanceof ShippedSource source) {
      run.found(source);
    } else if (observation instanceof ArtifactFile file) {
      run.found(file);
    } else if (observation instanceof ShippedFile file) {
      run.found(file);
    } else if (observation instanceof LockedPackage entry) {
      run.found(entry);
    } else if (observation instanceof LicenceText licence) {
      run.found(licence);
    } else if (observation instanceof IntegrityFault fault) {
      run.found(fault);
    }
  }

  @Override
  public boolean stopped() {
    return run.stopped();
  }

  @Override
  public void fork(Task task) {
    Local here = local.get();
    if (!queued(task, here.inline >= DEEPEST_INLINE)) {
      here.inline++;
      try {
        guarded(task);
      } finally {
        here.inline--;
      }
    }
  }

  /**
   * Puts {@code task} on the stack; false if it should be run right here.
   *
   * @param always however many wait already
   */
  private boolean queued(Task task, boolean always) {
    if (run.config.threads() == 1 && !always) {
      return false;
    }
    lock.lock();
    try {
      if (!always && waiting.size() >= WAITING_PER_WORKER * run.config.threads()) {
        return false;
      }
      enqueue(task);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(Task task) {
    waiting.addLast(task);
    if (threads.size() < run.config.threads() - 1 && threads.size() <= waiting.size() + running) {
      Thread thread = new Thread(this::work, "assay-worker-" + (threads.size() + 1));
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    changed.signal();
  }

  private void work() {
    lock.lock();
    try {
      while (!closed) {
        Task task = waiting.pollLast();
        if (task == null) {
          changed.awaitUninterruptibly();
        } else {
          runUnlocked(task);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void runUnlocked(Task task) {
    running++;
    lock.unlock();
    try {
      guarded(task);
    } finally {
      lock.lock();
      running--;
      if (running == 0 && waiting.isEmpty()) {
        changed.signalAll();
      }
    }
  }

  /** Nothing that a source does wrong may lose what others find. */
  private void guarded(Task task) {
    try {
      task.run();
    } catch (UsageException e) {
      lock.lock();
      try {
        usage = usage == null ? e : usage;
      } finally {
        lock.unlock();
      }
    } catch (IOException e) {
      problem(Faults.reading(target, e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      problem(Faults.internal(target, "reading from it", e));
      run.host.faults().caught(target, e);
    }
  }

  private Local newLocal() {
    Local created = new Local(new Worker(run, this));
    lock.lock();
    try {
      locals.add(created);
    } finally {
      lock.unlock();
    }
    return created;
  }

  /** Ends all workers; tasks that wait are not run. */
  @Override
  public void close() {
    local.remove(); // else the caller's thread keeps this scan and all that its detectors hold
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
