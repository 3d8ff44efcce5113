package dev.assay.detect.component;

import dev.assay.model.Requirement;

/** What npm packages are called where they are loaded by another name. */
final class NpmNames {
  private static final String ALIAS = "npm:";

  private NpmNames() {}

  /** The name of the package itself: of {@code "a": "npm:b@1"} it is {@code b}. */
  static String of(Requirement requirement) {
    String range = requirement.range();
    if (!range.startsWith(ALIAS)) {
      return requirement.name();
    }
    int version = range.indexOf('@', ALIAS.length() + 1);
    return range.substring(ALIAS.length(), version < 0 ? range.length() : version);
  }

  /** The range without the name that may stand before it. */
  static String range(Requirement requirement) {
    String range = requirement.range();
    int version = range.startsWith(ALIAS) ? range.indexOf('@', ALIAS.length() + 1) : -1;
    return version < 0 ? range : range.substring(version + 1);
  }
}
