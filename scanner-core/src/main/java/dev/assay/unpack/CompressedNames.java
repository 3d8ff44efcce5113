package dev.assay.unpack;

import java.util.List;
import java.util.Locale;

/** What compressed files' contents are called. */
final class CompressedNames {

  /** An ending of a compressed file's name, and what stands there once it is unpacked. */
  private record Ending(String packed, String unpacked) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(".tgz", ".tar"),
          new Ending(".taz", ".tar"),
          new Ending(".tbz", ".tar"),
          new Ending(".tbz2", ".tar"),
          new Ending(".tb2", ".tar"),
          new Ending(".tz2", ".tar"),
          new Ending(".tlz", ".tar"),
          new Ending(".txz", ".tar"),
          new Ending(".tzst", ".tar"),
          new Ending(".tz", ".tar"),
          new Ending(".svgz", ".svg"),
          new Ending(".gz", ""),
          new Ending("-gz", ""),
          new Ending(".bz2", ""),
          new Ending(".bz", ""),
          new Ending(".xz", ""),
          new Ending(".lzma", ""),
          new Ending(".zst", ""),
          new Ending(".zstd", ""),
          new Ending(".lz4", ""),
          new Ending(".z", ""));

  /** What unpacks from bytes that have no name but where they stand. */
  private static final String UNPACKED = "[unpacked]";

  private CompressedNames() {}

  /**
   * The name of what {@code file} unpacks to: its own, without folders and ending.
   *
   * @param inside what the file says it is called; counts where {@code file} has no such ending
   */
  static String unpacked(String file, byte[] inside) {
    String base = EntryNames.base(file);
    String lower = base.toLowerCase(Locale.ROOT);
    for (Ending ending : ENDINGS) {
      int stem = base.length() - ending.packed().length();
      if (stem > 0 && lower.endsWith(ending.packed())) {
        return base.substring(0, stem) + ending.unpacked();
      }
    }
    if (inside.length == 0 && !base.isEmpty()) {
      return EntryNames.isAside(base) ? UNPACKED : base;
    }
    String name = EntryNames.base(EntryNames.display(inside, true));
    return name.isEmpty() ? EntryNames.NONE : name;
  }
}
