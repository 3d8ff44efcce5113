package dev.assay.rules;

import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a pack. Apart from the reader, and typed loosely, so that a start that
 * meets none of it doesn't load the exceptions' classes.
 */
final class PackFault {
  private PackFault() {}

  static RuntimeException notAPack() {
    return new IllegalStateException("not a rule pack; build Assay anew");
  }

  static RuntimeException otherFormat(int format) {
    return new IllegalStateException(
        "the rule pack has format "
            + format
            + ", this version of Assay reads "
            + RulePack.FORMAT
            + "; use the engine and the rules of one version");
  }

  static RuntimeException damaged(@Nullable RuntimeException cause) {
    return new IllegalStateException("the rule pack is damaged; build Assay anew", cause);
  }
}
