package dev.assay.ecosystem;

/** Name and version in the names of files. */
final class FileNames {
  private FileNames() {}

  /**
   * Where the version begins in {@code name-1.2.3-SNAPSHOT}: the index of the hyphen before it; -1
   * if there is none.
   */
  static int version(String stem) {
    for (int i = 1; i < stem.length() - 1; i++) {
      if (stem.charAt(i) == '-') {
        char next = stem.charAt(i + 1);
        if ((next >= '0' && next <= '9')
            || (next == 'v' && i + 2 < stem.length() && Character.isDigit(stem.charAt(i + 2)))) {
          return i;
        }
      }
    }
    return -1;
  }
}
