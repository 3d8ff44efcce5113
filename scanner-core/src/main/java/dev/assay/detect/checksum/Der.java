package dev.assay.detect.checksum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An element of ASN.1 in DER, or in BER as far as lengths go (ITU-T X.690): what a signature block
 * needs, and no more. Everything in it may be hostile.
 *
 * @param bytes that hold it
 * @param start of its tag
 * @param content offset of what is in it
 * @param end behind what is in it
 * @param next offset of what follows it
 */
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Der(byte[] bytes, int start, int content, int end, int next) {

  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private static final int DEEPEST = 24;
  private static final int INDEFINITE = 0x80;

  /** What is not as it should be; the bytes don't appear in it. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String what) {
      super(what);
    }
  }

  /** The element that {@code bytes} begin with. */
  static Der of(byte[] bytes) throws MalformedException {
    return at(bytes, 0, bytes.length, 0);
  }

  private static Der at(byte[] bytes, int start, int limit, int depth) throws MalformedException {
    if (start + 2 > limit || (bytes[start] & 0x1f) == 0x1f || depth > DEEPEST) {
      throw new MalformedException("it is not ASN.1 of the kind that signatures have");
    }
    int first = bytes[start + 1] & 0xff;
    if (first == INDEFINITE) {
      int at = start + 2;
      while (!(at + 2 <= limit && bytes[at] == 0 && bytes[at + 1] == 0)) {
        at = at(bytes, at, limit, depth + 1).next();
      }
      return new Der(bytes, start, start + 2, at, at + 2);
    }
    int content = start + 2;
    long length = first;
    if (first > INDEFINITE) {
      int count = first & 0x7f;
      if (count > 4 || content + count > limit) {
        throw new MalformedException("a length in it can't be");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (bytes[content + i] & 0xff);
      }
      content += count;
    }
    if (length > limit - content) {
      throw new MalformedException("it ends too early");
    }
    int end = content + (int) length;
    return new Der(bytes, start, content, end, end);
  }

  int tag() {
    return bytes[start] & 0xff;
  }

  /** What is in it. */
  List<Der> children() throws MalformedException {
    List<Der> all = new ArrayList<>();
    for (int at = content; at < end; at = all.get(all.size() - 1).next()) {
      all.add(at(bytes, at, end, 0));
    }
    return all;
  }

  /** The child of number {@code index}, which has to have {@code tag}. */
  static Der child(List<Der> children, int index, int tag) throws MalformedException {
    if (index >= children.size() || children.get(index).tag() != tag) {
      throw new MalformedException("an element is missing in it");
    }
    return children.get(index);
  }

  /** What is in it, as bytes; of octets in pieces, all of them. */
  byte[] value() throws MalformedException {
    if (tag() == (OCTETS | 0x20)) {
      byte[] all = {};
      for (Der piece : children()) {
        byte[] more = piece.value();
        int length = all.length;
        all = Arrays.copyOf(all, length + more.length);
        System.arraycopy(more, 0, all, length, more.length);
      }
      return all;
    }
    return Arrays.copyOfRange(bytes, content, end);
  }

  /** All of it, tag included. */
  byte[] whole() {
    return Arrays.copyOfRange(bytes, start, next);
  }

  BigInteger number() throws MalformedException {
    if (tag() != INTEGER || content == end) {
      throw new MalformedException("a number is missing in it");
    }
    return new BigInteger(bytes, content, end - content);
  }

  /** An object identifier with dots. */
  String oid() throws MalformedException {
    if (tag() != OID || content == end || end - content > 64) {
      throw new MalformedException("an object identifier is missing in it");
    }
    StringBuilder text = new StringBuilder();
    long value = 0;
    for (int i = content; i < end; i++) {
      value = (value << 7) | (bytes[i] & 0x7f);
      if (value > Integer.MAX_VALUE) {
        throw new MalformedException("an object identifier in it can't be");
      }
      if (bytes[i] >= 0) {
        if (text.length() == 0) {
          long root = Math.min(2, value / 40);
          text.append(root).append('.').append(value - root * 40);
        } else {
          text.append('.').append(value);
        }
        value = 0;
      }
    }
    return text.toString();
  }
}
