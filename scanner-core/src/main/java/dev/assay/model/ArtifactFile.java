package dev.assay.model;

import java.util.Collections;
import java.util.Map;

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
 * @param fields of a manifest its fields, each with a digest of its value; else empty
 */
public record ArtifactFile(
    Provenance place,
    String kind,
    long size,
    String sha256,
    String textSha256,
    Mode mode,
    Map<String, String> fields)
    implements Observation {

  /** In place of the digest of a version that only a workspace understands. */
  public static final String OF_WORKSPACE = "workspace";

  public ArtifactFile {
    fields = Collections.unmodifiableMap(fields);
  }

  /** A file that is no manifest. */
  public ArtifactFile(
      Provenance place, String kind, long size, String sha256, String textSha256, Mode mode) {
    this(place, kind, size, sha256, textSha256, mode, Map.of());
  }

  /** Whether a file may be run, where what holds it says so. */
  public enum Mode {
    UNSAID,
    PLAIN,
    EXECUTABLE,

    /** It is a symbolic link, and its content says where that leads. */
    LINK,

    /** It is no file: something that a container holds beside its files, such as a comment. */
    ASIDE;

    private static final int ANY_EXECUTE = 0111;

    /** Whether it says if the file may be run. */
    public boolean told() {
      return this == PLAIN || this == EXECUTABLE;
    }

    /** Of the permissions of Unix: whoever may run it, the owner, the group or others. */
    public static Mode of(int permissions) {
      return (permissions & ANY_EXECUTE) == 0 ? PLAIN : EXECUTABLE;
    }
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 350L + 2L * place.path().length() + 150L * fields.size();
  }
}
