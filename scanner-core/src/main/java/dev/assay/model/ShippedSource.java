package dev.assay.model;

import java.util.HexFormat;

/**
 * A file in a container that gives sources away without any source map, or that tells what they
 * were built to: what a correlator puts together.
 *
 * @param place where it stands
 * @param kind what it is
 * @param lines of a source; else 0
 */
public record ShippedSource(Provenance place, Kind kind, long lines) implements Observation {

  /**
   * What the heap of GUIDs in a portable PDB holds only if the text of sources is in it, as it
   * stands there: the kind of custom debug information 0E8A571B-6926-466E-B4AD-8AB04611F5FE
   * (portable PDB specification, embedded source).
   */
  public static byte[] embeddedSourceKind() {
    return HexFormat.of().parseHex("1b578a0e26696e46b4ad8ab04611f5fe");
  }

  /** What a file is in this respect. */
  public enum Kind {
    /** A source that is translated before it runs in a browser or in Node: TypeScript. */
    SCRIPT_SOURCE,
    /** A script; one of a folder is enough. */
    SCRIPT,
    /** A source of a JVM language. */
    JVM_SOURCE,
    /** A class file; one of a folder is enough. */
    JVM_CLASS,
    /** Debug information: names of sources and their lines, no text. */
    DEBUG_INFO,
    /** Debug information that holds the text of sources. */
    DEBUG_SOURCES
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 200L + 2L * place.path().length();
  }
}
