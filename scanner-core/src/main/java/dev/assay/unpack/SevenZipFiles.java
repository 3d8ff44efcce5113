package dev.assay.unpack;

import dev.assay.model.ContentException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The files that the header of a 7z archive lists (7zFormat.txt, "Files Info"), one after the
 * other: nothing that is counted is kept.
 */
final class SevenZipFiles {

  private static final int END = 0x00;
  private static final int EMPTY_STREAM = 0x0e;
  private static final int EMPTY_FILE = 0x0f;
  private static final int ANTI = 0x10;
  private static final int NAMES = 0x11;
  private static final int ATTRIBUTES = 0x15;

  /** Of Windows: another place is meant. */
  private static final int REPARSE_POINT = 0x400;

  /** The upper half is a mode of Unix. */
  private static final int UNIX = 0x8000;

  private static final int UNIX_TYPE = 0170000;
  private static final int UNIX_LINK = 0120000;

  private final long count;
  private long given;
  private @Nullable SevenZipBytes names;
  private SevenZipBytes.Bits emptyStreams = new SevenZipBytes.Bits(null);
  private SevenZipBytes.Bits emptyFiles = new SevenZipBytes.Bits(null);
  private SevenZipBytes.Bits antiItems = new SevenZipBytes.Bits(null);
  private SevenZipBytes.Values attributes = new SevenZipBytes.Values();

  /**
   * A file.
   *
   * @param name in UTF-8
   * @param data whether it has any
   * @param file whether it is one if it has none: folders, and what an update deletes, are not
   * @param link whether its data is the name of another
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Next(byte[] name, boolean data, boolean file, boolean link) {}

  /** Reads what stands at {@code in}. */
  SevenZipFiles(SevenZipBytes in) throws ContentException {
    count = in.count();
    while (true) {
      int type = in.u8();
      if (type == END) {
        return;
      }
      long size = in.size();
      SevenZipBytes here = in.copy();
      in.skip(size);
      switch (type) {
        case EMPTY_STREAM -> emptyStreams = new SevenZipBytes.Bits(here);
        case EMPTY_FILE -> emptyFiles = new SevenZipBytes.Bits(here);
        case ANTI -> antiItems = new SevenZipBytes.Bits(here);
        case NAMES -> {
          if (here.u8() != 0) {
            throw SevenZipBytes.corrupt("has parts elsewhere");
          }
          names = here;
        }
        case ATTRIBUTES -> attributes = new SevenZipBytes.Values(here, count, true);
        default -> {} // times, padding
      }
    }
  }

  /** The next one; null if there is none. */
  @Nullable Next next() throws ContentException {
    if (given == count) {
      return null;
    }
    given++;
    byte[] name = names == null ? EntryNames.NONE.getBytes(StandardCharsets.UTF_8) : names.name();
    boolean data = !emptyStreams.next();
    boolean file = data || emptyFiles.next();
    boolean anti = !data && antiItems.next();
    int attribute = (int) Math.max(0, attributes.next());
    boolean unixLink = (attribute & UNIX) != 0 && ((attribute >>> 16) & UNIX_TYPE) == UNIX_LINK;
    return new Next(name, data, file && !anti, unixLink || (attribute & REPARSE_POINT) != 0);
  }
}
