package dev.assay.engine;

import dev.assay.model.CommitInfo;
import dev.assay.model.Finding;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All findings of a scan, in order, in bounded memory: a few thousand on the heap, more in sorted
 * runs of private files that are merged in the end. What several commits of a range did to one file
 * of a secret kind is told once. Thread-safe.
 */
final class FindingStore {
  /** Findings that are kept on the heap at once; about 20 MB. */
  static final int ON_HEAP = 16_000;

  /** Runs that are merged at once. */
  private static final int FAN_IN = 64;

  private static final Comparator<Finding> ORDER = new Order();

  private final int onHeap;
  private final List<Finding> heap = new ArrayList<>();
  private List<FindingFile> runs = new ArrayList<>();

  FindingStore() {
    this(ON_HEAP);
  }

  FindingStore(int onHeap) {
    this.onHeap = onHeap;
  }

  /** Takes {@code finding}. */
  synchronized void add(Finding finding) {
    heap.add(finding);
    if (heap.size() >= onHeap) {
      try {
        heap.sort(ORDER);
        runs.add(FindingFile.of(distinct(heap.iterator())));
        heap.clear();
        if (runs.size() == FAN_IN) {
          runs = new ArrayList<>(List.of(FindingFile.of(merging(runs))));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("findings could not be kept in a temporary file", e);
      }
    }
  }

  synchronized boolean isEmpty() {
    return heap.isEmpty() && runs.isEmpty();
  }

  /**
   * All findings in order, equal ones once, each with at how many places its value stands; nothing
   * may be added afterwards.
   */
  synchronized List<Finding> sorted() {
    heap.sort(ORDER);
    RepeatedValues values = new RepeatedValues();
    Iterator<Finding> last = distinct(heap.iterator());
    List<Finding> rest = new ArrayList<>();
    Iterator<Finding> kept = runs.isEmpty() ? values.counting(last) : last;
    while (kept.hasNext()) {
      rest.add(kept.next());
    }
    heap.clear();
    if (runs.isEmpty()) {
      return List.copyOf(values.told(rest));
    }
    try {
      List<List<Finding>> all = new ArrayList<>(runs);
      all.add(rest);
      return values.told(FindingFile.of(values.counting(merging(all))));
    } catch (IOException e) {
      throw new UncheckedIOException("findings could not be kept in a temporary file", e);
    }
  }

  private static Iterator<Finding> merging(List<? extends List<Finding>> runs) {
    PriorityQueue<Head> heads = new PriorityQueue<>((a, b) -> ORDER.compare(a.finding, b.finding));
    for (List<Finding> run : runs) {
      Iterator<Finding> rest = run.iterator();
      if (rest.hasNext()) {
        heads.add(new Head(rest.next(), rest));
      }
    }
    Iterator<Finding> inOrder =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return !heads.isEmpty();
          }

          @Override
          public Finding next() {
            Head head = heads.remove();
            Finding finding = head.finding;
            if (head.rest.hasNext()) {
              heads.add(new Head(head.rest.next(), head.rest));
            }
            return finding;
          }
        };
    return distinct(inOrder);
  }

  /** The next finding of a run, and what follows it. */
  private record Head(Finding finding, Iterator<Finding> rest) {}

  /** What is equal to the one before is left out, and what a later commit did to the same file. */
  private static Iterator<Finding> distinct(Iterator<Finding> sorted) {
    return new Iterator<>() {
      private @Nullable Finding next = sorted.hasNext() ? sorted.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Finding next() {
        Finding current = next;
        if (current == null) {
          throw new java.util.NoSuchElementException();
        }
        next = null;
        while (next == null && sorted.hasNext()) {
          Finding candidate = sorted.next();
          next = candidate.equals(current) || sameFileLater(current, candidate) ? null : candidate;
        }
        return current;
      }
    };
  }

  /**
   * Whether both say that a file is of a secret kind, in two commits. Which lines were added says
   * nothing here; without this a file would be told with each commit that touches it.
   */
  private static boolean sameFileLater(Finding finding, Finding later) {
    return later.secret() == null
        && later.location().region() == null
        && later.location().provenance().commit() != null
        && finding.location().provenance().commit() != null
        && later.fingerprint().equals(finding.fingerprint())
        && later.location().provenance().path().equals(finding.location().provenance().path());
  }

  /** By hand: each comparator made of lambdas costs every start two milliseconds. */
  private static final class Order implements Comparator<Finding> {
    @Override
    public int compare(Finding one, Finding other) {
      Provenance place = one.location().provenance();
      Provenance otherPlace = other.location().provenance();
      int order = place.path().compareTo(otherPlace.path());
      if (order == 0) {
        order = Long.compare(offset(one.location().region()), offset(other.location().region()));
      }
      if (order == 0) {
        order = one.ruleId().compareTo(other.ruleId());
      }
      if (order == 0) {
        order = one.fingerprint().compareTo(other.fingerprint());
      }
      if (order == 0) {
        order = Long.compare(epochSeconds(one), epochSeconds(other));
      }
      return order == 0 ? place.toString().compareTo(otherPlace.toString()) : order;
    }
  }

  private static long epochSeconds(Finding finding) {
    CommitInfo commit = finding.location().provenance().commit();
    return commit == null ? 0 : commit.epochSeconds();
  }

  private static long offset(@Nullable Region region) {
    return region == null ? -1 : region.byteOffset();
  }
}
