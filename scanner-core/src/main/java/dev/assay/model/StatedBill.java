package dev.assay.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bill of materials that somebody gives, in whatever format.
 *
 * @param file that it was read from
 * @param format what it is, such as {@code CycloneDX 1.5}
 * @param components all, in its order
 */
public record StatedBill(String file, String format, List<Stated> components) {

  public StatedBill {
    components = List.copyOf(components);
  }

  /** What part a component has in its bill. */
  public enum Part {
    /** The bill is of it. */
    SUBJECT,
    COMPONENT,
    /** A single file. */
    FILE,
    /** It is named, and said not to be in what the bill is of. */
    EXCLUDED
  }

  /**
   * One component of it.
   *
   * @param line 1-based, where it begins; 0 if unknown
   * @param part what part it has
   * @param namespace empty if it has none
   * @param name as the bill writes it; may be empty
   * @param version empty if it gives none
   * @param purl as the bill writes it; empty if it gives none
   * @param digests lower-case hexadecimal by JCA algorithm name, perhaps several of one algorithm
   * @param files paths or names of the files that it is said to be
   */
  public record Stated(
      int line,
      Part part,
      String namespace,
      String name,
      String version,
      String purl,
      SortedMap<String, Set<String>> digests,
      Set<String> files) {

    public Stated {
      digests = Collections.unmodifiableSortedMap(digests);
      files = Collections.unmodifiableSet(files);
    }

    /** What a person calls it. */
    public String display() {
      String full = namespace.isEmpty() ? name : namespace + "/" + name;
      String called = full.isEmpty() ? purl.isEmpty() ? "a component" : purl : full;
      return version.isEmpty() ? called : called + " " + version;
    }
  }

  /** The algorithms of all digests. */
  public Set<String> algorithms() {
    Set<String> algorithms = new TreeSet<>();
    components.forEach(each -> algorithms.addAll(each.digests().keySet()));
    return algorithms;
  }

  /** What gathers a component bit by bit. Not thread-safe. */
  public static final class Gathered {
    public int line;
    public Part part = Part.COMPONENT;
    public String id = "";
    public String namespace = "";
    public String name = "";
    public String version = "";
    public String purl = "";
    private final SortedMap<String, Set<String>> digests = new TreeMap<>();
    private final Set<String> files = new TreeSet<>();

    /** Notes a digest. */
    public void digest(String algorithm, String hex) {
      digests.computeIfAbsent(algorithm, key -> new TreeSet<>()).add(hex);
    }

    /** Notes all digests of {@code other}. */
    public void digests(Gathered other) {
      other.digests.forEach((algorithm, all) -> all.forEach(hex -> digest(algorithm, hex)));
    }

    /** Notes the name of a file; an empty one is none. */
    public void file(String path) {
      if (!path.isEmpty()) {
        files.add(path);
      }
    }

    /** Whether a digest was noted. */
    public boolean hasDigest() {
      return !digests.isEmpty();
    }

    /** What was gathered. */
    public Stated done() {
      Map<String, Set<String>> copied = new TreeMap<>();
      digests.forEach((algorithm, all) -> copied.put(algorithm, Set.copyOf(all)));
      return new Stated(
          line, part, namespace, name, version, purl, new TreeMap<>(copied), new TreeSet<>(files));
    }
  }
}
