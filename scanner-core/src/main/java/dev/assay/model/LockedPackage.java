package dev.assay.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a lockfile: a package in one version, where it is to come from and what it needs.
 * Nothing says that it lies here.
 *
 * @param lockfile the file that says so
 * @param region of the entry's name or address; null if unknown
 * @param key what the entry is called, unique in its lockfile; empty for the project itself, which
 *     is an entry only where the lockfile says what it needs
 * @param kind what it is packaged for
 * @param namespace npm scope with {@code @}, Maven group …; empty if there is none
 * @param name empty where the lockfile doesn't say what a project of the workspace is called: the
 *     manifest in {@code installed} does
 * @param version empty if the lockfile leaves it open
 * @param purl package URL; empty without a name
 * @param installed logical path, ending in {@code /}, of the folder where it belongs; empty if the
 *     lockfile doesn't say, or if that is the root of what is scanned
 * @param scope what it is for, as far as the whole project is concerned
 * @param source address where it comes from, without user, password and query; empty if unknown
 * @param digests of its archive, lower-case hexadecimal by JCA algorithm name; empty if none, or if
 *     a release has several files and the lockfile doesn't say which one is taken
 * @param requires keys of the entries in the same lockfile that it needs, each with the scope
 * @param origin how it gets here
 * @param pinned whether the lockfile claims any digest of it
 */
public record LockedPackage(
    Provenance lockfile,
    @Nullable Region region,
    String key,
    PackageKind kind,
    String namespace,
    String name,
    String version,
    String purl,
    String installed,
    DependencyScope scope,
    String source,
    Map<String, String> digests,
    List<Need> requires,
    Origin origin,
    boolean pinned)
    implements Observation {

  /** How a package gets to where it is used. */
  public enum Origin {
    /** By name and version from a registry, whichever is set. */
    REGISTRY,
    /** From an address that somebody who needs it names. */
    ADDRESS,
    /** From a commit of a repository, which its id vouches for. */
    GIT,
    /** A folder or file of the project: a workspace, a link, an archive. */
    LOCAL,
    /** In the archive of the package that needs it. */
    BUNDLED,
    /** Nothing tells, or a digest isn't to be expected for another reason. */
    UNSAID
  }

  /**
   * What an entry needs.
   *
   * @param key of the entry that it means
   */
  public record Need(String key, DependencyScope scope) {}

  public LockedPackage {
    digests = Collections.unmodifiableMap(digests);
    requires = List.copyOf(requires);
  }

  /** One of which nothing says how it gets here. */
  public LockedPackage(
      Provenance lockfile,
      @Nullable Region region,
      String key,
      PackageKind kind,
      String namespace,
      String name,
      String version,
      String purl,
      String installed,
      DependencyScope scope,
      String source,
      Map<String, String> digests,
      List<Need> requires) {
    this(
        lockfile,
        region,
        key,
        kind,
        namespace,
        name,
        version,
        purl,
        installed,
        scope,
        source,
        digests,
        requires,
        Origin.UNSAID,
        !digests.isEmpty());
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    long sum = 500L + 2L * (key.length() + installed.length() + source.length() + purl.length());
    sum += 250L * digests.size();
    for (Need need : requires) {
      sum += 80L + need.key().length();
    }
    return sum;
  }
}
