package dev.assay.detect.file;

import dev.assay.detect.Detector.Observer;
import dev.assay.model.Candidate;
import dev.assay.model.Provenance;
import dev.assay.model.ShippedFile;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that concern only what ships. Loaded where there may be such: never by a hook.
 * Immutable.
 */
final class ShippedRules {
  private final PathRules files;
  private final AnyName anyName;
  private final FolderRules folders;

  ShippedRules(RuleSet set) {
    List<Rule> byPath = new ArrayList<>();
    List<Rule> byHead = new ArrayList<>();
    for (int index : set.index().shipped()) {
      Rule rule = set.rules().get(index);
      (AnyName.takes(rule) ? byHead : byPath).add(rule);
    }
    files = new PathRules(byPath);
    anyName = new AnyName(byHead);
    folders = new FolderRules(set);
  }

  /** Rules that the first bytes alone concern. */
  AnyName anyName() {
    return anyName;
  }

  /** What is in git's objects is no artifact, whatever it looks like. */
  static boolean mayShip(Provenance place) {
    return !(place.outermost() instanceof Provenance.Blob
        || place.outermost() instanceof Provenance.Message);
  }

  /**
   * Tells the folders that {@code place} lies in and that rules are about.
   *
   * @return rules that its path alone concerns, by id
   */
  List<Rule> begin(Provenance place, Observer out) {
    List<Rule> rules = files.matching(place.innerPath());
    for (FolderRules.Match match : folders.matching(place.innerPath())) {
      if (!rules.isEmpty()) {
        rules.remove(match.rule());
      }
      Provenance folder = folder(place, match.path());
      if (folder != null) {
        out.observe(shipped(folder, true, match.rule(), 0, List.of()));
      }
    }
    return rules;
  }

  private static @Nullable Provenance folder(Provenance place, String path) {
    if (place instanceof Provenance.Entry entry) {
      return new Provenance.Entry(entry.container(), path);
    }
    return place instanceof Provenance.File ? new Provenance.File(path) : null;
  }

  /** What is told of a file. */
  static ShippedFile file(Provenance place, Rule rule, int proof, List<String> evidence) {
    return shipped(place, false, rule, proof, evidence);
  }

  private static ShippedFile shipped(
      Provenance place, boolean folder, Rule rule, int proof, List<String> evidence) {
    Candidate candidate = FileDetector.candidate(rule, proof, evidence);
    return new ShippedFile(place, folder, 1, ((Rule.Shape.PathOnly) rule.shape()).in(), candidate);
  }
}
