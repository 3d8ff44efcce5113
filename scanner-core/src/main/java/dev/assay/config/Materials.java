package dev.assay.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a scan says about the packages in what it scans.
 *
 * @param bill whether a bill of materials is asked for, so that archives of packages get digests
 * @param licences which licences are taken
 * @param stated a bill of materials to hold against what is there; null for none
 */
public record Materials(boolean bill, LicencePolicy licences, @Nullable Path stated) {

  /** No bill, and nothing said of licences. */
  public static final Materials DEFAULT = new Materials(false, LicencePolicy.NONE);

  /** Without one to hold against. */
  public Materials(boolean bill, LicencePolicy licences) {
    this(bill, licences, null);
  }

  /** The same with other licences taken. */
  public Materials with(LicencePolicy other) {
    return new Materials(bill, other, stated);
  }
}
