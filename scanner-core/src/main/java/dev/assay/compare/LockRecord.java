package dev.assay.compare;

import org.jspecify.annotations.Nullable;

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

  /**
   * A file from elsewhere that somebody approved.
   *
   * @param what package URL, or the pattern of a path from the root of what is scanned
   * @param pattern of the path; null of a package URL
   * @param sha256 of the file, lower-case hexadecimal; {@link #ANY} for whatever it is
   * @param by who approved it; empty where only somebody else's list says so
   * @param date when, as it is written there
   * @param note what somebody wrote behind it, with its {@code #}; empty if nobody did
   */
  record Digest(
      String what,
      @Nullable PathPattern pattern,
      String sha256,
      String by,
      String date,
      String note,
      int number)
      implements LockRecord {

    /** In place of a digest: whoever approved it does not mind what it is, since it is built. */
    static final String ANY = "any";

    @Override
    public String line() {
      return "digest\t"
          + what
          + '\t'
          + (sha256.equals(ANY) ? ANY : "sha256:" + sha256)
          + '\t'
          + by
          + '\t'
          + date
          + (note.isEmpty() ? "" : "\t" + note);
    }

    /** Whether it is about {@code file}. */
    boolean names(External file) {
      return pattern == null ? what.equals(file.purl()) : pattern.matches(file.path());
    }
  }
}
