package dev.assay.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that detectors observed besides candidates: what correlators look at. Sorted by place.
 *
 * @param pins claims of digests
 * @param digests of files that somebody asked for
 * @param packages packages of which a manifest was seen, by where they lie
 * @param sourceMaps what each source map gives away
 * @param files all files, where a comparison asks for them; else empty
 * @param shipped files and folders that matter if they ship, by path
 * @param absent logical paths that were asked for and that the scan does not hold; what could not
 *     be looked for or read is in neither list
 * @param folder of a folder that was scanned, what the paths of its files begin with: empty, or
 *     ending in {@code /}. Null where each outermost file stands for itself
 * @param workTree of the git work tree that holds all of it; null if none does
 * @param sources files in containers that give sources away beside source maps
 * @param locked entries of lockfiles
 * @param licences that files hold or name
 * @param signs words in files that speak of a proprietary licence
 * @param faults what differs from claims, or is wrong with them, as far as one file or container
 *     shows it
 * @param names of the files in folders that were asked about, by their paths, which are empty or
 *     end in {@code /}; a folder of which not all could be seen is missing here
 */
public record Inventory(
    List<Pin> pins,
    List<FileDigest> digests,
    List<PackageIdentity> packages,
    List<SourceMapFacts> sourceMaps,
    List<ArtifactFile> files,
    List<ShippedFile> shipped,
    Set<String> absent,
    @Nullable String folder,
    @Nullable WorkTree workTree,
    List<ShippedSource> sources,
    List<LockedPackage> locked,
    List<LicenceText> licences,
    List<LicenceSign> signs,
    List<IntegrityFault> faults,
    Map<String, Set<String>> names) {

  public Inventory {
    pins = List.copyOf(pins);
    digests = List.copyOf(digests);
    packages = List.copyOf(packages);
    sourceMaps = List.copyOf(sourceMaps);
    files = List.copyOf(files);
    shipped = List.copyOf(shipped);
    absent = Set.copyOf(absent);
    sources = List.copyOf(sources);
    locked = List.copyOf(locked);
    licences = List.copyOf(licences);
    signs = List.copyOf(signs);
    faults = List.copyOf(faults);
    names = Map.copyOf(names);
  }

  /** Before anybody asked what lies in folders. */
  public Inventory(
      List<Pin> pins,
      List<FileDigest> digests,
      List<PackageIdentity> packages,
      List<SourceMapFacts> sourceMaps,
      List<ArtifactFile> files,
      List<ShippedFile> shipped,
      Set<String> absent,
      @Nullable String folder,
      @Nullable WorkTree workTree,
      List<ShippedSource> sources,
      List<LockedPackage> locked,
      List<LicenceText> licences,
      List<LicenceSign> signs,
      List<IntegrityFault> faults) {
    this(
        pins,
        digests,
        packages,
        sourceMaps,
        files,
        shipped,
        absent,
        folder,
        workTree,
        sources,
        locked,
        licences,
        signs,
        faults,
        Map.of());
  }

  /** Without files that matter if they ship, and sources beside source maps. */
  public Inventory(
      List<Pin> pins,
      List<FileDigest> digests,
      List<PackageIdentity> packages,
      List<SourceMapFacts> sourceMaps,
      List<ArtifactFile> files,
      Set<String> absent,
      @Nullable String folder,
      @Nullable WorkTree workTree) {
    this(
        pins,
        digests,
        packages,
        sourceMaps,
        files,
        List.of(),
        absent,
        folder,
        workTree,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Outside of any work tree. */
  public Inventory(
      List<Pin> pins,
      List<FileDigest> digests,
      List<PackageIdentity> packages,
      List<SourceMapFacts> sourceMaps,
      List<ArtifactFile> files,
      Set<String> absent) {
    this(
        pins,
        digests,
        packages,
        sourceMaps,
        files,
        List.of(),
        absent,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Of pins, digests and packages alone. */
  public Inventory(
      List<Pin> pins,
      List<FileDigest> digests,
      List<PackageIdentity> packages,
      Set<String> absent) {
    this(
        pins, digests, packages, List.of(), List.of(), List.of(), absent, null, null, List.of(),
        List.of(), List.of(), List.of(), List.of());
  }

  /** The same with what correlators asked for. */
  public Inventory with(
      List<FileDigest> read, Set<String> missing, Map<String, Set<String>> beside) {
    return new Inventory(
        pins,
        read,
        packages,
        sourceMaps,
        files,
        shipped,
        missing,
        folder,
        workTree,
        sources,
        locked,
        licences,
        signs,
        faults,
        beside);
  }

  /** The same, of what lies in {@code tree}. */
  public Inventory in(@Nullable WorkTree tree) {
    return new Inventory(
        pins,
        digests,
        packages,
        sourceMaps,
        files,
        shipped,
        absent,
        folder,
        tree,
        sources,
        locked,
        licences,
        signs,
        faults,
        names);
  }
}
