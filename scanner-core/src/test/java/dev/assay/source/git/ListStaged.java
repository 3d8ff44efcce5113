package dev.assay.source.git;

import dev.assay.model.Problem;

/** A hook for tests: prints what is staged where it is started. */
public final class ListStaged {

  private ListStaged() {}

  /** Scans the current folder. */
  public static void main(String[] arguments) {
    Seen seen = Seen.of(new StagedSource(".", "", System.getenv()));
    for (String line : seen.added()) {
      System.out.println(line);
    }
    for (Problem problem : seen.problems) {
      System.out.println(problem);
    }
  }
}
