package dev.assay.unpack.code;

/** Reads big-endian numbers one after another; beyond the end is an {@link OutOfCode}. */
final class ByteCursor {

  /** What was expected is not there; what was read so far counts. */
  static final class OutOfCode extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfCode() {
      super("code ends too early", null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  int at;

  ByteCursor(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Bytes that are still there. */
  int left() {
    return end - at;
  }

  int u1() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  int u2() {
    need(2);
    int value = ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    at += 2;
    return value;
  }

  int s4() {
    need(4);
    int value =
        ((bytes[at] & 0xFF) << 24)
            | ((bytes[at + 1] & 0xFF) << 16)
            | ((bytes[at + 2] & 0xFF) << 8)
            | (bytes[at + 3] & 0xFF);
    at += 4;
    return value;
  }

  /** Moves past {@code count} bytes, which must be there. */
  void skip(int count) {
    need(count);
    at += count;
  }

  private void need(int count) {
    if (count < 0 || end - at < count) {
      throw new OutOfCode();
    }
  }
}
