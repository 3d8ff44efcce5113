package dev.assay.cli;

/** The version of this build. */
final class Version {

  /** As the jar's manifest has it; {@code development} where there is no jar. */
  static final String VERSION = read();

  private Version() {}

  private static String read() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
