package dev.assay.detect.sourcemap;

import dev.assay.detect.Correlator;
import dev.assay.detect.sourcemap.SeverityTable.Gift;
import dev.assay.model.Candidate;
import dev.assay.model.Fix;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges source maps by the licence and visibility of the package around them and by where they
 * lie. Each map is a finding of its own; those of one package that weigh nothing, or are very many,
 * are told together.
 */
public final class SourceMapCorrelator implements Correlator {

  /** Findings of one rule in one package that are told one by one. */
  static final int MOST_SINGLE = 5;

  private static final int PROVED = 2;

  @Override
  public List<RuleInfo> rules() {
    return SourceMapRules.all();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    if (inventory.sourceMaps().isEmpty() && inventory.sources().isEmpty()) {
      return;
    }
    Standings standings = new Standings(inventory);
    new ShippedSources(standings).tell(inventory, out);
    Map<Alike, List<Judged>> groups = new LinkedHashMap<>();
    for (SourceMapFacts facts : inventory.sourceMaps()) {
      Standing standing = standings.of(shown(facts));
      if (standing != null) {
        judge(facts, standing, groups);
      }
    }
    groups.forEach(
        (alike, group) -> {
          if (alike.severity() == Severity.INFO || group.size() > MOST_SINGLE) {
            tell(alike, group, out);
          } else {
            for (Judged each : group) {
              tell(alike, List.of(each), out);
            }
          }
        });
  }

  /** Findings that may be told together. */
  private record Alike(RuleInfo rule, Severity severity, Setting setting, String group) {}

  private record Judged(SourceMapFacts facts, Standing standing) {}

  /** A map that is a part of a script is told at that script. */
  private static Provenance shown(SourceMapFacts facts) {
    Provenance script = facts.heldBy();
    return script == null ? facts.place() : script;
  }

  private static void judge(
      SourceMapFacts facts, Standing standing, Map<Alike, List<Judged>> groups) {
    if (facts.embedded() > 0) {
      Gift gift = facts.ownEmbedded() > 0 ? Gift.OWN_SOURCES : Gift.OTHERS_SOURCES;
      add(SourceMapRules.SOURCES, gift, facts, standing, groups);
    }
    if (facts.hosts().isEmpty() && facts.users().isEmpty() && facts.absolutePaths().isEmpty()) {
      return;
    }
    boolean link = facts.form() == SourceMapFacts.Form.LINK;
    Gift gift = facts.hosts().isEmpty() || link ? Gift.PATHS : Gift.HOSTS;
    add(link ? SourceMapRules.LINK : SourceMapRules.PATHS, gift, facts, standing, groups);
  }

  private static void add(
      RuleInfo rule,
      Gift gift,
      SourceMapFacts facts,
      Standing standing,
      Map<Alike, List<Judged>> groups) {
    Severity severity = SeverityTable.of(gift, standing.setting(), standing.terms());
    groups
        .computeIfAbsent(
            new Alike(rule, severity, standing.setting(), standing.group()),
            key -> new ArrayList<>(1))
        .add(new Judged(facts, standing));
  }

  private static void tell(Alike alike, List<Judged> group, Output out) {
    Judged first = group.get(0);
    List<SourceMapFacts> maps = new ArrayList<>(group.size());
    for (Judged each : group) {
      maps.add(each.facts());
    }
    Figures figures = new Figures(maps);
    List<String> evidence = new ArrayList<>();
    String message;
    if (alike.rule().equals(SourceMapRules.SOURCES)) {
      message = figures.recovered();
      evidence.addAll(figures.evidence());
    } else {
      message =
          figures.told(alike.rule().equals(SourceMapRules.LINK) ? "The comment" : "The source map");
    }
    evidence.addAll(terms(group));
    // Two findings at one region would be taken for one.
    Region region = alike.rule().equals(SourceMapRules.PATHS) ? null : first.facts().region();
    Candidate candidate = candidate(alike, region, evidence).withMessage(message);
    // The script is meant to ship; of maps it is told later what keeps them out of the package.
    boolean link = alike.rule().equals(SourceMapRules.LINK);
    out.found(
        shown(first.facts()),
        link ? candidate.withFixes(List.of(new Fix(alike.rule().revoke()))) : candidate);
  }

  /** Why they are as grave as they are; of dependencies of several packages, which ones. */
  private static List<String> terms(List<Judged> group) {
    Set<String> packages = new TreeSet<>();
    for (Judged each : group) {
      PackageIdentity in = each.standing().in();
      packages.add(in == null ? "files of no package" : in.display());
    }
    Standing first = group.get(0).standing();
    return packages.size() == 1
        ? first.evidence()
        : List.of("in " + Figures.some(packages), first.setting().sentence());
  }

  private static Candidate candidate(Alike alike, @Nullable Region region, List<String> evidence) {
    long start = region == null ? 0 : region.byteOffset();
    long length = region == null ? 0 : region.byteLength();
    return new Candidate(
        alike.rule().id(),
        alike.severity(),
        alike.rule().confidence(),
        PROVED,
        true,
        evidence,
        region,
        start,
        start + length,
        null,
        null,
        null,
        "source map");
  }
}
