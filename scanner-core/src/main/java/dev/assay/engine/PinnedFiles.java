package dev.assay.engine;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.FileDigest;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Reopener;
import dev.assay.unpack.BudgetMeter;
import dev.assay.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files again that somebody pins, and no others; in a container it opens only what leads
 * to one. For one thread.
 */
final class PinnedFiles {
  private final Run run;
  private final Reopener reopener;
  private final Collected out;
  private final List<FileDigest> digests = new ArrayList<>();
  private final Set<String> absent = new TreeSet<>();

  PinnedFiles(Run run, Reopener reopener, Collected out) {
    this.run = run;
    this.reopener = reopener;
    this.out = out;
  }

  /** Digests of those that were there. */
  List<FileDigest> digests() {
    return digests;
  }

  /** Paths at which nothing is. */
  Set<String> absent() {
    return absent;
  }

  /**
   * Looks for all of {@code wanted}.
   *
   * @param wanted JCA algorithm names by logical path
   */
  void read(Map<String, Set<String>> wanted) {
    Map<String, Map<String, Set<String>>> byFile = new TreeMap<>();
    wanted.forEach(
        (path, algorithms) -> {
          int nested = path.indexOf(Provenance.NESTING);
          String file = nested < 0 ? path : path.substring(0, nested);
          byFile.computeIfAbsent(file, key -> new TreeMap<>()).put(path, algorithms);
        });
    byFile.forEach(this::readIn);
  }

  /** All that is wanted of one file: itself, what is in it, or both. */
  private void readIn(String file, Map<String, Set<String>> wanted) {
    if (run.stopped()) {
      return; // the scan tells
    }
    NavigableSet<String> missing = new TreeSet<>(wanted.keySet());
    try {
      Content content = reopener.reopen(file);
      if (content != null) {
        Set<String> own = wanted.get(file);
        if (own != null) {
          digests.add(FileDigest.of(content, own));
          missing.remove(file);
        }
        if (!missing.isEmpty()) {
          new Inside(wanted, missing, new BudgetMeter(run.config.budget())).open(content, 0);
        }
      }
    } catch (IOException e) {
      out.problems.add(Faults.reading(file, e));
      return; // whether the others are there can't be told
    }
    absent.addAll(missing);
  }

  /** Goes through one file's containers. */
  private final class Inside implements ContentSink {
    private final Map<String, Set<String>> wanted;
    private final NavigableSet<String> missing;
    private final BudgetMeter meter;
    private int depth;
    private @Nullable IOException fault;

    Inside(Map<String, Set<String>> wanted, NavigableSet<String> missing, BudgetMeter meter) {
      this.wanted = wanted;
      this.missing = missing;
      this.meter = meter;
    }

    /**
     * Goes into {@code container}, if it is one that can be opened.
     *
     * @throws IOException if not all of it could be
     */
    void open(Content container, int level) throws IOException {
      if (level >= run.config.budget().maxDepth()) {
        return;
      }
      byte[] head = new byte[Unpacker.HEAD];
      try (InputStream in = container.open()) {
        int length = in.readNBytes(head, 0, head.length);
        for (Unpacker unpacker : run.ready().parts().unpackers()) {
          if (unpacker.recognises(new ByteSlice(head, 0, length))) {
            InputStream whole =
                new SequenceInputStream(new ByteArrayInputStream(head, 0, length), in);
            depth = level + 1;
            unpacker.unpack(new HeldContent(container, null, whole), meter, this);
            break;
          }
        }
      }
      if (fault != null) {
        throw fault;
      }
    }

    @Override
    public void accept(Content content) {
      String path = content.provenance().path();
      int level = depth;
      try {
        Set<String> own = wanted.get(path);
        if (own != null) {
          digests.add(FileDigest.of(content, own));
          missing.remove(path);
        }
        if (wants(content.provenance())) {
          open(content, level);
        }
      } catch (IOException e) {
        fault = e;
      }
      depth = level;
    }

    @Override
    public boolean wants(Provenance container) {
      String within = container.within();
      String next = missing.ceiling(within);
      return next != null && next.startsWith(within);
    }

    /** The scan has told it. */
    @Override
    public void problem(Problem problem) {}

    @Override
    public void notice(String notice) {}

    @Override
    public void count(Coverage.Unit what, long amount) {}

    @Override
    public void fork(Task task) {
      try {
        task.run();
      } catch (IOException e) {
        fault = e;
      }
    }

    /** What was looked for is found. */
    @Override
    public boolean stopped() {
      return missing.isEmpty() || run.stopped();
    }
  }
}
