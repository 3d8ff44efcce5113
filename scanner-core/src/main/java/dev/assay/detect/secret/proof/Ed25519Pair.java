package dev.assay.detect.secret.proof;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key of 64 bytes whose second half is the Ed25519 public key of the first, as a Solana keypair
 * file or a PASERK {@code k4.secret.} holds it. What the first half signs, the second must verify.
 */
final class Ed25519Pair {
  private static final int LENGTH = 64;
  private static final int MAX_TEXT = 1024;
  private static final byte[] MESSAGE = {1};

  private Ed25519Pair() {}

  static Outcome check(String text) {
    byte[] bytes = bytes(text);
    if (bytes == null || bytes.length != LENGTH) {
      return Outcome.fails("it does not decode to the 64 bytes of a key pair");
    }
    return agree(Arrays.copyOf(bytes, 32), Arrays.copyOfRange(bytes, 32, LENGTH))
        ? Outcome.checksum("its halves are an Ed25519 private key and its public key")
        : Outcome.fails("its second half is not the public key of its first (Ed25519)");
  }

  /** Whether {@code point} is the public key of {@code seed}, 32 bytes each (RFC 8032). */
  static boolean agree(byte[] seed, byte[] point) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PrivateKey secret =
          factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      byte[] big = new byte[32];
      for (int i = 0; i < 32; i++) {
        big[i] = point[31 - i];
      }
      boolean odd = (big[0] & 0x80) != 0;
      big[0] &= 0x7f;
      EdECPoint place = new EdECPoint(odd, new BigInteger(1, big));
      PublicKey open =
          factory.generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, place));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(MESSAGE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(MESSAGE);
      return signature.verify(signed);
    } catch (GeneralSecurityException | InvalidParameterException e) {
      return false;
    }
  }

  /** A list of numbers, hexadecimal, base 64 or base 58; null if it is none of them. */
  private static byte @Nullable [] bytes(String text) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    if (text.indexOf(',') >= 0) {
      return numbers(text);
    }
    if (text.length() == 2 * LENGTH) {
      return RawKeys.hex(text);
    }
    int dot = text.lastIndexOf('.'); // a PASERK's header
    byte[] coded = dot >= 0 ? RawKeys.base64(text.substring(dot + 1)) : null;
    return coded != null ? coded : Base58.decode(text, Base58.BITCOIN);
  }

  private static byte @Nullable [] numbers(String text) {
    String[] parts = text.replaceAll("[^0-9,]", "").split(",", -1);
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].length() > 3 || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }
}
