package dev.assay.engine;

import dev.assay.ecosystem.PackageAssembly;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Problem;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import dev.assay.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at an artifact only to know its files and packages, beside a scan that compares something
 * with it: nothing is looked for in it. It has the same limits and what is left of the same time.
 */
final class Inventories {

  private Inventories() {}

  /**
   * What was seen.
   *
   * @param problems what could not be, sorted; they are the scan's
   * @param notices facts of it, sorted
   */
  record Seen(Inventory inventory, List<Problem> problems, List<String> notices) {
    Seen {
      problems = List.copyOf(problems);
      notices = List.copyOf(notices);
    }
  }

  /**
   * Of {@code target}.
   *
   * @param run the scan that wants it
   * @throws dev.assay.model.UsageException if it isn't there
   */
  static Seen of(ScanTarget target, Run run) {
    RuleSet none = new RuleSet(List.of(), Map::of);
    RuleChoice choice = new RuleChoice(none, null);
    Parts parts = Scanner.before();
    Run own =
        new Run(
            Preparation.now(
                () ->
                    new Preparation.Ready(
                        choice,
                        parts,
                        new Placement(choice, run.config, List.of()),
                        new Allowing(run.config.known(), none, new Fingerprints("", false)))),
            run);
    String name = target.describe();
    Collected all = new Collected();
    Inventory inventory = empty();
    try (WorkerPool pool = new WorkerPool(own);
        Source source = Sources.open(target, true, run.config, run.host)) {
      pool.scan(name, source);
      all.add(pool.drain());
      PackageStore observed = own.packages();
      List<PackageIdentity> packages =
          observed == null ? List.of() : PackageAssembly.of(observed.drain()).packages();
      Compared compared = own.compared();
      if (compared != null) {
        inventory = compared.inventory(all, packages, source.folder());
      }
      if (own.cutShort()) {
        all.problems.add(
            new Problem(
                Problem.Kind.TIMEOUT,
                name,
                "time was up before everything in it was seen; raise --timeout"));
      }
    } catch (IOException e) {
      all.problems.add(Faults.reading(name, e));
    }
    List<Problem> problems = new ArrayList<>(all.problems);
    problems.sort(null);
    List<String> notices = new ArrayList<>(all.notices);
    notices.sort(null);
    return new Seen(inventory, problems, notices);
  }

  private static Inventory empty() {
    return new Inventory(List.of(), List.of(), List.of(), Set.of());
  }
}
