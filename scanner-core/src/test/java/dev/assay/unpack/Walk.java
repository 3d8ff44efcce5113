package dev.assay.unpack;

import dev.assay.model.Budget;
import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The least engine that an unpacker can be tested in: reads every content, recognises containers by
 * their heads and goes into them, and remembers all that it is told.
 */
class Walk implements ContentSink {

  /** Bytes of a content that are remembered, and up to which it is opened as a container. */
  static final int KEPT = 24 << 20;

  final BudgetMeter meter;
  final Map<String, byte[]> contents = new TreeMap<>();
  final List<String> order = new ArrayList<>();
  final List<Problem> problems = new ArrayList<>();
  final List<Observation> observations = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final Map<Coverage.Unit, Long> counts = new EnumMap<>(Coverage.Unit.class);
  private final int maxDepth;

  /** All bytes that readers got, nested ones too. */
  long bytes;

  private int depth;

  Walk(Budget budget) {
    this.meter = new BudgetMeter(budget);
    this.maxDepth = budget.maxDepth();
  }

  /** A walk of {@code container} with the documented budget. */
  static Walk of(Content container) {
    return of(container, Budget.DEFAULT);
  }

  static Walk of(Content container, Budget budget) {
    Walk walk = new Walk(budget);
    walk.accept(container);
    return walk;
  }

  static Walk of(String name, byte[] container) {
    return of(new BytesContent(new Provenance.File(name), container));
  }

  /** Kinds of the problems that were reported. */
  Set<Problem.Kind> kinds() {
    Set<Problem.Kind> kinds = new TreeSet<>();
    problems.forEach(p -> kinds.add(p.kind()));
    return kinds;
  }

  String text(String path) {
    byte[] bytes = contents.get(path);
    return bytes == null ? "nothing at " + path : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void accept(Content content) {
    String path = content.provenance().path();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean whole = true;
    try (InputStream in = content.open()) {
      byte[] buffer = new byte[1 << 13];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (kept.size() + count <= KEPT) {
          kept.write(buffer, 0, count);
        } else {
          whole = false;
        }
      }
    } catch (IOException e) {
      report(path, e);
    }
    byte[] all = kept.toByteArray();
    contents.merge(path, all, (a, b) -> b);
    order.add(path);
    if (content.provenance() instanceof Provenance.View) {
      return; // as the engine, which opens none
    }
    ByteSlice head = new ByteSlice(all, 0, Math.min(all.length, Unpacker.HEAD));
    for (Unpacker unpacker : Unpackers.all()) {
      if (unpacker.recognises(head)) {
        if (depth >= maxDepth) {
          problems.add(new Problem(Problem.Kind.TOO_DEEP, path, "too deep"));
          return;
        }
        depth++;
        try {
          // What was read, unless it must be read again.
          boolean again = content.inMemory() != null || !whole || depth == 1;
          unpacker.unpack(
              again ? content : new BytesContent(content.provenance(), all), meter, this);
        } catch (IOException e) {
          report(path, e);
        }
        depth--;
        return;
      }
    }
  }

  private void report(String path, IOException e) {
    if (e instanceof MistakenException) {
      return;
    }
    problems.add(
        e instanceof ContentException named
            ? named.problem(path)
            : new Problem(Problem.Kind.CORRUPT, path, String.valueOf(e.getMessage())));
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void notice(String notice) {
    notices.add(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {
    counts.merge(what, amount, Long::sum);
  }

  @Override
  public void observe(Observation observation) {
    observations.add(observation);
  }

  @Override
  public void fork(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
