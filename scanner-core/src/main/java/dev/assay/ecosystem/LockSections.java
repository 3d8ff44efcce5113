package dev.assay.ecosystem;

/** Takes a lockfile in JSON, TOML or YAML piece by piece: it never stands in memory as a whole. */
interface LockSections {

  /** How a member of the outermost mapping is given. */
  enum Take {
    /** Not at all. */
    SKIP,
    /** As one value. */
    WHOLE,
    /** Member by member, or element by element. */
    EACH
  }

  /** Depth of collections in one another beyond which nothing is read. */
  int DEEPEST = 64;

  /** Values in one piece beyond which nothing is read. */
  int MOST_NODES = 400_000;

  /** How {@code section} is to be given. */
  Take take(String section);

  /**
   * A piece.
   *
   * @param section the name of the outermost member
   * @param name of the member in it; empty if the section is one piece, or for an element
   */
  void piece(String section, String name, LockNode value);

  /**
   * Something that isn't as the format says.
   *
   * @param offset where
   * @param what is wrong, continuing a sentence; never content
   */
  void malformed(int offset, String what);
}
