package dev.assay.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How each file of an artifact stands to the commit that it is said to be made from.
 *
 * @param revision the commit as the user named it
 * @param commit full hexadecimal id
 * @param mappings which folders of the artifacts hold which of the commit
 * @param counts of the files, by state; states without files are left out
 * @param notShipped files of the commit that are in no artifact
 * @param notShippedSecrets findings of secrets in the commit that no artifact has
 * @param files all of the artifacts, by path
 */
public record Reconciled(
    String revision,
    String commit,
    List<Mapping> mappings,
    Map<State, Long> counts,
    long notShipped,
    long notShippedSecrets,
    List<File> files) {

  public Reconciled {
    mappings = List.copyOf(mappings);
    EnumMap<State, Long> sorted = new EnumMap<>(State.class);
    sorted.putAll(counts);
    counts = Collections.unmodifiableMap(sorted);
    files = List.copyOf(files);
  }

  /** How a file of an artifact stands to the commit. */
  public enum State {
    /** The commit has it at the same path. */
    SAME,
    /** The commit has the same content elsewhere. */
    MOVED,
    /** Only CR LF and LF are otherwise. */
    LINE_ENDINGS,
    /** The same content, and only one of the two may be run. */
    MODE,
    /** The commit has another content at its path. */
    DIFFERS,
    /** The commit need not have it: the build or the packer makes it. */
    BUILD_OUTPUT,
    /** It is in an archive, for which all is said. */
    IN_ARCHIVE,
    /** Nothing says where it comes from. */
    ONLY_HERE;

    /** Lower-case with hyphens, as reports show it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A folder of an artifact and the folder of the commit that it is made from.
   *
   * @param artifact logical path, ending in {@code /}
   * @param git path in the commit; empty for its root, else ending in {@code /}
   * @param files how many show that
   */
  public record Mapping(String artifact, String git, long files) {}

  /**
   * One file.
   *
   * @param path logical path in the artifact
   * @param git path of the file in the commit that it was held against, or was made from; empty
   *     without one
   * @param because why it has its state, in words; empty where the state says all
   */
  public record File(String path, State state, String git, String because) {}
}
