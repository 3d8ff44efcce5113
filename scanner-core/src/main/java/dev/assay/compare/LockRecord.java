package dev.assay.compare;

/** One line of a content lock. */
public sealed interface LockRecord {

  /** The line, without its end. */
  String line();

  /** Its number in the file that it was read from, from 1 on; 0 if it was read from none. */
  int number();

  /**
   * Files that an artifact may hold.
   *
   * @param artifact name of the artifact, in the syntax of patterns
   * @param pattern of their paths
   * @param kind what they are
   * @param files how many
   * @param size of each, bytes
   * @param note what somebody wrote behind it, with its {@code #}; empty if nobody did
   */
  record Content(
      String artifact,
      PathPattern pattern,
      String kind,
      Range files,
      Range size,
      String note,
      int number)
      implements LockRecord {

    @Override
    public String line() {
      return "content\t"
          + artifact
          + '\t'
          + pattern.text()
          + '\t'
          + kind
          + '\t'
          + files.count()
          + '\t'
          + size.size()
          + (note.isEmpty() ? "" : "\t" + note);
    }

    Content with(Range newFiles, Range newSize) {
      return new Content(artifact, pattern, kind, newFiles, newSize, note, number);
    }

    /** What two lines of one pattern and kind are about. */
    String key() {
      return artifact + '\t' + pattern.text() + '\t' + kind;
    }
  }

  /**
   * How much an artifact may hold in all.
   *
   * @param files in it, without those in archives in it
   * @param bytes of them, unpacked
   */
  record Total(String artifact, Range files, Range bytes, String note, int number)
      implements LockRecord {

    @Override
    public String line() {
      return "total\t"
          + artifact
          + '\t'
          + files.count()
          + '\t'
          + bytes.size()
          + (note.isEmpty() ? "" : "\t" + note);
    }

    Total with(Range newFiles, Range newBytes) {
      return new Total(artifact, newFiles, newBytes, note, number);
    }
  }

  /** A digest that was approved: kept as it is. */
  record Digest(String line, int number) implements LockRecord {}
}
