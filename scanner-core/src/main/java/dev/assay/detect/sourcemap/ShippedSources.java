package dev.assay.detect.sourcemap;

import dev.assay.detect.Correlator.Output;
import dev.assay.detect.sourcemap.SeverityTable.Gift;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Fix;
import dev.assay.model.Inventory;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.model.ShippedSource;
import dev.assay.model.ShippedSource.Kind;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges sources that lie in a release beside what was built of them, and debug information: once a
 * package, since they come by the folder.
 */
final class ShippedSources {
  private static final Pattern SOURCES_ARCHIVE =
      Pattern.compile("[-.](sources?|src)\\.(jar|zip|tar\\.gz|tgz)$");

  /** What classes lie below in a jar, before their packages. */
  private static final List<String> CLASS_ROOTS =
      List.of("BOOT-INF/classes/", "WEB-INF/classes/", "META-INF/versions/");

  private final Standings standings;
  private final Map<Alike, Found> found = new LinkedHashMap<>();

  /** Folders of packages that hold classes, by the outermost file. */
  private final Map<String, Set<String>> classes = new HashMap<>();

  /** Groups that hold scripts. */
  private final Set<String> scripts = new HashSet<>();

  /** Places of source maps: what is in one is told with it. */
  private final Set<String> maps = new HashSet<>();

  ShippedSources(Standings standings) {
    this.standings = standings;
  }

  private record Alike(
      RuleInfo rule, String what, Severity severity, Setting setting, String group) {}

  private static final class Found {
    private final Provenance place;
    private final Standing standing;
    private final Set<String> paths = new TreeSet<>();
    private long lines;

    Found(Provenance place, Standing standing) {
      this.place = place;
      this.standing = standing;
    }
  }

  void tell(Inventory inventory, Output out) {
    if (inventory.sources().isEmpty()) {
      return;
    }
    for (SourceMapFacts map : inventory.sourceMaps()) {
      maps.add(map.place().path());
    }
    for (ShippedSource each : inventory.sources()) {
      built(each);
    }
    for (ShippedSource each : inventory.sources()) {
      if (ofMap(each.place())) {
        continue;
      }
      Standing standing = standings.of(each.place());
      if (standing != null) {
        judge(each, standing);
      }
    }
    found.forEach((alike, all) -> out.found(all.place, candidate(alike, all)));
  }

  private boolean ofMap(Provenance place) {
    Provenance at = place;
    while (at instanceof Provenance.Entry entry) {
      at = entry.container();
      if (maps.contains(at.path())) {
        return true;
      }
    }
    return false;
  }

  private void built(ShippedSource each) {
    if (each.kind() == Kind.JVM_CLASS) {
      String folder = folder(each.place());
      for (String root : CLASS_ROOTS) {
        folder = folder.startsWith(root) ? folder.substring(root.length()) : folder;
      }
      classes.computeIfAbsent(each.place().outermost().path(), key -> new HashSet<>()).add(folder);
    } else if (each.kind() == Kind.SCRIPT) {
      Standing standing = standings.of(each.place());
      if (standing != null) {
        scripts.add(standing.group());
      }
    }
  }

  private void judge(ShippedSource each, Standing standing) {
    switch (each.kind()) {
      case SCRIPT_SOURCE -> {
        if (scripts.contains(standing.group())) {
          add(SourceMapRules.SHIPPED, "TypeScript", Gift.OWN_FILES, each.place(), each, standing);
        }
      }
      case JVM_SOURCE -> jvm(each, standing);
      case DEBUG_INFO ->
          add(SourceMapRules.DEBUG, "names", Gift.SYMBOLS, each.place(), each, standing);
      case DEBUG_SOURCES ->
          add(SourceMapRules.DEBUG, "texts", Gift.SYMBOL_SOURCES, each.place(), each, standing);
      case SCRIPT, JVM_CLASS -> {}
    }
  }

  private void jvm(ShippedSource each, Standing standing) {
    Provenance archive = archive(each.place());
    if (archive != null) {
      if (archive.contained()) { // alone it is what it is for
        add(SourceMapRules.SHIPPED, "archive", Gift.OWN_ARCHIVE, archive, each, standing);
      }
      return;
    }
    Set<String> built = classes.getOrDefault(each.place().outermost().path(), Set.of());
    String folder = folder(each.place());
    for (int from = 0; from < folder.length(); from = folder.indexOf('/', from) + 1) {
      if (built.contains(folder.substring(from))) {
        add(SourceMapRules.SHIPPED, "class", Gift.OWN_FILES, each.place(), each, standing);
        return;
      }
    }
  }

  /** The archive around {@code place} that is called one of sources; null if none is. */
  private static @Nullable Provenance archive(Provenance place) {
    Provenance at = place;
    while (at instanceof Provenance.Entry entry) {
      at = entry.container();
      if (SOURCES_ARCHIVE.matcher(at.path().toLowerCase(Locale.ROOT)).find()) {
        return at;
      }
    }
    return null;
  }

  private static String folder(Provenance place) {
    String path = place.innerPath();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private void add(
      RuleInfo rule,
      String what,
      Gift gift,
      Provenance place,
      ShippedSource source,
      Standing standing) {
    Severity severity = SeverityTable.of(gift, standing.setting(), standing.terms());
    Found all =
        found.computeIfAbsent(
            new Alike(rule, what, severity, standing.setting(), standing.group()),
            key -> new Found(place, standing));
    if (all.paths.add(source.place().path())) {
      all.lines += source.lines();
    }
  }

  private static Candidate candidate(Alike alike, Found all) {
    int files = all.paths.size();
    List<String> evidence = new ArrayList<>();
    if (files > 1 || !all.paths.contains(all.place.path())) {
      evidence.add("such as " + Figures.some(all.paths));
    }
    evidence.addAll(all.standing.evidence());
    Candidate candidate =
        new Candidate(
            alike.rule().id(),
            alike.severity(),
            alike.what().equals("TypeScript") ? Confidence.MEDIUM : alike.rule().confidence(),
            2,
            true,
            evidence,
            null,
            0,
            0,
            null,
            null,
            null,
            alike.what());
    candidate = candidate.withMessage(message(alike.what(), files, all.lines));
    boolean program = alike.rule().equals(SourceMapRules.DEBUG) && !apart(all.place.path());
    return program ? candidate.withFixes(List.of(new Fix(alike.rule().revoke()))) : candidate;
  }

  /** Whether debug information is a file of its own, which may be left out as a whole. */
  private static boolean apart(String path) {
    return path.endsWith(".pdb") || path.endsWith(".debug") || path.contains(".dSYM/");
  }

  private static String message(String what, int files, long lines) {
    String both = Figures.count(files, "file") + ", " + Figures.count(lines, "line") + ", ";
    return switch (what) {
      case "TypeScript" -> both + "of TypeScript sources lie beside the scripts built from them";
      case "archive" -> both + "of sources lie in an archive of sources inside";
      case "class" -> both + "of sources lie beside the classes built from them";
      case "texts" ->
          Figures.count(files, "file") + " of debug information hold the text of sources";
      default ->
          Figures.count(files, "file")
              + (files == 1 ? " carries" : " carry")
              + " debug information: names of sources and functions, types and lines";
    };
  }
}
