package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.example.Placeholders;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checksums hold for what is whole, and for nothing else. */
class ChecksumProofsTest {

  private static Outcome check(String proof, String secret) {
    return Proofs.check(proof, Claim.of(secret));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "bech32 <<age>> 32",
        "bech32 <<bech32:nsec>> 32",
        "base58check <<base58check:80+32+01>> Bitcoin",
        "base58check <<base58check:ef+32>> test",
        "base58check <<base58check:0488ade4000000000000000000+32+00aa>> bytes",
        "base58check <<base58check:0142c0+36>> passphrase",
        "base58check-ripple <<ripple-seed>> 16",
        "crc16-nkey <<nkey:U>> user",
        "crc16-nkey <<nkey:A>> account",
        "crc16-nkey <<nkey:O>> operator",
        "crc16-nkey <<nkey:X>> X25519",
        "crc16-strkey <<strkey>> Ed25519",
        "crc32-base36-7 glpat-<<base62:36>>.01.10<<crc32-base36>> CRC-32",
        "crc32-base62-6 ghx_<<base62:30>><<crc32>> CRC-32",
        "crc32-hex-8 glsa_<<base62:32>>_<<crc32-hex>> CRC-32",
        "ed25519-pair <<solana:base58>> Ed25519",
        "ed25519-pair <<solana:json>> Ed25519",
      })
  void holdForWhatIsWholeOnly(String proof, String template, String word) {
    String secret = Placeholders.expand(template, "proof/" + proof);
    Outcome outcome = check(proof, secret);
    assertThat(outcome.holds()).as(outcome.words()).isTrue();
    assertThat(outcome.level()).isEqualTo(Outcome.CHECKSUM);
    assertThat(outcome.words()).contains(word).doesNotContain(secret);
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      int at = 6 + random.nextInt(secret.length() - 6);
      String changed = changed(secret, at);
      assertThat(check(proof, changed).result())
          .as("with another character at %d", at)
          .isEqualTo(Outcome.Result.FAILS);
    }
    int least = secret.endsWith("]") ? 2 : 1;
    for (int cut = least; cut < secret.length(); cut += 7) {
      assertThat(check(proof, secret.substring(0, secret.length() - cut)).holds())
          .as("without its last %d", cut)
          .isFalse();
    }
  }

  /** Another character of the same kind in place of the one at {@code at}, or the one after. */
  private static String changed(String secret, int at) {
    for (int i = at; ; i = i + 1 < secret.length() ? i + 1 : 6) {
      char c = secret.charAt(i);
      char other =
          c >= '2' && c < '8'
              ? (char) (c + 1)
              : (c >= 'A' && c < 'H') || (c >= 'a' && c < 'f') ? (char) (c + 1) : c;
      // bech32 has no b, and base 32 and 58 lack some digits: those would be other faults
      if (other != c && "bB".indexOf(other) < 0) {
        return secret.substring(0, i) + other + secret.substring(i + 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"12", "15", "18", "21", "24"})
  void holdForSeedPhrases(int count) {
    String phrase = Placeholders.expand("<<bip39:" + count + ">>", "phrase");
    assertThat(phrase.split(" ", -1)).hasSize(count);
    assertThat(check("bip39", phrase).level()).isEqualTo(Outcome.CHECKSUM);
    assertThat(check("bip39", phrase.replace(" ", "\", \"")).holds()).isTrue();
    assertThat(check("bip39", phrase.replace(" ", "\\n")).holds()).isTrue();
    assertThat(check("bip39", phrase + " zoo").result()).isEqualTo(Outcome.Result.FAILS);
    assertThat(check("bip39", phrase.replaceFirst(" ", " notaword ")).holds()).isFalse();
    String[] words = phrase.split(" ", -1);
    int holding = 0;
    for (int i = 0; i + 1 < count; i++) {
      String[] swapped = words.clone();
      swapped[i] = words[i + 1];
      swapped[i + 1] = words[i];
      holding += check("bip39", String.join(" ", swapped)).holds() ? 1 : 0;
    }
    assertThat(holding).as("phrases that hold by chance").isLessThan(count / 2);
  }

  @Test
  void sayNothingOfFormsThatHaveNone() {
    Outcome old = check("crc32-base36-7", Placeholders.expand("glpat-<<base62:20>>", "x"));
    assertThat(old.result()).isEqualTo(Outcome.Result.SAYS);
  }

  @Test
  void refuseBech32InBothCases() {
    String age = Placeholders.expand("<<age>>", "x");
    assertThat(
            check(
                    "bech32",
                    age.substring(0, 30) + age.substring(30).toLowerCase(java.util.Locale.ROOT))
                .holds())
        .isFalse();
    assertThat(check("bech32", age.toLowerCase(java.util.Locale.ROOT)).holds()).isTrue();
  }

  /** The check value of CRC-16/XMODEM is in every seed; the published one of bech32 in BIP-173. */
  @Test
  void agreeWithBip173() {
    assertThat(check("bech32", "A1" + "2UEL5L").holds()).isTrue();
    assertThat(check("bech32", "a1" + "2uel5m").holds()).isFalse();
  }
}
