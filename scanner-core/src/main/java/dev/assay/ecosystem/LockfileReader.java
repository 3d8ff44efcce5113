package dev.assay.ecosystem;

import dev.assay.model.IntegrityFault;
import dev.assay.model.LockedPackage;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;

/**
 * Reads one format of files that claim digests. Stateless; registered in {@link LockfileReaders}.
 * What a reader must do is tested by {@code fixtures/<format>/<case>/}: {@code input/} and {@code
 * expected.json}.
 */
public interface LockfileReader {

  /** Short name, also of its folder of fixtures, such as {@code npm-package-lock}. */
  String format();

  /**
   * Whether a file of this name is of this format. Names decide here, since package managers go by
   * names as well.
   *
   * @param name without folders
   */
  boolean reads(String name);

  /**
   * Gives every claim in {@code text} to {@code out}, in order. What is malformed is a problem and
   * the rest goes on, as far as the format lets it.
   *
   * @param claimant the file's place, to which the paths in it are relative
   * @throws IOException only if {@code text} can't be read
   */
  void read(LockfileText text, Provenance claimant, Output out) throws IOException;

  /** Takes what a reader finds. */
  interface Output {

    /** A claim. */
    void pin(Pin pin);

    /** A claim that is worth little, or is missing. */
    default void fault(IntegrityFault fault) {}

    /** An entry, or the project itself. */
    default void locked(LockedPackage entry) {}

    /**
     * Something that is not as the format says, so that a claim may be missed.
     *
     * @param line 1-based
     * @param what is wrong, continuing a sentence; never content
     */
    void problem(Problem.Kind kind, int line, String what);
  }
}
