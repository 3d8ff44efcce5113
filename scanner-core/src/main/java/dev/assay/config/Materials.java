package dev.assay.config;

/**
 * What a scan says about the packages in what it scans.
 *
 * @param bill whether a bill of materials is asked for, so that archives of packages get digests
 * @param licences which licences are taken
 */
public record Materials(boolean bill, LicencePolicy licences) {

  /** No bill, and nothing said of licences. */
  public static final Materials DEFAULT = new Materials(false, LicencePolicy.NONE);

  /** The same with other licences taken. */
  public Materials with(LicencePolicy other) {
    return new Materials(bill, other);
  }
}
