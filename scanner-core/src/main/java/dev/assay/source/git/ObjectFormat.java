package dev.assay.source.git;

/** The hash that names a repository's objects ({@code extensions.objectFormat}). */
public enum ObjectFormat {
  SHA1("sha1", 20),
  SHA256("sha256", 32);

  private final String label;
  private final int rawLength;

  ObjectFormat(String label, int rawLength) {
    this.label = label;
    this.rawLength = rawLength;
  }

  /** Git's name of it. */
  public String label() {
    return label;
  }

  /** Bytes of a binary id. */
  public int rawLength() {
    return rawLength;
  }

  /** Digits of a hexadecimal id. */
  public int hexLength() {
    return 2 * rawLength;
  }
}
