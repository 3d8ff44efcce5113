package dev.assay.rules.example;

import dev.assay.rules.SeedWords;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Keys and seeds with checksums that hold, of random numbers. */
final class KeySample {
  private static final String BITCOIN =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final String BASE32 = SeededText.UPPER + "234567";
  private static final int[] BECH32_GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private KeySample() {}

  /** An identity of age: bech32 in upper case. */
  static String age(SeededText random) {
    return bech32("age-secret-key-", random.bytes(32)).toUpperCase(Locale.ROOT);
  }

  /** A key of 32 bytes in bech32 (BIP-173) with this prefix. */
  static String bech32(SeededText random, String prefix) {
    if (!prefix.matches("[a-z0-9_-]{1,40}")) {
      throw new PlaceholderProblem(
          "<<bech32:PREFIX>> takes a prefix such as nsec, not '" + prefix + "'");
    }
    return bech32(prefix, random.bytes(32));
  }

  /**
   * Base58Check of bytes that {@code layout} tells: hexadecimal stands for itself, a number after
   * {@code +} for so many random ones; {@code 80+32+01} has 80 and 01 around 32.
   */
  static String base58Check(SeededText random, String layout) {
    if (!layout.matches("(?:[0-9a-f]{2})+\\+[0-9]{1,3}(?:\\+(?:[0-9a-f]{2})+)?")) {
      throw new PlaceholderProblem(
          "<<base58check:LAYOUT>> takes a layout such as 80+32+01, not '" + layout + "'");
    }
    String[] parts = layout.split("\\+", -1);
    byte[] head = HexFormat.of().parseHex(parts[0]);
    byte[] body = random.bytes(Integer.parseInt(parts[1]));
    byte[] tail = parts.length > 2 ? HexFormat.of().parseHex(parts[2]) : new byte[0];
    return base58Check(Der.joined(head, body, tail), BITCOIN);
  }

  /** A family seed of the XRP Ledger. */
  static String rippleSeed(SeededText random) {
    return base58Check(Der.joined(Der.bytes(0x21), random.bytes(16)), RIPPLE);
  }

  /** A seed of Stellar (SEP-23). */
  static String strkey(SeededText random) {
    return base32WithCrc(Der.joined(Der.bytes(18 << 3), random.bytes(32)));
  }

  /** A seed of NATS; {@code kind} says whose. */
  static String nkey(SeededText random, String kind) {
    int prefix = BASE32.indexOf(kind) << 3;
    byte[] head = Der.bytes((18 << 3) | (prefix >> 5), (prefix & 31) << 3);
    return base32WithCrc(Der.joined(head, random.bytes(32)));
  }

  static String wireguard(SeededText random) {
    byte[] key = random.bytes(32);
    key[0] &= (byte) 0xf8;
    key[31] = (byte) ((key[31] & 0x7f) | 0x40);
    return Base64.getEncoder().encodeToString(key);
  }

  /** A seed phrase of {@code count} words (BIP-39). */
  static String bip39(SeededText random, String count) {
    int words = Integer.parseInt(count);
    byte[] entropy = random.bytes(words * 4 / 3);
    byte[] bits = Der.joined(entropy, Der.bytes(digest(entropy)[0]));
    StringBuilder phrase = new StringBuilder();
    for (int word = 0; word < words; word++) {
      int number = 0;
      for (int bit = word * 11; bit < word * 11 + 11; bit++) {
        number = (number << 1) | ((bits[bit >> 3] >> (7 - (bit & 7))) & 1);
      }
      phrase.append(word == 0 ? "" : " ").append(SeedWords.word(number));
    }
    return phrase.toString();
  }

  /** A key pair of Solana: 32 bytes and their Ed25519 public key. */
  static String solana(SeededText random, String notation) {
    byte[] pair = ed25519Pair(random);
    if (notation.equals("base58")) {
      return base58(pair, BITCOIN);
    }
    StringBuilder list = new StringBuilder();
    for (byte b : pair) {
      list.append(list.isEmpty() ? "[" : ",").append(b & 0xff);
    }
    return list.append(']').toString();
  }

  /** A private key of Ed25519 and its public key, 32 bytes each. */
  static byte[] ed25519Pair(SeededText random) {
    byte[] seed = random.bytes(32);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new Fixed(seed));
      KeyPair pair = generator.generateKeyPair();
      EdECPublicKey open = (EdECPublicKey) pair.getPublic();
      byte[] point = new byte[32];
      byte[] y = open.getPoint().getY().toByteArray();
      for (int i = 0; i < y.length && i < 32; i++) {
        point[i] = y[y.length - 1 - i];
      }
      point[31] |= (byte) (open.getPoint().isXOdd() ? 0x80 : 0);
      return Der.joined(seed, point);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has Ed25519 since 15", e);
    }
  }

  /** Gives the bytes that it was given: the pair that is made of them is always the same. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
      System.arraycopy(bytes, 0, out, 0, out.length);
    }
  }

  private static String base58Check(byte[] body, String digits) {
    return base58(Der.joined(body, Arrays.copyOf(digest(digest(body)), 4)), digits);
  }

  private static String base58(byte[] bytes, String digits) {
    BigInteger rest = new BigInteger(1, bytes);
    StringBuilder text = new StringBuilder();
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(58));
      text.append(digits.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      text.append(digits.charAt(0));
    }
    return text.reverse().toString();
  }

  private static String bech32(String prefix, byte[] key) {
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (byte b : key) {
      held = ((held & 0xfff) << 8) | (b & 0xff);
      for (bits += 8; bits >= 5; bits -= 5) {
        groups.write((held >> (bits - 5)) & 31);
      }
    }
    groups.write((held << (5 - bits)) & 31);
    byte[] data = groups.toByteArray();
    int sum = 1;
    for (byte c : ascii(prefix)) {
      sum = bech32Step(sum, c >> 5);
    }
    sum = bech32Step(sum, 0);
    for (byte c : ascii(prefix)) {
      sum = bech32Step(sum, c & 31);
    }
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (byte b : data) {
      sum = bech32Step(sum, b);
      text.append(BECH32.charAt(b));
    }
    for (int i = 0; i < 6; i++) {
      sum = bech32Step(sum, 0);
    }
    sum ^= 1;
    for (int i = 5; i >= 0; i--) {
      text.append(BECH32.charAt((sum >> (5 * i)) & 31));
    }
    return text.toString();
  }

  private static int bech32Step(int sum, int value) {
    int next = ((sum & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < 5; i++) {
      next ^= (((sum >>> 25) >> i) & 1) == 0 ? 0 : BECH32_GENERATOR[i];
    }
    return next;
  }

  private static String base32WithCrc(byte[] body) {
    int crc = 0;
    for (byte b : body) {
      crc ^= (b & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = ((crc << 1) ^ ((crc & 0x8000) == 0 ? 0 : 0x1021)) & 0xffff;
      }
    }
    BigInteger value = new BigInteger(1, Der.joined(body, Der.bytes(crc, crc >> 8)));
    int bits = (body.length + 2) * 8;
    StringBuilder text = new StringBuilder();
    BigInteger padded = value.shiftLeft(Math.floorMod(-bits, 5));
    for (int at = (bits + 4) / 5 * 5 - 5; at >= 0; at -= 5) {
      text.append(BASE32.charAt(padded.shiftRight(at).intValue() & 31));
    }
    return text.toString();
  }

  static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
