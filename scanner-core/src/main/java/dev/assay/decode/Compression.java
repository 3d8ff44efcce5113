package dev.assay.decode;

/** Compressed formats, by their first bytes. */
enum Compression {
  NONE,
  /** RFC 1952. */
  GZIP,
  /** RFC 1950, with the window of 32 KB that everybody uses. */
  ZLIB;

  /** The format of what begins with these bytes. */
  static Compression of(int first, int second, int third) {
    if (first == 0x1F && second == 0x8B && third == 8) {
      return GZIP;
    }
    boolean zlib =
        first == 0x78
            && (second == 0x01 || second == 0x5E || second == 0x9C || second == 0xDA)
            // The first block's type, 3 is none (RFC 1951).
            && (third & 6) != 6;
    return zlib ? ZLIB : NONE;
  }
}
