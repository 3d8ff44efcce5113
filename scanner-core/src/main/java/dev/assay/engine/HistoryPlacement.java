package dev.assay.engine;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.file.FileDetector;
import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.Observation;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Attribution;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Places what was found in blobs whose paths were unknown: at each path that introduced them, and
 * as one finding for each secret. Path rules are judged here too, since only now there are paths.
 */
final class HistoryPlacement {
  private static final int HEAD = 1 << 13;

  private final Placement placement;
  private final Predicate<String> excluded;
  private final @Nullable FileDetector files;
  private final Allowing allowing;
  private final Collected out;

  /** Where the repository lies in what is scanned; null if it is what is scanned. */
  private final @Nullable Provenance repository;

  private final Map<String, List<Collected.Hit>> hits = new HashMap<>();
  private final List<Later> ofInterest = new ArrayList<>();
  private final Set<String> attributed = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, FindingGroup> groups = new LinkedHashMap<>();
  private long order;

  /**
   * A file whose path says something, so that it is read again after the pass over the history.
   *
   * @param order how many introductions came before it
   */
  private record Later(Provenance.Blob place, long order) {}

  /**
   * @param excluded paths that the user left out
   * @param files judges paths; null if no rule does
   * @param allowing tells which of them don't count
   * @param out holds hits and placed messages, and takes problems
   */
  HistoryPlacement(
      Placement placement,
      Predicate<String> excluded,
      @Nullable FileDetector files,
      Allowing allowing,
      Collected out) {
    this(placement, excluded, files, allowing, out, null);
  }

  /**
   * @param repository where it lies in what is scanned; null if it is what is scanned
   */
  HistoryPlacement(
      Placement placement,
      Predicate<String> excluded,
      @Nullable FileDetector files,
      Allowing allowing,
      Collected out,
      @Nullable Provenance repository) {
    this.repository = repository;
    this.allowing = allowing;
    this.placement = placement;
    this.excluded = excluded;
    this.files = files;
    this.out = out;
  }

  /** One group for each finding, in no particular order. */
  List<FindingGroup> place(Attribution attribution) {
    for (Collected.Hit hit : out.hits) {
      String id = ((Provenance.Blob) hit.content().outermost()).objectId();
      hits.computeIfAbsent(id, key -> new ArrayList<>()).add(hit);
    }
    // Workers end in any order; what is told of a blob must not depend on it.
    for (List<Collected.Hit> ofBlob : hits.values()) {
      ofBlob.sort(Comparator.comparing(hit -> hit.content().path()));
    }
    FileDetector judge = files;
    Predicate<String> interest = path -> judge != null && judge.concerns(path);
    try {
      // Even without hits: it also finds what is missing.
      attribution.attribute(
          Set.copyOf(hits.keySet()), interest, place -> introduced(place, interest));
    } catch (IOException | RuntimeException e) {
      out.problems.add(
          e instanceof IOException
              ? new Problem(
                  Problem.Kind.OBJECT_MISSING,
                  "history",
                  "where findings were introduced could not be told to the end ("
                      + e.getMessage()
                      + "); some are told without a path")
              : Faults.internal("history", "looking for where findings were introduced", e));
      hits.forEach(
          (id, ofBlob) -> {
            if (!attributed.contains(id)) {
              introduced(new Provenance.Blob(id, "", null), interest);
            }
          });
    }
    for (Later later : ofInterest) {
      judgeFile(attribution, later);
    }
    out.placed.sort(
        Comparator.comparingLong(HistoryPlacement::epochSeconds)
            .thenComparing(placed -> placed.place().provenance().path()));
    for (Placed message : out.placed) {
      group(rooted(message), order++);
    }
    out.placed.clear();
    out.hits.clear();
    return List.copyOf(groups.values());
  }

  private static long epochSeconds(Placed placed) {
    var commit = placed.place().provenance().commit();
    return commit == null ? 0 : commit.epochSeconds();
  }

  private void introduced(Provenance.Blob place, Predicate<String> interest) {
    if (excluded.test(place.path())
        || (!placement.asksCommits() && !seen.add(place.objectId() + place.path()))) {
      return;
    }
    attributed.add(place.objectId());
    long rank = order++;
    boolean later = interest.test(place.path());
    if (later) {
      ofInterest.add(new Later(place, rank));
    }
    for (Collected.Hit hit : hits.getOrDefault(place.objectId(), List.of())) {
      if (!later || !(hit.content() instanceof Provenance.Blob)) {
        judge(at(hit.content(), place), hit.candidates(), rank);
      }
    }
  }

  /** {@code content} with its outermost place replaced. */
  private Provenance at(Provenance content, Provenance.Blob place) {
    if (content instanceof Provenance.View view) {
      return new Provenance.View(at(view.of(), place), view.name());
    }
    return content instanceof Provenance.Entry entry
        ? new Provenance.Entry(at(entry.container(), place), entry.name(), entry.layer())
        : root(place);
  }

  private Provenance root(Provenance.Blob place) {
    return repository == null
        ? place
        : new Provenance.Entry(
            new Provenance.Repository(repository, place.commit()),
            place.path().isEmpty() ? "blob " + place.objectId() : place.path());
  }

  private Placed rooted(Placed message) {
    if (repository == null) {
      return message;
    }
    Provenance place = message.place().provenance();
    Provenance at =
        new Provenance.Entry(new Provenance.Repository(repository, place.commit()), place.path());
    Candidate candidate = message.candidate();
    return new Placed(
        candidate,
        message.severity(),
        message.evidence(),
        new Place(at, message.place().region()),
        Fingerprints.fingerprint(candidate.ruleId(), candidate.secret(), candidate.subject(), at));
  }

  private void judge(Provenance place, List<Candidate> candidates, long rank) {
    List<Placed> placed = new ArrayList<>();
    placement.judge(place, candidates, null, placed);
    placed.forEach(each -> group(each, rank));
  }

  private void group(Placed placed, long rank) {
    groups
        .computeIfAbsent(placed.fingerprint(), key -> new FindingGroup())
        .add(placed, allowing.of(placed), rank);
  }

  /** What stands in the file and what its path says, together. */
  private void judgeFile(Attribution attribution, Later later) {
    Provenance.Blob place = later.place();
    List<Candidate> candidates = new ArrayList<>();
    for (Collected.Hit hit : hits.getOrDefault(place.objectId(), List.of())) {
      if (hit.content() instanceof Provenance.Blob) {
        candidates.addAll(hit.candidates());
      }
    }
    if (files != null) {
      judgePath(files, attribution.open(place), place, candidates);
    }
    judge(root(place), candidates, later.order());
  }

  private void judgePath(
      FileDetector judge, Content content, Provenance.Blob place, List<Candidate> candidates) {
    Detector.Observer observer =
        new Detector.Observer() {
          @Override
          public void observe(Observation observation) {
            if (observation instanceof Candidate candidate) {
              candidates.add(candidate);
            }
          }

          @Override
          public void problem(Problem.Kind kind, String detail) {
            out.problems.add(new Problem(kind, place.path(), detail));
          }
        };
    Detector.Pass pass = judge.worker().begin(content, observer);
    if (pass != Detector.Pass.NONE) {
      try (InputStream in = content.open()) {
        byte[] head = in.readNBytes(HEAD);
        TextLocator locator = new TextLocator();
        pass.window(new Window(head, 0, 0, head.length, head.length, 0, true, true, locator));
      } catch (IOException e) {
        out.problems.add(Faults.reading(place.path(), e));
      } finally {
        pass.end();
      }
    }
  }
}
