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
  private final Map<String, Set<String>> names = new TreeMap<>();

  /** Folders whose names are looked at, and names in one of them. */
  private static final int MOST_FOLDERS = 1_000;

  private static final int MOST_NAMES = 5_000;

  /** Files of which the digests are kept that only a folder was asked for. */
  private static final int MOST_BELOW = 50_000;

  private int below;

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

  /** Names of the files in folders that were asked about, where all could be seen. */
  Map<String, Set<String>> names() {
    return names;
  }

  /**
   * Looks for all of {@code wanted}.
   *
   * @param wanted JCA algorithm names by logical path
   * @param folders whose names are wanted; in a container those of what is read there anyway
   */
  void read(Map<String, Set<String>> wanted, Set<String> folders) {
    Map<String, Set<String>> inside = new TreeMap<>();
    int count = 0;
    for (String folder : folders) {
      int nested = folder.indexOf(Provenance.NESTING);
      if (run.stopped()) {
        break; // the scan tells
      } else if (count++ >= MOST_FOLDERS) {
        out.notices.add(
            "files that no list of checksums names were looked for in the first folders with such a"
                + " list only; scan parts of it");
        break;
      } else if (nested >= 0) {
        inside.computeIfAbsent(folder.substring(0, nested), file -> new TreeSet<>()).add(folder);
      } else {
        names(folder);
      }
    }
    Map<String, Map<String, Set<String>>> byFile = new TreeMap<>();
    wanted.forEach(
        (path, algorithms) -> {
          int nested = path.indexOf(Provenance.NESTING);
          String file = nested < 0 ? path : path.substring(0, nested);
          byFile.computeIfAbsent(file, key -> new TreeMap<>()).put(path, algorithms);
        });
    byFile.forEach((file, own) -> readIn(file, own, inside.getOrDefault(file, Set.of())));
  }

  private void names(String folder) {
    try {
      Set<String> found = reopener.names(folder, MOST_NAMES);
      if (found != null) {
        names.put(folder, found);
      }
    } catch (IOException e) {
      out.problems.add(Faults.reading(folder, e));
    }
  }

  /** All that is wanted of one file: itself, what is in it, or both. */
  private void readIn(String file, Map<String, Set<String>> wanted, Set<String> folders) {
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
          Inside inside = new Inside(wanted, missing, folders);
          inside.open(content, 0);
          if (!run.stopped()) {
            inside.names.values().removeIf(each -> each.size() > MOST_NAMES);
            names.putAll(inside.names);
          }
        }
      }
    } catch (IOException e) {
      out.problems.add(Faults.reading(file, e));
      return; // whether the others are there can't be told
    }
    missing.removeIf(path -> path.endsWith("/"));
    absent.addAll(missing);
  }

  /** Goes through one file's containers. */
  private final class Inside implements ContentSink {
    private final Map<String, Set<String>> wanted;
    private final NavigableSet<String> missing;
    private final Map<String, Set<String>> names = new TreeMap<>();
    private final BudgetMeter meter = new BudgetMeter(run.config.budget());
    private int depth;
    private @Nullable IOException fault;

    Inside(Map<String, Set<String>> wanted, NavigableSet<String> missing, Set<String> folders) {
      this.wanted = wanted;
      this.missing = missing;
      for (String folder : folders) {
        names.put(folder, new TreeSet<>());
      }
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
      Set<String> beside = names.get(path.substring(0, path.lastIndexOf('/') + 1));
      if (beside != null && beside.size() <= MOST_NAMES) {
        beside.add(path.substring(path.lastIndexOf('/') + 1));
      }
      try {
        Set<String> own = wanted.get(path);
        if (own != null) {
          digests.add(FileDigest.of(content, own));
          missing.remove(path);
        } else {
          below(content);
        }
        if (wants(content.provenance())) {
          open(content, level);
        }
      } catch (IOException e) {
        fault = e;
      }
      depth = level;
    }

    /** Of a folder all was asked for. */
    private void below(Content content) throws IOException {
      String path = content.provenance().path();
      for (int slash = path.lastIndexOf('/');
          slash >= 0 && !path.startsWith(Provenance.NESTING, slash - 1);
          slash = path.lastIndexOf('/', slash - 1)) {
        Set<String> all = wanted.get(path.substring(0, slash + 1));
        if (all != null) {
          if (below++ < MOST_BELOW) {
            digests.add(FileDigest.of(content, all));
          } else if (below == MOST_BELOW + 1) {
            out.problems.add(
                new Problem(
                    Problem.Kind.TOO_LARGE,
                    content.provenance().outermost().path(),
                    "it holds more files than are compared with what is installed"));
          }
          return;
        }
      }
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

    /** What was looked for is found; that something is not there only shows at the end. */
    @Override
    public boolean stopped() {
      return (missing.isEmpty() && names.isEmpty()) || run.stopped();
    }
  }
}
