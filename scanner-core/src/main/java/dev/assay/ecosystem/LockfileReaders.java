package dev.assay.ecosystem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every format of lockfile and checksum file that is read: the one place to add one. */
public final class LockfileReaders {

  /** Made with the first name that looks like one: a start without needs none of them. */
  private static final class Holder {
    static final List<LockfileReader> ALL =
        List.of(
            new CargoLockReader(),
            new ChecksumFileReader(),
            new GradleVerificationReader(),
            new InstalledRecordReader(),
            new NpmLockfileReader(),
            new PdmLockfileReader(),
            new RequirementsReader(),
            new PipfileLockReader(),
            new PnpmLockfileReader(),
            new PoetryLockfileReader(),
            new PylockReader(),
            new UvLockfileReader(),
            new WrapperPropertiesReader(),
            new YarnLockfileReader());
  }

  /** Every name that a reader takes has one of these in it, in whatever case. */
  private static final String[] HINTS = {
    "lock",
    "shrinkwrap",
    "requirements",
    "constraints",
    "sha",
    "md5",
    "checksum",
    "wrapper.",
    "verification-",
    "record"
  };

  private LockfileReaders() {}

  /** All of them, sorted by {@link LockfileReader#format}. */
  public static List<LockfileReader> all() {
    return Holder.ALL;
  }

  /**
   * The reader of files named {@code name}; null if there is none.
   *
   * @param name without folders
   */
  public static @Nullable LockfileReader of(String name) {
    if (hinted(name)) {
      for (LockfileReader reader : Holder.ALL) {
        if (reader.reads(name)) {
          return reader;
        }
      }
    }
    return null;
  }

  private static boolean hinted(String name) {
    for (int i = 0; i < name.length(); i++) {
      for (String hint : HINTS) {
        if (name.regionMatches(true, i, hint, 0, hint.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
