package dev.assay.engine;

import dev.assay.model.ScanTarget;
import dev.assay.model.Suppression;
import dev.assay.policy.KnownFindings;
import dev.assay.policy.Policy;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What allows findings in one scan: comments beside them, and lists of known ones. Thread-safe. */
final class Allowing {
  private final KnownFindings.@Nullable Use known;
  private final Fingerprints fingerprints;

  Allowing(KnownFindings known, RuleSet rules, Fingerprints fingerprints) {
    this.known = known.entries().isEmpty() ? null : known.use(ids(rules));
    this.fingerprints = fingerprints;
  }

  /** Comments alone. */
  static Allowing comments() {
    return new Allowing(
        KnownFindings.NONE, new RuleSet(List.of(), Map::of), new Fingerprints("", false));
  }

  private static Set<String> ids(RuleSet rules) {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules.rules()) {
      ids.add(rule.id());
    }
    return ids;
  }

  /** What allows {@code placed} where it stands; null if nothing does. */
  @Nullable Suppression of(Placed placed) {
    Suppression inline = Policy.inline(placed.candidate().inlineIgnore());
    if (inline != null || known == null) {
      return inline;
    }
    return known.of(
        placed.candidate().ruleId(),
        placed.place(),
        fingerprints.listed(placed.candidate().secret()));
  }

  /** What the summary says of the lists after {@code targets} were scanned. */
  List<String> notices(List<ScanTarget> targets) {
    if (known == null) {
      return List.of();
    }
    boolean history = true;
    boolean whole = true;
    for (ScanTarget target : targets) {
      history &= target instanceof ScanTarget.GitHistory;
      whole &= target instanceof ScanTarget.GitHistory || isRoot(target);
    }
    return known.notices(whole, history);
  }

  /** A part of a tree doesn't have all that the tree's lists name. */
  private static boolean isRoot(ScanTarget target) {
    if (!(target instanceof ScanTarget.Tree tree)) {
      return false;
    }
    Path path = Path.of(tree.path()).toAbsolutePath().normalize();
    if (Files.exists(path.resolve(".git"))) {
      return true;
    }
    for (Path at = path; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return false;
      }
    }
    return Files.isDirectory(path);
  }
}
