package dev.assay.detect.secret.proof;

import dev.assay.rules.SeedWords;
import java.util.Arrays;
import java.util.Locale;

/**
 * Seed phrases (BIP-39): each word stands for 11 bits, and the last bits are the start of the
 * SHA-256 of those before. English only.
 */
final class Bip39 {
  private static final int MAX_LENGTH = 600;

  private Bip39() {}

  /** Words between any other characters, so that lists of quoted words count too. */
  static Outcome check(String phrase) {
    if (phrase.length() > MAX_LENGTH) {
      return Outcome.fails("it is too long for a seed phrase");
    }
    String[] words = words(phrase);
    int count = words.length;
    if (count < 12 || count > 24 || count % 3 != 0) {
      return Outcome.fails("it has " + count + " words, and a seed phrase 12, 15, 18, 21 or 24");
    }
    byte[] bits = new byte[(count * 11 + 7) / 8];
    int at = 0;
    for (String word : words) {
      int number = SeedWords.number(word);
      if (number < 0) {
        return Outcome.fails("not all of its words are in the list of seed phrases (BIP-39)");
      }
      for (int bit = 10; bit >= 0; bit--, at++) {
        bits[at >> 3] |= (byte) (((number >> bit) & 1) << (7 - (at & 7)));
      }
    }
    int checkBits = count / 3;
    byte[] entropy = Arrays.copyOf(bits, count * 4 / 3);
    int mask = (0xff << (8 - checkBits)) & 0xff;
    boolean holds = ((Digests.sha256(entropy)[0] ^ bits[entropy.length]) & mask) == 0;
    return holds
        ? Outcome.checksum(
            "its " + count + " words are a seed phrase whose checksum holds (BIP-39)")
        : Outcome.fails("its words are of seed phrases (BIP-39), yet their checksum does not hold");
  }

  /** The words of a phrase in lower case. */
  static String[] words(String phrase) {
    String spaced = phrase.toLowerCase(Locale.ROOT).replaceAll("\\\\[nrt]|[^a-z]+", " ").strip();
    return spaced.split(" +", -1);
  }
}
