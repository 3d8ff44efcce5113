package dev.assay.compare.reconcile;

import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which folders of an artifact hold which of the commit. Files with a content that the
 * commit has vote: what of their two paths differs in front is a mapping ({@code package/} to
 * {@code packages/x/}, nothing to {@code src/main/resources/}). Where nothing votes, what packages
 * of this kind usually are counts.
 */
final class Roots {

  /** Mappings that are tried, at most. */
  private static final int MOST = 64;

  /** Of those that vote for the first mapping, how many must vote for one to tell of changes. */
  private static final int SHARE = 5;

  private static final Comparator<Mapping> BEST_FIRST =
      Comparator.comparing(Mapping::named)
          .thenComparing(Mapping::votes)
          .reversed()
          .thenComparing(mapping -> mapping.git().length())
          .thenComparing(Mapping::git)
          .thenComparing(Mapping::artifact);

  private final List<Mapping> mappings;

  /**
   * A folder of the artifact ({@code artifact}, in it) and its folder of the commit; each empty or
   * ending in {@code /}.
   *
   * @param usual whether packages of this kind have it, voted for or not
   * @param named whether a manifest there names the package
   */
  record Mapping(String artifact, String git, long votes, boolean usual, boolean named) {}

  private Roots(List<Mapping> mappings) {
    this.mappings = mappings;
  }

  static Roots of(Artifact artifact, CommitIndex commit, List<PackageIdentity> packages) {
    Map<List<String>, Long> votes = new HashMap<>();
    for (Shipped file : artifact.files()) {
      for (List<String> each : votesOf(file, inGit(artifact, file.inner()), commit)) {
        votes.merge(each, 1L, Long::sum);
      }
    }
    Set<String> folders = folders(artifact, packages);
    Set<List<String>> usual = usual(artifact, folders.isEmpty() ? Set.of("") : folders);
    for (List<String> pair : usual) {
      votes.putIfAbsent(pair, 0L);
    }
    List<Mapping> all = new ArrayList<>();
    votes.forEach(
        (pair, count) ->
            all.add(
                new Mapping(
                    pair.get(0),
                    pair.get(1),
                    count,
                    usual.contains(pair),
                    pair.get(0).equals(artifact.top()) && folders.contains(pair.get(1)))));
    all.sort(BEST_FIRST);
    return new Roots(all.subList(0, Math.min(MOST, all.size())));
  }

  /** The path that a file has in git: cargo keeps the manifest as it was under another name. */
  static String inGit(Artifact artifact, String inner) {
    return artifact.is(PackageKind.CRATE) && inner.endsWith("/Cargo.toml.orig")
        ? inner.substring(0, inner.length() - ".orig".length())
        : inner;
  }

  /** What one file says: the longest common ends of its path and of those of its content. */
  private static Set<List<String>> votesOf(Shipped file, String inner, CommitIndex commit) {
    Set<List<String>> best = new LinkedHashSet<>();
    if (file.file().size() == 0) {
      return best;
    }
    List<CommitFile> alike = commit.alike(file.file());
    if (alike.size() > CommitIndex.MOST_ALIKE) {
      return best;
    }
    int longest = 0;
    for (CommitFile each : alike) {
      int common = commonEnd(inner, each.path());
      if (common == 0 || common < longest) {
        continue;
      }
      if (common > longest) {
        best.clear();
        longest = common;
      }
      best.add(
          List.of(
              inner.substring(0, inner.length() - common),
              each.path().substring(0, each.path().length() - common)));
    }
    return best;
  }

  /** Characters of the last parts of two paths that are equal; 0 if their names differ. */
  static int commonEnd(String one, String other) {
    int length = 0;
    int whole = 0;
    while (length < one.length() && length < other.length()) {
      char a = one.charAt(one.length() - 1 - length);
      char b = other.charAt(other.length() - 1 - length);
      if (a != b) {
        break;
      }
      if (a == '/') {
        whole = length;
      }
      length++;
    }
    boolean oneEnds = length == one.length() || one.charAt(one.length() - 1 - length) == '/';
    boolean otherEnds =
        length == other.length() || other.charAt(other.length() - 1 - length) == '/';
    return oneEnds && otherEnds ? length : whole;
  }

  /** Folders of the commit with a manifest that names the package. */
  private static Set<String> folders(Artifact artifact, List<PackageIdentity> packages) {
    Set<String> folders = new TreeSet<>();
    for (PackageIdentity each : packages) {
      if (each.manifest() instanceof Provenance.Blob && isOneOf(each, artifact.packages())) {
        folders.add(each.root());
      }
    }
    return folders;
  }

  /** Where packages of this kind lie in a repository, if nothing says otherwise. */
  private static Set<List<String>> usual(Artifact artifact, Set<String> folders) {
    Set<List<String>> all = new LinkedHashSet<>();
    for (String folder : folders) {
      all.add(List.of(artifact.top(), folder));
      if (artifact.is(PackageKind.WHEEL, PackageKind.EGG)) {
        all.add(List.of("", folder + "src/"));
      }
      if (artifact.is(PackageKind.JAR, PackageKind.MAVEN, PackageKind.GRADLE_MODULE)) {
        for (String sources : new String[] {"resources/", "java/", "kotlin/"}) {
          all.add(List.of("", folder + "src/main/" + sources));
        }
      }
    }
    return all;
  }

  private static boolean isOneOf(PackageIdentity inCommit, List<PackageIdentity> shipped) {
    for (PackageIdentity each : shipped) {
      if (!each.name().isEmpty()
          && each.kind().purlType().equals(inCommit.kind().purlType())
          && each.fullName().equals(inCommit.fullName())) {
        return true;
      }
    }
    return false;
  }

  /** All, the best first. */
  List<Mapping> all() {
    return mappings;
  }

  /** Whether a file that stands where {@code mapping} says, with another content, was changed. */
  boolean tells(Mapping mapping) {
    long first = 0;
    for (Mapping each : mappings) {
      first = Math.max(first, each.votes());
    }
    return mapping.usual() || mapping.votes() >= Math.max(2, first / SHARE);
  }

  /** For reports: those that files voted for and that tell of changes. */
  List<Reconciled.Mapping> told(Artifact artifact) {
    List<Reconciled.Mapping> told = new ArrayList<>();
    for (Mapping each : mappings) {
      if (each.votes() > 0 && tells(each)) {
        told.add(
            new Reconciled.Mapping(artifact.within() + each.artifact(), each.git(), each.votes()));
      }
    }
    return told;
  }
}
