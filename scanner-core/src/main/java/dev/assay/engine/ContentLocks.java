package dev.assay.engine;

import dev.assay.compare.Approvals;
import dev.assay.compare.ContentLock;
import dev.assay.compare.LockMaker;
import dev.assay.config.ScanConfig;
import dev.assay.model.Problem;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.rules.RuleSet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes content locks; a scan checks them ({@link Scanner#ofContents}). */
public final class ContentLocks {

  private ContentLocks() {}

  /**
   * What a lock would become.
   *
   * @param file its bytes; null if they are what they were
   * @param artifacts that went into it
   * @param added lines that are new
   * @param removed lines that are no more; a changed line is in both
   * @param problems what could not be read, sorted: then the lock is not of the whole artifact
   */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record Update(
      byte @Nullable [] file,
      List<String> artifacts,
      List<String> added,
      List<String> removed,
      List<Problem> problems) {
    public Update {
      artifacts = List.copyOf(artifacts);
      added = List.copyOf(added);
      removed = List.copyOf(removed);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Notes in the lock {@code file} what {@code targets} hold; writes nothing.
   *
   * @param file need not be there
   * @param approver who approves all from elsewhere that they hold: then that is all that is noted;
   *     null if nobody does
   * @throws UsageException if a target isn't there, or the lock isn't one
   */
  public static Update update(
      List<ScanTarget> targets,
      ScanConfig config,
      Path file,
      @Nullable String approver,
      Host host) {
    byte[] old = Comparisons.read(file);
    ContentLock before =
        old == null ? ContentLock.empty(file.toString()) : ContentLock.parse(file.toString(), old);
    ContentLock lock = before;
    RuleSet none = new RuleSet(List.of(), Map::of);
    Parts parts = Scanner.contents();
    RuleChoice choice = new RuleChoice(none, null);
    Run run =
        new Run(
            Preparation.now(
                () ->
                    new Preparation.Ready(
                        choice,
                        parts,
                        new Placement(choice, config, List.of()),
                        Allowing.comments())),
            config,
            host,
            Progress.NONE);
    if (approver != null) {
      run.keepOnlyFor(new Approvals(before.name(), before.digests()));
    }
    Set<String> artifacts = new LinkedHashSet<>();
    Set<Problem> problems = new TreeSet<>();
    for (ScanTarget target : targets) {
      Inventories.Seen seen = Inventories.of(target, run);
      problems.addAll(seen.problems());
      if (approver != null) {
        lock = Approvals.approve(lock, seen.inventory(), approver, today(host));
        artifacts.add(Comparisons.folder(target));
        continue;
      }
      LockMaker.Result result =
          LockMaker.update(lock, seen.inventory(), Comparisons.folder(target), artifacts);
      if (result.artifacts().isEmpty() && seen.problems().isEmpty()) {
        throw new UsageException(
            "There is no file in '" + target.describe() + "', so there is nothing to lock.");
      }
      lock = result.lock();
      artifacts.addAll(result.artifacts());
    }
    Set<String> added = new TreeSet<>(lock.lines());
    before.lines().forEach(added::remove);
    Set<String> removed = new TreeSet<>(before.lines());
    lock.lines().forEach(removed::remove);
    byte[] bytes = lock.write();
    return new Update(
        Arrays.equals(bytes, old) ? null : bytes,
        new ArrayList<>(artifacts),
        new ArrayList<>(added),
        new ArrayList<>(removed),
        new ArrayList<>(problems));
  }

  private static LocalDate today(Host host) {
    Instant given = SourceDate.of(host);
    return LocalDate.ofInstant(given == null ? Instant.now() : given, ZoneOffset.UTC);
  }
}
