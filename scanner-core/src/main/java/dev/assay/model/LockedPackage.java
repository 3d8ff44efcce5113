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
 * @param region of the entry; null if unknown
 * @param key what the entry is called, unique in its lockfile; empty for the project itself
 * @param kind what it is packaged for
 * @param namespace npm scope with {@code @}, Maven group …; empty if there is none
 * @param name never empty but for the project itself
 * @param version empty if the lockfile leaves it open
 * @param purl package URL; empty without a name
 * @param installed logical path, ending in {@code /}, of the folder where it belongs; empty if the
 *     lockfile doesn't say
 * @param scope what it is for, as far as the whole project is concerned
 * @param source address where it comes from, without user, password and query; empty if unknown
 * @param digests of its archive, lower-case hexadecimal by JCA algorithm name; empty if none
 * @param requires keys of the entries in the same lockfile that it needs, each with the scope
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
    List<Need> requires)
    implements Observation {

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
