package dev.assay.compare;

/**
 * How much a release may differ from the one before without anybody having to look. Taken from what
 * releases of real packages do ({@code docs/content-lock.md}): between two that follow each other
 * files rarely grow by a half, while a source map that is added to a bundle holds at least the
 * bundle's own text once more, in base64, and so makes it 2.3 times as large at least. Small files
 * double for small reasons: nothing is said below 32 kB of growth.
 */
final class Tolerance {

  /** Growth of a file that is always allowed, bytes. */
  private static final long SLACK = 32_000;

  /** Growth of a whole artifact that is always allowed, bytes. */
  private static final long TOTAL_SLACK = 256_000;

  /** From this on, bytes, more is grave whatever it is. */
  static final long MUCH = 5_000_000;

  private Tolerance() {}

  /** What a file that had so many bytes may have. */
  static long most(long bytes) {
    return Range.up(bytes + bytes / 2 + SLACK);
  }

  /** What it has at least: less than half of it is no longer the same. */
  static long least(long bytes) {
    return bytes <= SLACK ? 0 : Range.down((bytes - SLACK) / 2);
  }

  static Range sizes(long least, long most) {
    return new Range(least(least), most(most));
  }

  /** How many files may be of a pattern that so many were of. */
  static Range count(long files, boolean exact) {
    if (exact || files == 1) {
      return new Range(files, files);
    }
    return new Range(Math.max(1, Range.down(files / 2)), Range.up(files + files / 2 + 4));
  }

  static Range totalFiles(long files) {
    return new Range(Range.down(files / 2), Range.up(files + files / 2 + 8));
  }

  static Range totalBytes(long bytes) {
    return new Range(Range.down(bytes / 2), Range.up(bytes + bytes * 3 / 10 + TOTAL_SLACK));
  }
}
