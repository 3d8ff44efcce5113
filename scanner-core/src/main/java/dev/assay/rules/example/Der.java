package dev.assay.rules.example;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes the few elements of DER (X.690) and of SSH that key files are made of. */
final class Der {
  private Der() {}

  static byte[] sequence(byte[]... elements) {
    return element(0x30, elements);
  }

  static byte[] octets(byte[] value) {
    return element(0x04, value);
  }

  /** An element with the tag {@code tag} around {@code parts}. */
  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = body.size();
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  /** An integer from 0 to 127. */
  static byte[] integer(int value) {
    return element(0x02, bytes(value));
  }

  /** A positive integer of {@code size} bytes, odd, its highest bit set: as a prime looks. */
  static byte[] integer(int size, SeededText random) {
    byte[] value = new byte[size + 1];
    System.arraycopy(random.bytes(size), 0, value, 1, size);
    value[1] |= (byte) 0x80;
    value[size] |= 1;
    return element(0x02, value);
  }

  /** The element of a number that is not negative. */
  static byte[] integer(BigInteger value) {
    return element(0x02, value.toByteArray());
  }

  /**
   * An odd number of {@code size} bytes whose two highest bits are set: as a prime of keys looks.
   */
  static BigInteger prime(int size, SeededText random) {
    return new BigInteger(1, random.bytes(size))
        .setBit(0)
        .setBit(8 * size - 1)
        .setBit(8 * size - 2);
  }

  /** The bytes of a number that is not negative, without a sign. */
  static byte[] unsigned(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** A string as SSH writes it (RFC 4251, section 5): its length in four bytes, then itself. */
  static byte[] string(byte[] value) {
    int length = value.length;
    return joined(bytes(length >> 24, length >> 16, length >> 8, length), value);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
