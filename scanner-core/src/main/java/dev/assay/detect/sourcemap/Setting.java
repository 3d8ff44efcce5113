package dev.assay.detect.sourcemap;

/** What becomes of a file that lies where it lies, the gravest first. */
enum Setting {
  /**
   * It is in an archive, a package or an image, or in a folder that is a package of its own and no
   * part of a repository: whoever gets that gets it.
   */
  SHIPS("it is in what ships"),
  /** In a plain folder, or in a work tree that doesn't track it: what a build made, perhaps. */
  FOLDER("no repository tracks it here, so it may be what a build has made"),
  /** Git tracks it: it leaves only where it is packed, and is judged there. */
  TRACKED("git tracks it here, and it leaves only where it is packed"),
  /** It came with somebody else's package, who has published it. */
  DEPENDENCY("it came with a dependency, whose owner has published it");

  private final String sentence;

  Setting(String sentence) {
    this.sentence = sentence;
  }

  /** In words, for evidence. */
  String sentence() {
    return sentence;
  }
}
