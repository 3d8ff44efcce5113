package dev.assay.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source map (ECMA-426) gives away, whoever may see it: what a correlator judges by the
 * licence and visibility of the package around it.
 *
 * @param place of the map: a file, or what was decoded out of {@code heldBy}
 * @param form where it was found
 * @param heldBy the file whose comment holds an inline map; else null
 * @param region of the comment in {@code heldBy}; null for a map that is a file
 * @param sources original files that it names, those of its sections included
 * @param embedded how many of them it holds the text of
 * @param lines lines of all those texts
 * @param ownEmbedded those of {@code embedded} that are not of a third party ({@code node_modules},
 *     bundlers' own runtime)
 * @param ownLines lines of {@code ownEmbedded}
 * @param ownExamples names of some of {@code ownEmbedded}, first by path
 * @param absolutePaths some names of sources that are absolute paths of the machine that built it
 * @param users user names in such paths
 * @param hosts internal hosts, and addresses of buckets, in names and roots of sources
 * @param complete false if it was cut off or broken: then the figures are of what was read
 * @param scheme that a bundler put before names of sources, such as {@code webpack}; empty if none
 *     did
 */
public record SourceMapFacts(
    Provenance place,
    Form form,
    @Nullable Provenance heldBy,
    @Nullable Region region,
    long sources,
    long embedded,
    long lines,
    long ownEmbedded,
    long ownLines,
    List<String> ownExamples,
    List<String> absolutePaths,
    List<String> users,
    List<String> hosts,
    boolean complete,
    String scheme)
    implements Observation {

  /** Where a map was found. */
  public enum Form {
    /** A file of its own, whatever it is called. */
    FILE,
    /** A {@code data:} address in a script or style sheet. */
    INLINE,
    /** Only its address: a comment that points to a map which isn't here. */
    LINK
  }

  /** Facts of a map whose sources have plain names. */
  public SourceMapFacts(
      Provenance place,
      Form form,
      @Nullable Provenance heldBy,
      @Nullable Region region,
      long sources,
      long embedded,
      long lines,
      long ownEmbedded,
      long ownLines,
      List<String> ownExamples,
      List<String> absolutePaths,
      List<String> users,
      List<String> hosts,
      boolean complete) {
    this(
        place,
        form,
        heldBy,
        region,
        sources,
        embedded,
        lines,
        ownEmbedded,
        ownLines,
        ownExamples,
        absolutePaths,
        users,
        hosts,
        complete,
        "");
  }

  public SourceMapFacts {
    ownExamples = List.copyOf(ownExamples);
    absolutePaths = List.copyOf(absolutePaths);
    users = List.copyOf(users);
    hosts = List.copyOf(hosts);
  }
}
