package dev.assay.engine;

import dev.assay.ecosystem.remedy.MapShape;
import dev.assay.ecosystem.remedy.Remedies;
import dev.assay.ecosystem.remedy.RepositoryFiles;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.SourceMapFacts;
import dev.assay.source.Source;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of findings about what must not ship what to change, once all packages are known. What
 * already says so itself keeps that.
 */
final class Fixes {
  private static final List<String> FILES = List.of("secret-file-", "unwanted-file-");

  /** A file that grew isn't kept out; if a map in it made it grow, that is. */
  private static final String GROWN = "contents-grown";

  /** What nobody expected to ship: it says itself what to do if it is meant. */
  private static final Set<String> UNEXPECTED =
      Set.of(
          "contents-new",
          "contents-kind",
          GROWN,
          "reconcile-only-here",
          "reconcile-secret-not-in-git");

  private static final String MAPS = "source-map-";
  private static final String NPM_ROOT = "package/";
  private static final String MODULES = "node_modules/";

  private static final int MOST_MAPS = 50_000;
  private static final int MOST_FOLDERS = 50;
  private static final int MOST = 5;

  private final Map<String, SourceMapFacts> maps = new HashMap<>();
  private final NameKeys compared = new NameKeys();
  private final Map<String, SourceMapFacts> inScripts = new HashMap<>();
  private final Map<String, RepositoryFiles> folders = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();
  private RepositoryFiles repository = RepositoryFiles.NONE;

  /**
   * @param given folder of the repository that what is scanned was made from; null: it may be what
   *     is scanned
   */
  Fixes(@Nullable Path given) {
    if (given != null) {
      repository = RepositoryTexts.of(given);
    }
  }

  /** Takes what is known of one source, while it can be read. */
  void note(Inventory inventory, List<PackageIdentity> packages, Source source) {
    for (ArtifactFile file : inventory.files()) {
      compared.add(file.place().path());
    }
    for (SourceMapFacts facts : inventory.sourceMaps()) {
      if (maps.size() < MOST_MAPS) {
        maps.put(facts.place().path(), facts);
        if (facts.heldBy() != null) {
          inScripts.putIfAbsent(facts.heldBy().path(), facts);
        }
      }
    }
    String root = source.folder();
    RepositoryTexts texts = new RepositoryTexts(source.reopener());
    if (root != null) {
      folders.put(root, texts.of(root));
      if (!repository.known()) {
        repository = folders.getOrDefault(root, RepositoryFiles.NONE);
      }
    }
    for (PackageIdentity each : packages) {
      if (each.manifest() instanceof Provenance.File
          && !each.root().contains(MODULES)
          && folders.size() < MOST_FOLDERS) {
        folders.computeIfAbsent(each.root(), texts::of);
        byName.putIfAbsent(name(each), each.root());
      }
    }
  }

  private static String name(PackageIdentity identity) {
    return identity.kind().purlType() + ' ' + identity.fullName();
  }

  /** {@code findings}, each with its fixes. */
  List<Finding> told(List<Finding> findings, PackageIndex index) {
    return new Told(findings, index);
  }

  /** Findings may be too many for the heap: each gets its fixes when it is asked for. */
  private final class Told extends AbstractList<Finding> implements RandomAccess {
    private final List<Finding> findings;
    private final PackageIndex index;

    Told(List<Finding> findings, PackageIndex index) {
      this.findings = findings;
      this.index = index;
    }

    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Finding get(int at) {
      Finding finding = findings.get(at);
      boolean unexpected = UNEXPECTED.contains(finding.ruleId());
      if (!finding.fixes().isEmpty() && !unexpected) {
        return finding;
      }
      List<Fix> fixes = new ArrayList<>(finding.fixes()); // that it is meant comes first
      fixes.addAll(fixes(finding, unexpected, index));
      return fixes.isEmpty()
          ? finding
          : finding.withFixes(fixes.subList(0, Math.min(MOST, fixes.size())));
    }
  }

  private List<Fix> fixes(Finding finding, boolean unexpected, PackageIndex index) {
    Provenance place = finding.location().provenance();
    if (place.outermost() instanceof Provenance.Blob
        || place.outermost() instanceof Provenance.Message) {
      return List.of(); // what git holds, ships only where it is packed
    }
    SourceMapFacts map = map(place, unexpected || finding.ruleId().startsWith(MAPS));
    if (map != null) {
      boolean inline = map.form() == SourceMapFacts.Form.INLINE;
      Provenance at = inline && map.heldBy() != null ? map.heldBy() : map.place();
      Shipped shipped = new Shipped(at, index);
      return Remedies.sourceMap(
          shipped.ship,
          shipped.path,
          inline,
          at.contained(),
          new MapShape(map.ownExamples(), map.scheme(), map.sources()),
          files(shipped.ship));
    }
    if (finding.ruleId().startsWith(MAPS)) { // sources in plain sight, told together
      Shipped shipped = new Shipped(place, index);
      return Remedies.keepOutLike(
          shipped.ship, shipped.path, place.contained(), files(shipped.ship));
    }
    if (isAboutFile(finding)) {
      Shipped shipped = new Shipped(place, index);
      return Remedies.keepOut(shipped.ship, shipped.path, place.contained(), files(shipped.ship));
    }
    if (unexpected && compared.contains(place.path())) { // one file, and no folder of several
      Shipped shipped = new Shipped(place, index);
      return shipped.ship == null || finding.ruleId().equals(GROWN)
          ? List.of()
          : Remedies.keepOut(shipped.ship, shipped.path, place.contained(), files(shipped.ship));
    }
    return List.of();
  }

  /** Whether it is the file that must not ship, if only because of what stands in it. */
  private static boolean isAboutFile(Finding finding) {
    for (String family : FILES) {
      if (finding.ruleId().startsWith(family)) {
        return true;
      }
      for (String line : finding.evidence()) {
        if (line.startsWith(Placement.ALSO + family)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The map that {@code place} is or lies in; null if there is none.
   *
   * @param held whether one that stands in the script at {@code place} counts as well
   */
  private @Nullable SourceMapFacts map(Provenance place, boolean held) {
    SourceMapFacts holding = held ? inScripts.get(place.path()) : null;
    if (holding != null || maps.isEmpty()) {
      return holding;
    }
    Provenance at = place;
    while (true) {
      SourceMapFacts facts = maps.get(at.path());
      if (facts != null) {
        return facts;
      }
      if (at instanceof Provenance.Entry entry) {
        at = entry.container();
      } else if (at instanceof Provenance.View view) {
        at = view.of();
      } else {
        return null;
      }
    }
  }

  private RepositoryFiles files(@Nullable PackageIdentity ship) {
    if (ship == null) {
      return RepositoryFiles.NONE;
    }
    if (ship.manifest() instanceof Provenance.File) {
      return folders.getOrDefault(ship.root(), RepositoryFiles.NONE);
    }
    String root = byName.get(name(ship));
    if (root != null) {
      return folders.getOrDefault(root, RepositoryFiles.NONE);
    }
    return repository.makes(ship) ? repository : RepositoryFiles.NONE;
  }

  /** The package by which a place gets out, and where it lies in it. */
  private static final class Shipped {
    final @Nullable PackageIdentity ship;
    final String path;

    Shipped(Provenance place, PackageIndex index) {
      ship = ship(place, index.around(place));
      String whole = place.path();
      String root = ship == null ? "" : ship.root();
      String inside = whole.startsWith(root) ? whole.substring(root.length()) : place.innerPath();
      int nested = inside.indexOf(Provenance.NESTING);
      if (ship != null && place.contained() && ship.manifest() instanceof Provenance.File) {
        // Packed from the folder around it: an archive whose package says what that says.
        String packed = nested < 0 ? "" : inside.substring(nested + Provenance.NESTING.length());
        int deeper = packed.indexOf(Provenance.NESTING);
        String outer = deeper < 0 ? packed : packed.substring(0, deeper);
        path =
            outer.startsWith(NPM_ROOT)
                ? outer.substring(NPM_ROOT.length())
                : nested < 0 ? inside : inside.substring(0, nested);
      } else if (ship == null || nested < 0) {
        path = inside;
      } else if (holdsFiles(inside.substring(0, nested), ship.kind())) {
        String below = inside.substring(nested + Provenance.NESTING.length());
        int deeper = below.indexOf(Provenance.NESTING);
        path = deeper < 0 ? below : below.substring(0, deeper);
      } else {
        path = inside.substring(0, nested);
      }
    }

    /** Whether {@code outer} is no file of the package, but what holds its files. */
    private static boolean holdsFiles(String outer, PackageKind kind) {
      return switch (kind) {
        case IMAGE -> true; // a layer
        case GEM, DEB, CONDA -> outer.indexOf('/') < 0 && outer.contains(".tar"); // data.tar.gz
        default -> false;
      };
    }

    /** Of an archive the outermost package, of a folder the innermost that is no dependency. */
    private static @Nullable PackageIdentity ship(Provenance place, List<PackageIdentity> around) {
      List<PackageIdentity> packed = new ArrayList<>();
      for (PackageIdentity each : around) {
        if (!(each.manifest() instanceof Provenance.File)) {
          packed.add(each);
        } else if (!place.contained() && !each.root().contains(MODULES)) {
          return each;
        }
      }
      if (packed.isEmpty()) {
        return around.isEmpty() ? null : around.get(0);
      }
      return packed.get(packed.size() - 1);
    }
  }
}
