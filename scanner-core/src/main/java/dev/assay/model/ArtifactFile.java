package dev.assay.model;

/**
 * One file of what is scanned, as far as comparing it with another takes: observed only when a
 * comparison is asked for.
 *
 * @param place where it stands
 * @param kind what it is by its bytes, in a word of a fixed list ({@code text}, {@code javascript},
 *     {@code source-map}, {@code zip} …)
 * @param size bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param textSha256 of a text with each CR LF read as LF; equal to {@code sha256} where there is
 *     none, and of what is no text
 * @param mode whether it may be run
 */
public record ArtifactFile(
    Provenance place, String kind, long size, String sha256, String textSha256, Mode mode)
    implements Observation {

  /** Whether a file may be run, where what holds it says so. */
  public enum Mode {
    UNSAID,
    PLAIN,
    EXECUTABLE;

    private static final int ANY_EXECUTE = 0111;

    /** Of the permissions of Unix: whoever may run it, the owner, the group or others. */
    public static Mode of(int permissions) {
      return (permissions & ANY_EXECUTE) == 0 ? PLAIN : EXECUTABLE;
    }
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 350L + 2L * place.path().length();
  }
}
