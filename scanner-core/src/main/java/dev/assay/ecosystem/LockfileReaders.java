package dev.assay.ecosystem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every format of lockfile and checksum file that is read: the one place to add one. */
public final class LockfileReaders {

  private static final List<LockfileReader> ALL =
      List.of(new ChecksumFileReader(), new NpmLockfileReader());

  private LockfileReaders() {}

  /** All of them, sorted by {@link LockfileReader#format}. */
  public static List<LockfileReader> all() {
    return ALL;
  }

  /**
   * The reader of files named {@code name}; null if there is none.
   *
   * @param name without folders
   */
  public static @Nullable LockfileReader of(String name) {
    for (LockfileReader reader : ALL) {
      if (reader.reads(name)) {
        return reader;
      }
    }
    return null;
  }
}
