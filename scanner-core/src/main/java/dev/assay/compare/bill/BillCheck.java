package dev.assay.compare.bill;

import dev.assay.detect.Correlator;
import dev.assay.model.BillOfMaterials;
import dev.assay.model.Candidate;
import dev.assay.model.Component;
import dev.assay.model.Component.Presence;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.model.StatedBill;
import dev.assay.model.StatedBill.Part;
import dev.assay.model.StatedBill.Stated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds a stated bill against what is there, in both directions: components by package URL, by name
 * and version, by digest, by the names of their files; digests by the bytes.
 */
public final class BillCheck implements Correlator {
  private static final int SHOWN = 16;
  private static final int PROVED = 2;

  private final @Nullable StatedBill stated;
  private final Function<Inventory, BillOfMaterials> maker;

  /**
   * @param stated what to hold against; null for nothing: then it says only what its findings mean
   * @param maker makes the bill of what was seen
   */
  public BillCheck(@Nullable StatedBill stated, Function<Inventory, BillOfMaterials> maker) {
    this.stated = stated;
    this.maker = maker;
  }

  @Override
  public List<RuleInfo> rules() {
    return BillFindings.all();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    if (stated != null) {
      new Comparing(stated, maker.apply(inventory), inventory, out).compare();
    }
  }

  /** One comparison. */
  private static final class Comparing {
    private final StatedBill stated;
    private final Output out;
    private final Provenance file;
    private final Component subject;
    private final List<Component> components = new ArrayList<>();
    private final Map<String, List<Component>> exact = new HashMap<>();
    private final Map<String, List<Component>> plain = new HashMap<>();

    /** Files by each of their digests. */
    private final Map<String, Set<String>> byDigest = new HashMap<>();

    private final Map<String, Map<String, String>> digests = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, Integer> roots = new HashMap<>();
    private final Set<Component> listed = new HashSet<>();
    private final List<Stated> unchecked = new ArrayList<>();

    Comparing(StatedBill stated, BillOfMaterials bill, Inventory inventory, Output out) {
      this.stated = stated;
      this.out = out;
      this.file = new Provenance.File(stated.file());
      this.subject = bill.subject();
      components.add(subject);
      listed.add(subject);
      components.addAll(bill.components());
      for (Component each : components) {
        roots.merge(root(each), 1, Integer::sum);
        Names names = Names.of(each);
        names.exact().forEach(key -> put(exact, key, each));
        names.plain().forEach(key -> put(plain, key, each));
      }
      for (FileDigest each : inventory.digests()) {
        String path = each.provenance().path();
        digests.computeIfAbsent(path, key -> new HashMap<>()).putAll(each.digests());
        each.digests()
            .values()
            .forEach(hex -> byDigest.computeIfAbsent(hex, key -> new TreeSet<>()).add(path));
        put(byName, last(path), path);
      }
    }

    private static <T> void put(Map<String, List<T>> map, String key, T value) {
      map.computeIfAbsent(key, any -> new ArrayList<>(1)).add(value);
    }

    private static String last(String path) {
      return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    void compare() {
      boolean hashes = false;
      for (Stated each : stated.components()) {
        hashes |= !each.digests().isEmpty();
        switch (each.part()) {
          case SUBJECT -> subject(each);
          case FILE -> file(each);
          default -> component(each);
        }
      }
      if (!hashes) {
        tell(BillFindings.WITHOUT_HASHES, null, "", "It is " + stated.format() + ".", null);
      }
      if (!unchecked.isEmpty()) {
        Stated first = unchecked.get(0);
        tell(
            BillFindings.UNCHECKED,
            first,
            "",
            String.format(
                Locale.ROOT,
                "%,d of %,d components, such as %s",
                unchecked.size(),
                stated.components().size(),
                first.display()),
            null);
      }
      for (Component each : components) {
        boolean shipped = each.presences().contains(Presence.SHIPPED) && each.kind() != null;
        if (shipped && !listed.contains(each)) {
          out.found(
              each.seenAt(),
              candidate(
                  BillFindings.UNLISTED,
                  BillFindings.UNLISTED.severity(),
                  null,
                  each.ref(),
                  called(each) + " is not listed in " + stated.file()));
        }
      }
    }

    /** What the bill is of: only its file is compared, for tools call it what they like. */
    private void subject(Stated each) {
      Set<Component> found = named(each);
      listed.addAll(found);
      found.add(subject);
      if (!each.digests().isEmpty()) {
        compareDigests(each, paths(each, found), found);
      }
    }

    private void file(Stated each) {
      Set<String> paths = paths(each, Set.of());
      if (paths.isEmpty() && !sameBytes(each).isEmpty()) {
        return;
      }
      if (paths.isEmpty()) {
        unchecked(each);
      } else {
        compareDigests(each, paths, Set.of());
      }
    }

    private void unchecked(Stated each) {
      if (!each.digests().isEmpty()) {
        unchecked.add(each);
      }
    }

    private void component(Stated each) {
      Set<Component> found = named(each);
      Set<String> same = sameBytes(each);
      if (found.isEmpty() && !same.isEmpty()) {
        return; // by another name, but the very bytes
      }
      if (found.isEmpty()) {
        missing(each);
        return;
      }
      listed.addAll(found);
      if (!each.digests().isEmpty()) {
        compareDigests(each, paths(each, found), found);
      }
    }

    private Set<Component> named(Stated each) {
      Names names = Names.of(each);
      Set<Component> found = new LinkedHashSet<>();
      for (String key : names.version().isEmpty() ? names.plain() : names.exact()) {
        found.addAll((names.version().isEmpty() ? plain : exact).getOrDefault(key, List.of()));
        if (!found.isEmpty()) {
          break; // the package URL comes first and says most
        }
      }
      return found;
    }

    private void missing(Stated each) {
      Set<Component> others = new LinkedHashSet<>();
      for (String key : Names.of(each).plain()) {
        others.addAll(plain.getOrDefault(key, List.of()));
        if (!others.isEmpty()) {
          break;
        }
      }
      Set<String> versions = new TreeSet<>();
      for (Component other : others) {
        if (other.version().isEmpty()) {
          listed.add(other);
        } else if (other.presences().contains(Presence.SHIPPED)) {
          versions.add(other.version());
        }
      }
      if (!versions.isEmpty()) {
        // Told once: not also as unlisted.
        listed.addAll(others);
        tell(
            BillFindings.VERSION,
            each,
            each.display(),
            each.display() + " is listed, and " + String.join(", ", versions) + " is there",
            null);
      } else if (others.isEmpty() || !listed.containsAll(others)) {
        tell(
            BillFindings.MISSING,
            each,
            each.display(),
            each.display() + " is listed, and nothing there is called so or has its digest",
            each.part() == Part.EXCLUDED ? Severity.INFO : null);
      }
    }

    /** Files with a digest that is stated. */
    private Set<String> sameBytes(Stated each) {
      Set<String> same = new TreeSet<>();
      each.digests()
          .values()
          .forEach(all -> all.forEach(hex -> same.addAll(byDigest.getOrDefault(hex, Set.of()))));
      return same;
    }

    /** Files that the digests must be of: those of the components, else those of that name. */
    private Set<String> paths(Stated each, Collection<Component> found) {
      Set<String> paths = new TreeSet<>();
      for (Component component : found) {
        component.files().forEach(archive -> paths.add(archive.place().path()));
      }
      if (paths.isEmpty()) {
        for (Component component : found) {
          String root = root(component);
          if (!root.isEmpty()
              && roots.getOrDefault(root, 0) == 1) { // else several packages lie in one archive
            paths.add(root.substring(0, root.length() - Provenance.NESTING.length()));
          }
        }
      }
      paths.retainAll(digests.keySet());
      if (paths.isEmpty()) {
        for (String named : each.files()) {
          gather(named, found, paths);
        }
      }
      return paths;
    }

    /** Files that {@code named} may mean: by its folders too, where it isn't absolute. */
    private void gather(String named, Collection<Component> found, Set<String> paths) {
      String name = named.startsWith("./") ? named.substring(2) : named;
      if (folder(name, found)) {
        return; // npm names the folder, and its digests are of the archive it came from
      }
      boolean absolute = name.startsWith("/") || name.contains(":");
      for (String path : byName.getOrDefault(last(name), List.of())) {
        if (absolute || ends(path, name) || ends(name, path)) {
          paths.add(path);
        }
      }
    }

    /** Whether a component's manifest lies in the folder {@code name}. */
    private static boolean folder(String name, Collection<Component> found) {
      for (Component component : found) {
        for (Provenance each : component.seen()) {
          int end = each.path().lastIndexOf('/');
          if (end > 0 && ends(each.path().substring(0, end), name)) {
            return true;
          }
        }
      }
      return false;
    }

    private static boolean ends(String path, String name) {
      String last = path.toLowerCase(Locale.ROOT);
      String part = name.toLowerCase(Locale.ROOT);
      return last.equals(part) || last.endsWith("/" + part);
    }

    /** What the archive that {@code component} lies in makes paths begin with; empty for none. */
    private static String root(Component component) {
      PackageIdentity identity = component.identity();
      return identity != null && identity.root().endsWith(Provenance.NESTING)
          ? identity.root()
          : "";
    }

    /** One file with the digest is enough: the same component may be there in several builds. */
    private void compareDigests(Stated each, Set<String> paths, Collection<Component> found) {
      boolean compared = false;
      String where = "";
      String algorithm = "";
      String actual = "";
      for (Map.Entry<String, Set<String>> claim : each.digests().entrySet()) {
        boolean known = false;
        boolean held = false;
        for (String path : paths) {
          String hex = digests.getOrDefault(path, Map.of()).get(claim.getKey());
          if (hex != null) {
            known = true;
            held |= claim.getValue().contains(hex);
            if (!held) {
              where = path;
              actual = hex;
            }
          }
        }
        for (Component component : found) {
          String locked = component.digests().get(claim.getKey());
          if (!known && locked != null) {
            known = true;
            held = claim.getValue().contains(locked);
            where = "a lockfile";
            actual = locked;
          }
        }
        compared |= known;
        if (known && !held) {
          algorithm = claim.getKey();
          String hex = claim.getValue().iterator().next();
          tell(
              BillFindings.MISMATCH,
              each,
              each.display(),
              String.format(
                  Locale.ROOT,
                  "%s of %s is %s… by the bill, and %s… of %s",
                  algorithm,
                  each.display(),
                  hex.substring(0, Math.min(SHOWN, hex.length())),
                  actual.substring(0, SHOWN),
                  where),
              null);
          return;
        }
      }
      if (!compared && sameBytes(each).isEmpty()) {
        unchecked(each);
      }
    }

    private void tell(
        RuleInfo rule,
        @Nullable Stated at,
        String about,
        String evidence,
        @Nullable Severity severity) {
      Region region =
          at == null || at.line() == 0 ? null : new Region(at.line(), 1, at.line(), 1, 0, 0);
      out.found(
          file,
          candidate(
              rule,
              severity == null ? rule.severity() : severity,
              region,
              about.isEmpty() ? stated.file() : about,
              evidence));
    }
  }

  private static String called(Component component) {
    return component.identity() == null ? component.ref() : component.identity().display();
  }

  private static Candidate candidate(
      RuleInfo rule, Severity severity, @Nullable Region region, String subject, String evidence) {
    return new Candidate(
        rule.id(),
        severity,
        rule.confidence(),
        PROVED,
        true,
        List.of(evidence),
        region,
        0,
        0,
        null,
        null,
        null,
        subject);
  }
}
