package dev.assay.model;

import java.util.List;

/**
 * A file or folder that only matters in what ships: judged when it is known in which package it
 * lies.
 *
 * @param place of the file, or of the folder as a whole
 * @param folder whether it is a folder
 * @param files that were seen in the folder; 1 for a file
 * @param in where it matters: {@code artifact} for anything that ships, or words of {@link
 *     PackageKind#word}; empty for wherever it lies
 * @param candidate what is reported if it does
 */
public record ShippedFile(
    Provenance place, boolean folder, long files, List<String> in, Candidate candidate)
    implements Observation {

  public ShippedFile {
    in = List.copyOf(in);
  }

  /** The same folder with so many files. */
  public ShippedFile with(long count) {
    return new ShippedFile(place, folder, count, in, candidate);
  }
}
