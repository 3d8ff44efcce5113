package dev.assay.source.git.history;

/** The head of a pack entry, read by {@link Pack#header}. Mutable, to be reused. */
final class EntryHeader {
  static final int COMMIT = 1;
  static final int TREE = 2;
  static final int BLOB = 3;
  static final int TAG = 4;
  static final int OFS_DELTA = 6;
  static final int REF_DELTA = 7;

  /** One of the constants. */
  int type;

  /** Inflated size of its data in bytes: of the delta, if it is one. */
  long size;

  /** Where its deflated data starts. */
  long dataAt;

  /** Where the base starts, of an OFS_DELTA; else -1. */
  long baseOffset;

  /** Where the base's id stands, of a REF_DELTA; else -1. */
  long baseIdAt;

  boolean isDelta() {
    return type >= OFS_DELTA;
  }

  /** As git names a type. */
  static String typeName(int type) {
    return switch (type) {
      case COMMIT -> "commit";
      case TREE -> "tree";
      case BLOB -> "blob";
      case TAG -> "tag";
      default -> "unknown";
    };
  }
}
