package dev.assay.engine;

import dev.assay.detect.Correlator;
import dev.assay.detect.component.BillMaker;
import dev.assay.model.Candidate;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import dev.assay.source.Reopener;
import dev.assay.source.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs the correlators over the inventory of one source. */
final class Correlation {
  private final Run run;
  private final Collected out;

  Correlation(Run run, Collected out) {
    this.run = run;
    this.out = out;
  }

  /**
   * @param packages all of the source
   * @param source whose files are read again for their digests, if it can
   * @param fixes gets to know what it has to; null if nobody asks for any
   * @param bill gets all that was seen; null where there are no packages
   */
  void run(
      List<Correlator> correlators,
      List<PackageIdentity> packages,
      Source source,
      @Nullable Fixes fixes,
      @Nullable BillMaker bill) {
    if (out.pins.isEmpty()
        && out.digests.isEmpty()
        && packages.isEmpty()
        && run.compared() == null) {
      return; // nothing to compare, as at most commits: a hook spares itself the sorting's classes
    }
    out.pins.sort(
        Comparator.comparing(Pin::subject)
            .thenComparing(Pin::algorithm)
            .thenComparing(Pin::digest)
            .thenComparing(pin -> pin.claimant().path()));
    out.digests.sort(Comparator.comparing(digest -> digest.provenance().path()));
    Compared compared = run.compared();
    Inventory seen =
        compared == null
            ? new Inventory(out.pins, out.digests, packages, Set.of())
            : compared.inventory(out, packages, source.folder());
    Inventory whole = withDigests(seen.in(source.workTree()), correlators, source.reopener());
    Map<String, Found> byPlace = new LinkedHashMap<>();
    for (Correlator correlator : correlators) {
      try {
        correlator.correlate(
            whole,
            (place, candidate) ->
                byPlace
                    .computeIfAbsent(place.path(), key -> new Found(place, new ArrayList<>()))
                    .candidates()
                    .add(candidate));
      } catch (RuntimeException e) {
        String name = correlator.getClass().getSimpleName();
        out.problems.add(Faults.internal(name, "comparing what was found", e));
      }
    }
    if (fixes != null) {
      fixes.note(whole, packages, source);
    }
    if (bill != null) {
      bill.add(whole);
    }
    for (Found found : byPlace.values()) {
      run.ready().placement().judge(found.place(), found.candidates(), null, out.placed);
    }
  }

  private record Found(Provenance place, List<Candidate> candidates) {}

  /** Asks twice: what a package holds is known only when it was read. */
  private Inventory withDigests(
      Inventory seen, List<Correlator> correlators, @Nullable Reopener reopener) {
    Map<String, Set<String>> wanted = wanted(seen, correlators);
    if (wanted.isEmpty()) {
      return seen;
    }
    if (reopener == null) {
      out.notices.add(
          wanted.size()
              + " files that lockfiles pin were not compared with their digests; scan the folder"
              + " for that");
      return seen;
    }
    Set<String> folders = new TreeSet<>();
    boolean whole = false;
    for (String path : wanted.keySet()) {
      whole |= path.endsWith("/");
    }
    for (Correlator correlator : correlators) {
      folders.addAll(correlator.namesWanted(seen));
    }
    PinnedFiles files = new PinnedFiles(run, reopener, out);
    files.read(wanted, folders);
    Inventory read = with(seen, files);
    if (whole) {
      Map<String, Set<String>> more = wanted(read, correlators);
      more.keySet().removeAll(wanted.keySet());
      files.read(more, Set.of());
      read = with(seen, files);
    }
    return read;
  }

  private static Map<String, Set<String>> wanted(Inventory seen, List<Correlator> correlators) {
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (Correlator correlator : correlators) {
      correlator
          .digestsWanted(seen)
          .forEach(
              (path, algorithms) ->
                  wanted.computeIfAbsent(path, key -> new TreeSet<>()).addAll(algorithms));
    }
    return wanted;
  }

  private static Inventory with(Inventory seen, PinnedFiles files) {
    List<FileDigest> digests = new ArrayList<>(seen.digests());
    digests.addAll(files.digests());
    return seen.with(digests, files.absent(), files.names());
  }
}
