package dev.assay.rules.example;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Texts and bytes that look random and are always the same for one seed. {@link Random} is made for
 * this: the numbers it gives are part of its specification. Nothing secret comes from here.
 */
final class SeededText {
  static final String DIGITS = "0123456789";
  static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static final String BASE62 = DIGITS + UPPER + LOWER;

  private static final String VOWELS = "aeiou";
  private static final String CONSONANTS = "bdfghklmnprstvz";
  private static final String SPECIAL = "!+^~?_-";

  private final Random random;

  SeededText(String seed) {
    CRC32 crc = new CRC32();
    crc.update(seed.getBytes(StandardCharsets.UTF_8));
    long high = crc.getValue();
    crc.update('/');
    random = new Random(high << 32 | crc.getValue());
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /**
   * Characters of {@code alphabet}: no three alike in a row, and where there is room one digit, one
   * upper-case and one lower-case letter at least, as in real tokens nearly always.
   */
  String of(String alphabet, int length) {
    char[] text = new char[length];
    do {
      for (int i = 0; i < length; i++) {
        do {
          text[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        } while (i > 1 && text[i] == text[i - 1] && text[i] == text[i - 2]);
      }
    } while (length >= 6
        && (lacks(alphabet, text, '0', '9')
            || lacks(alphabet, text, 'A', 'Z')
            || lacks(alphabet, text, 'a', 'z')));
    return new String(text);
  }

  private static boolean lacks(String alphabet, char[] text, char first, char last) {
    if (alphabet.indexOf(first) < 0 && alphabet.indexOf(last) < 0) {
      return false;
    }
    for (char c : text) {
      if (c >= first && c <= last) {
        return false;
      }
    }
    return true;
  }

  /** A pronounceable lower-case word that stands in no dictionary. */
  String word(int length) {
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      String letters = i % 2 == 0 ? CONSONANTS : VOWELS;
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  /** Letters, digits and special characters that need no quoting; begins with a letter. */
  String password(int length) {
    StringBuilder password = new StringBuilder(of(BASE62, length));
    for (int i = 3; i < length; i += 5) {
      password.setCharAt(i, SPECIAL.charAt(random.nextInt(SPECIAL.length())));
    }
    if (length > 0) {
      password.setCharAt(0, UPPER.charAt(random.nextInt(UPPER.length())));
    }
    if (length > 2) {
      password.setCharAt(1, LOWER.charAt(random.nextInt(LOWER.length())));
      password.setCharAt(2, DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return password.toString();
  }

  /** A version 4 UUID. */
  String uuid() {
    String hex = of("0123456789abcdef", 32);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(13, 16)
        + "-"
        + "89ab".charAt(random.nextInt(4))
        + hex.substring(17, 20)
        + "-"
        + hex.substring(20);
  }

  /** Six base62 digits, most significant first, of the CRC32 of {@code text}. */
  static String crc32(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    long rest = crc.getValue();
    char[] digits = new char[6];
    for (int i = 5; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(digits);
  }
}
