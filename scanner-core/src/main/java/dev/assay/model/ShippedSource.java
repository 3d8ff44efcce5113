package dev.assay.model;

/**
 * A file in a container that gives sources away without any source map, or that tells what they
 * were built to: what a correlator puts together.
 *
 * @param place where it stands
 * @param kind what it is
 * @param lines of a source; else 0
 */
public record ShippedSource(Provenance place, Kind kind, long lines) implements Observation {

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
