package dev.assay.report.sbom;

import org.spdx.library.SpdxModelFactory;

/** Starts the SPDX libraries, which keep what they read for as long as the process lives. */
final class SpdxLibrary {
  private static final String OFFLINE = "org.spdx.useJARLicenseInfoOnly";

  private static boolean started;

  private SpdxLibrary() {}

  /** Once, before anything of them is used: else they ask the network for the licence list. */
  static synchronized void start() {
    if (!started) {
      System.setProperty(OFFLINE, "true");
      SpdxModelFactory.init();
      started = true;
    }
  }
}
