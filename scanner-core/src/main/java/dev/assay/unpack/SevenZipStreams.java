package dev.assay.unpack;

import dev.assay.model.ContentException;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a 7z archive says of packed streams, the folders that they make up and the
 * files in those (7zFormat.txt, "Streams Info"). Folders are given one after the other, as they are
 * read: nothing that is counted is kept.
 */
final class SevenZipStreams {

  private static final int END = 0x00;
  private static final int PACK_INFO = 0x06;
  private static final int UNPACK_INFO = 0x07;
  private static final int SUB_STREAMS_INFO = 0x08;
  private static final int SIZE = 0x09;
  private static final int CRC = 0x0a;
  private static final int FOLDER = 0x0b;
  private static final int UNPACK_SIZE = 0x0c;
  private static final int UNPACK_STREAMS = 0x0d;

  private long packedStart;
  private long nextPacked;
  private long packedStreams;
  private long folderCount;
  private long foldersGiven;

  // Where the next folder's numbers stand.
  private SevenZipBytes packedSizes = new SevenZipBytes(new byte[0], 0);
  private SevenZipBytes folders = new SevenZipBytes(new byte[0], 0);
  private SevenZipBytes unpackSizes = new SevenZipBytes(new byte[0], 0);
  private SevenZipBytes.Values folderDigests = new SevenZipBytes.Values();
  private @Nullable SevenZipBytes fileCounts;
  private @Nullable SevenZipBytes fileSizes;
  private SevenZipBytes.Values fileDigests = new SevenZipBytes.Values();
  private long packedEnd;

  /**
   * A folder.
   *
   * @param packedStarts offsets in the archive of its packed streams
   * @param packedSizes their sizes
   * @param digest of all that it unpacks to; -1 if there is none
   * @param files how many it holds
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Next(
      SevenZipFolder folder, long[] packedStarts, long[] packedSizes, long digest, long files) {}

  /** Without any. */
  SevenZipStreams() {}

  /** Reads what stands at {@code in}, and moves it on behind it. */
  SevenZipStreams(SevenZipBytes in) throws ContentException {
    int type = in.u8();
    if (type == PACK_INFO) {
      readPacked(in);
      type = in.u8();
    }
    if (type == UNPACK_INFO) {
      readFolders(in);
      type = in.u8();
    }
    if (type == SUB_STREAMS_INFO) {
      readFiles(in);
      type = in.u8();
    }
    expect(type, END);
  }

  private static void expect(int type, int expected) throws ContentException {
    if (type != expected) {
      throw SevenZipBytes.corrupt("has part " + type + " where " + expected + " should be");
    }
  }

  private void readPacked(SevenZipBytes in) throws ContentException {
    packedStart = SevenZipUnpacker.START + in.size();
    packedEnd = packedStart;
    nextPacked = packedStart;
    packedStreams = in.count();
    int type = in.u8();
    if (type == SIZE) {
      packedSizes = in.copy();
      for (long i = 0; i < packedStreams; i++) {
        packedEnd = sum(packedEnd, in.size());
      }
      type = in.u8();
    } else if (packedStreams > 0) {
      throw SevenZipBytes.corrupt("has streams without sizes");
    }
    if (type == CRC) {
      new SevenZipBytes.Values(in, packedStreams, false);
      type = in.u8();
    }
    expect(type, END);
  }

  private static long sum(long a, long b) throws ContentException {
    long sum = a + b;
    if (sum < 0 || sum > Long.MAX_VALUE >>> 1) {
      throw SevenZipBytes.corrupt("says sizes that no file has");
    }
    return sum;
  }

  private void readFolders(SevenZipBytes in) throws ContentException {
    expect(in.u8(), FOLDER);
    folderCount = in.count();
    expect(in.u8(), 0); // they don't stand elsewhere
    folders = in.copy();
    long streams = 0;
    for (long i = 0; i < folderCount; i++) {
      streams += new SevenZipFolder(in).packedStreams();
    }
    if (streams > packedStreams) {
      throw SevenZipBytes.corrupt("has folders of more streams than there are");
    }
    expect(in.u8(), UNPACK_SIZE);
    unpackSizes = in.copy();
    SevenZipBytes again = folders.copy();
    for (long i = 0; i < folderCount; i++) {
      new SevenZipFolder(again).readSizes(in);
    }
    int type = in.u8();
    if (type == CRC) {
      folderDigests = new SevenZipBytes.Values(in, folderCount, false);
      type = in.u8();
    }
    expect(type, END);
  }

  private void readFiles(SevenZipBytes in) throws ContentException {
    int type = in.u8();
    if (type == UNPACK_STREAMS) {
      fileCounts = in.copy();
      for (long i = 0; i < folderCount; i++) {
        in.count();
      }
      type = in.u8();
    }
    SevenZipBytes counts = fileCounts == null ? null : fileCounts.copy();
    SevenZipBytes.Values digests = folderDigests.copy();
    long unknown = 0;
    if (type == SIZE) {
      fileSizes = in.copy();
    }
    for (long i = 0; i < folderCount; i++) {
      long files = counts == null ? 1 : counts.count();
      boolean known = digests.next() >= 0;
      unknown += files == 1 && known ? 0 : files;
      for (long file = 1; file < files; file++) {
        if (fileSizes == null) {
          throw SevenZipBytes.corrupt("has files without sizes");
        }
        in.size();
      }
    }
    if (type == SIZE) {
      type = in.u8();
    }
    if (type == CRC) {
      fileDigests = new SevenZipBytes.Values(in, unknown, false);
      type = in.u8();
    }
    expect(type, END);
  }

  /** Where packed streams begin in the archive. */
  long packedStart() {
    return packedStart;
  }

  /** Where they end. */
  long packedEnd() {
    return packedEnd;
  }

  /** The next folder; null if there is none. Its files' sizes and digests are asked for next. */
  @Nullable Next next() throws ContentException {
    if (foldersGiven == folderCount) {
      return null;
    }
    foldersGiven++;
    SevenZipFolder folder = new SevenZipFolder(folders);
    folder.readSizes(unpackSizes);
    long[] starts = new long[folder.packedStreams()];
    long[] sizes = new long[starts.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = nextPacked;
      sizes[i] = packedSizes.size();
      nextPacked += sizes[i];
    }
    return new Next(
        folder, starts, sizes, folderDigests.next(), fileCounts == null ? 1 : fileCounts.count());
  }

  /** The size of the next file of a folder, but for its last one. */
  long nextSize() throws ContentException {
    if (fileSizes == null) {
      throw SevenZipBytes.corrupt("has files without sizes");
    }
    return fileSizes.size();
  }

  /** The digest of the next file whose folder's doesn't tell; -1 if there is none. */
  long nextDigest() throws ContentException {
    return fileDigests.next();
  }
}
