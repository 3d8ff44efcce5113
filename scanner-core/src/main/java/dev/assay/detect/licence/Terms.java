package dev.assay.detect.licence;

import dev.assay.ecosystem.OpenLicences.Openness;

/** On what terms a package or folder is given away, by what it declares and the texts in it. */
enum Terms {
  /** It says itself that it is open source. */
  OPEN,
  /** A published licence that is not an open one. */
  LISTED,
  /** It says itself that it isn't, or isn't meant for the public. */
  CLOSED,
  /** It says something that nobody knows. */
  UNKNOWN,
  /** Nothing is said. */
  UNSAID;

  static Terms of(Openness openness) {
    return switch (openness) {
      case OPEN -> OPEN;
      case LISTED -> LISTED;
      case NOT_OPEN -> CLOSED;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
