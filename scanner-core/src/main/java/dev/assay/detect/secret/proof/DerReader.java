package dev.assay.detect.secret.proof;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads one level of DER (X.690) at a time; never beyond its bytes. */
final class DerReader {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  /** Longest length of an element, bytes: keys are far shorter. */
  private static final int MAX_LENGTH_BYTES = 3;

  private final byte[] bytes;
  private int at;
  private final int end;

  private DerReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  static DerReader of(byte[] bytes) {
    return new DerReader(bytes, 0, bytes.length);
  }

  /** The tag of the next element; -1 at the end. */
  int peek() {
    return at < end ? bytes[at] & 0xff : -1;
  }

  /** The inside of the next element, which is then behind; null if it has another tag. */
  @Nullable DerReader enter(int tag) {
    if (peek() != tag || at + 1 >= end) {
      return null;
    }
    int length = bytes[at + 1] & 0xff;
    int start = at + 2;
    if (length > 0x80) {
      int count = length - 0x80;
      if (count > MAX_LENGTH_BYTES || start + count > end) {
        return null;
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[start++] & 0xff);
      }
    }
    if (length > end - start) {
      return null;
    }
    at = start + length;
    return new DerReader(bytes, start, at);
  }

  /** The next element if it is an integer. */
  @Nullable BigInteger integer() {
    DerReader inside = enter(INTEGER);
    byte[] value = inside == null ? new byte[0] : inside.rest();
    return value.length == 0 ? null : new BigInteger(value);
  }

  /** The next element in hexadecimal if it is an object identifier; empty if not. */
  String oid() {
    DerReader inside = enter(OID);
    return inside == null ? "" : HexFormat.of().formatHex(inside.rest());
  }

  /** What is left of this level. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, at, end);
  }
}
