package dev.assay.detect.component;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Component.Archive;
import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bill of materials of a scan out of the inventories of its targets: what lies here, what
 * lockfiles settle and what manifests ask for, one component for each package URL. An edge is what
 * a manifest or a lockfile says; what nothing asks for is held by what it lies in. For one thread.
 */
public final class BillMaker {

  /** How each kind of package finds what it needs. */
  private static final List<Resolution> RESOLUTIONS =
      List.of(new MavenResolution(), new NpmResolution(), new PythonResolution());

  /** Stands for what the user named until that is known. */
  private static final String NAMED = "";

  private final boolean digestsAsked;
  private final Drafts drafts = new Drafts();
  private final Graph graph = new Graph();
  private final List<Held> held = new ArrayList<>();
  private final List<Archive> scanned = new ArrayList<>();
  private @Nullable PackageIdentity subject;
  private int targets;
  private String incomplete = "";

  /**
   * A component that lies in another.
   *
   * @param in ref of the package around it
   */
  private record Held(String ref, String in) {}

  /**
   * @param digestsAsked whether archives of packages got digests while they were scanned
   */
  public BillMaker(boolean digestsAsked) {
    this.digestsAsked = digestsAsked;
  }

  /** Adds what was seen in one target. */
  public void add(Inventory inventory) {
    targets++;
    List<PackageIdentity> packages = inventory.packages();
    PackageIndex index = new PackageIndex(packages);
    Enclosing enclosing = new Enclosing(packages);
    subject = targets == 1 ? SubjectChoice.of(inventory, enclosing) : null;
    ArchiveFiles files = new ArchiveFiles(inventory, enclosing);
    if (inventory.folder() == null) {
      scanned.addAll(files.outermost());
    }
    for (PackageIdentity each : packages) {
      Draft draft = drafts.of(each);
      if (draft != null) {
        draft.add(each);
        Archive archive = files.of(each);
        if (archive != null) {
          draft.cameAs(archive);
        }
        PackageIdentity in = enclosing.of(each).inner();
        held.add(new Held(each.purl(), in == null ? NAMED : in.purl()));
      }
    }
    for (LicenceText each : inventory.licences()) {
      PackageIdentity in = index.of(each.place());
      Draft draft = in == null ? null : drafts.get(in.purl());
      if (draft != null) {
        draft.found(each.expression());
      }
    }
    Locked locked = new Locked(drafts, graph);
    locked.add(inventory.locked(), packages, NAMED);
    Linking linking = new Linking(locked, enclosing);
    for (Resolution resolution : RESOLUTIONS) {
      resolution.resolve(packages.stream().filter(resolution::concerns).toList(), linking);
    }
  }

  /** What is here isn't all that there is. */
  public void incomplete(String reason) {
    incomplete = reason;
  }

  /** Makes edges, and gaps of what could be none. */
  private final class Linking implements Resolution.Links {
    private final Locked locked;
    private final Enclosing enclosing;

    Linking(Locked locked, Enclosing enclosing) {
      this.locked = locked;
      this.enclosing = enclosing;
    }

    private boolean isSubject(PackageIdentity each) {
      return subject != null && Enclosing.same(subject, each);
    }

    /** Whether all of it is worked on here: what lies in an installed package is not. */
    private boolean isProject(PackageIdentity each) {
      return Declared.isProject(each) && enclosing.of(each).projects();
    }

    @Override
    public void needs(PackageIdentity from, PackageIdentity to, DependencyScope scope) {
      if (drafts.get(from.purl()) != null && drafts.get(to.purl()) != null) {
        graph.needs(from.purl(), to.purl(), scope);
      }
    }

    @Override
    public void missing(PackageIdentity from, Requirement requirement) {
      Set<String> found = locked.find(from, requirement);
      if (found.size() == 1) {
        graph.needs(from.purl(), found.iterator().next(), requirement.scope());
      } else if (found.isEmpty() && (isSubject(from) || isProject(from))) {
        Draft declared = Declared.add(from, requirement, drafts);
        if (declared != null) {
          graph.needs(from.purl(), declared.ref(), requirement.scope());
        }
      } else if (found.isEmpty() && requirement.scope() != DependencyScope.DEVELOPMENT) {
        unknown(from, requirement.name() + ", which it needs, isn't here");
      }
    }

    @Override
    public void unknown(PackageIdentity from, String reason) {
      Draft draft = drafts.get(from.purl());
      if (draft != null) {
        draft.gap(Gap.Aspect.DEPENDENCIES, reason);
      }
    }
  }

  /**
   * The whole bill. Nothing is to be added afterwards.
   *
   * @param name what the user calls that which was scanned
   */
  public BillOfMaterials bill(String name) {
    Draft of = subject == null ? null : drafts.remove(subject.purl());
    boolean isPackage = of != null;
    if (of == null) {
      of = new Draft("file:" + name, null, "", name, "", "");
      of.named(new Provenance.File(name));
      scanned.forEach(of::cameAs);
    }
    DeclaredLicences declared = new DeclaredLicences();
    Set<String> starts = new HashSet<>();
    starts.add(of.ref());
    graph.rename(NAMED, of.ref());
    hold(of.ref());
    if (!isPackage) {
      starts.addAll(graph.heldBy(of.ref())); // each is there for itself
    }
    tellIncomplete(of);
    List<Gap> gaps = new ArrayList<>(of.gaps(digestsAsked));
    Map<String, DependencyScope> scopes = graph.scopes(starts);
    List<Component> components = new ArrayList<>();
    for (Draft each : drafts.all()) {
      each.scope(scopes.getOrDefault(each.ref(), DependencyScope.UNSAID));
      gaps.addAll(each.gaps(digestsAsked));
      components.add(each.component(declared));
    }
    gaps.sort(null);
    return new BillOfMaterials(of.component(declared), components, graph.dependencies(), gaps);
  }

  /** What nothing reaches is held by what it lies in: first what nothing else asks for, either. */
  private void hold(String subjectRef) {
    Set<String> reached = new HashSet<>();
    graph.reach(subjectRef, reached);
    for (boolean wanted : new boolean[] {false, true}) {
      for (Held each : held) {
        if (!reached.contains(each.ref()) && (wanted || !graph.isWanted(each.ref()))) {
          graph.holds(each.in().equals(NAMED) ? subjectRef : each.in(), each.ref());
          graph.reach(each.ref(), reached);
        }
      }
    }
  }

  private void tellIncomplete(Draft of) {
    if (drafts.dropped() > 0 || graph.dropped() > 0) {
      of.gap(
          Gap.Aspect.CONTENTS,
          String.format(
              Locale.ROOT,
              "there are more than %,d components or as many links, and no more are listed",
              Drafts.MOST));
    } else if (!incomplete.isEmpty()) {
      of.gap(Gap.Aspect.CONTENTS, incomplete);
    }
  }
}
