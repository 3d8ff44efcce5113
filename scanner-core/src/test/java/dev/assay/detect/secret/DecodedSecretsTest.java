package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Candidate;
import dev.assay.rules.example.Placeholders;
import dev.assay.rules.load.RuleTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that stand encoded are found, at their encoded form. */
class DecodedSecretsTest {
  private final SecretScan scan = new SecretScan(RuleTexts.set(), 3);

  private static String token(Object seed) {
    return Placeholders.expand("acs_<<base62:30>><<crc32>>", seed.toString());
  }

  private Candidate only(String text) {
    List<Candidate> found = scan.of(text);
    assertThat(found).as(text).hasSize(1);
    assertThat(scan.problems).isEmpty();
    return found.get(0);
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void findsEachEncoding(Encoder encoder) {
    String token = token(encoder);
    String encoded = encoder.encode("user=admin\ntoken=" + token + "\nhost=a.example.test\n");
    String text = "# before\nvalue: " + encoded + "\n# after\n";

    Candidate found = only(text);

    assertThat(SecretScan.secret(found)).isEqualTo(token);
    assertThat(SecretScan.through(found)).isEqualTo(encoder.words);
    assertThat(found.layers()).isEqualTo(1);
    String told = SecretScan.told(found, text);
    assertThat(encoded).contains(told);
    if (!encoder.compresses()) {
      assertThat(told.length()).isLessThan(encoded.length());
    }
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void pointsAtTheEncodedFormOfTheSecretAlone(Encoder encoder) {
    String token = token(encoder);
    String encoded = encoder.encode(token);
    String text = "x = '" + encoded + "';\n";

    Candidate found = only(text);

    assertThat(SecretScan.told(found, text)).isEqualTo(encoded.replaceAll("=+$", ""));
    assertThat(found.matchStart()).isEqualTo(text.indexOf(encoded));
    assertThat(found.excerpt()).startsWith("x = '").endsWith("';").doesNotContain(token);
    assertThat(found.excerpt().length()).isLessThan(30);
  }

  @Test
  void findsChainsOfEncodings() {
    Random random = new Random(20261120);
    Encoder[] encoders = Encoder.values();
    for (int i = 0; i < 3000; i++) {
      String token = token(i);
      String encoded = token;
      List<String> words = new ArrayList<>();
      int depth = 1 + random.nextInt(3);
      boolean bare = random.nextBoolean();
      for (int layer = 0; layer < depth; layer++) {
        Encoder encoder = encoders[random.nextInt(encoders.length)];
        encoded = encoder.encode(bare ? encoded : "k" + layer + ": " + encoded + " #\n");
        words.add(0, encoder.words);
      }
      String text = "first line\n  value=\"" + encoded + "\"\n";

      List<Candidate> found = scan.of(text);

      assertThat(found)
          .as("%s, %s", words, text)
          .isNotEmpty()
          .allMatch(each -> SecretScan.secret(each).equals(token));
      String told = SecretScan.told(found.get(0), text);
      assertThat(encoded).contains(told);
      assertThat(found)
          .anyMatch(each -> SecretScan.through(each).equals(String.join(", then ", words)));
      assertThat(scan.problems).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%s\" + \"%s\"",
        "\"%s\"+\"%s\"",
        "'%s' . '%s'",
        "\"%s\" .. \"%s\"",
        "\"%s\" & \"%s\"",
        "\"%s\" << \"%s\"",
        "'%s' || '%s'",
        "\"%s\" \"%s\"",
        "(\"%s\"\n      \"%s\")",
        "\"%s\" +\r\n\t'%s'",
        "\"%s\"\n    + \"%s\"",
        "'%s' \\\n    '%s'",
        "b'%s' b'%s'",
        "@\"%s\" + @\"%s\"",
        "\"%s\\\n%s\"",
        "%s\\\r\n    %s",
      })
  void findsJoinedLiterals(String form) {
    String token = token(form);
    String first = token.substring(0, 17);
    String second = token.substring(17);
    String text = "var key = " + String.format(form, first, second) + ";\n";

    Candidate found = only(text);

    assertThat(SecretScan.secret(found)).isEqualTo(token);
    assertThat(SecretScan.through(found)).isEqualTo("joined string literals");
    assertThat(SecretScan.told(found, text)).startsWith(first).endsWith(second);
    assertThat(found.excerpt()).doesNotContain(first.substring(4)).doesNotContain(second);
  }

  @Test
  void findsLiteralsJoinedOverManyLinesWithBase64InThem() {
    String token = token("lines");
    String encoded = Encoder.BASE64.encode("some settings, then the token: " + token + " and more");
    StringBuilder text = new StringBuilder("String s =\n");
    for (int i = 0; i < encoded.length(); i += 20) {
      text.append(i == 0 ? "    \"" : "        + \"");
      text.append(encoded, i, Math.min(encoded.length(), i + 20)).append("\"\n");
    }

    Candidate found = only(text.toString());

    assertThat(SecretScan.secret(found)).isEqualTo(token);
    assertThat(SecretScan.through(found)).isEqualTo("joined string literals, then base64");
  }

  @Test
  void tellsBothOfTwoSecretsInOneRun() {
    String text = "x: " + Encoder.BASE64.encode("A=" + token(1) + "\nB=" + token(2) + "\n") + "\n";

    List<Candidate> found = scan.of(text);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).region()).isNotEqualTo(found.get(1).region());
    assertThat(found).allMatch(each -> String.valueOf(each.excerpt()).length() < 20);
  }

  @Test
  void readsRunsThatBeginWithOtherWords() {
    for (String prefix : List.of("key/", "v1-", "abcdefg-", "data_", "/", "base64/abc/")) {
      String text = prefix + Encoder.BASE64.encode("the token is " + token(prefix) + ", keep it");
      assertThat(only(text).layers()).isEqualTo(1);
    }
  }

  @Test
  void tellsNothingTwice() {
    String token = token("once");

    assertThat(scan.of("a = \"%41\\u0042&#67;\" ; t = " + token + " ; b = \"%41\"")).hasSize(1);
    assertThat(scan.of("x\" + \"y " + token)).hasSize(1);
  }

  @Test
  void decodesNothingAtDepthNoneAndNotBeyondItsDepth() {
    String once = "x: " + Encoder.BASE64.encode("token=" + token(1));
    String twice = "x: " + Encoder.HEX.encode(Encoder.PERCENT.encode("token=" + token(2)));

    assertThat(new SecretScan(RuleTexts.set(), 0).of(once)).isEmpty();
    assertThat(new SecretScan(RuleTexts.set(), 1).of(once)).hasSize(1);
    assertThat(new SecretScan(RuleTexts.set(), 1).of(twice)).isEmpty();
    assertThat(new SecretScan(RuleTexts.set(), 2).of(twice)).hasSize(1);
  }

  @Test
  void showsNoSecretInTheExcerptOfAnother() {
    String plain = token("plain");
    String hidden = Encoder.BASE64.encode("t=" + token("hidden"));
    String text = plain + " " + hidden + "\n";

    List<Candidate> found = scan.of(text);

    assertThat(found).hasSize(2);
    for (Candidate each : found) {
      assertThat(each.excerpt()).doesNotContain(plain.substring(4)).doesNotContain(hidden);
    }
  }

  @Test
  void findsTheSameWhereverWindowsAreCut() {
    for (Encoder encoder : Encoder.values()) {
      if (encoder.compresses()) {
        continue; // as a whole in one window, or not at all
      }
      String encoded =
          encoder.encode("some words before it, token=" + token(encoder) + " some words after it");
      String text = "words ".repeat(20) + encoded + " words".repeat(20);
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      Candidate expected = only(text);
      for (int own = 64; own < 200; own += 7) {
        List<Candidate> found = scan.of(bytes, own, 1000);
        assertThat(found).as("%s in windows of %d", encoder, own).hasSize(1);
        assertThat(found.get(0).region()).isEqualTo(expected.region());
      }
    }
  }

  @Test
  void findsSecretsAnywhereInLongRuns() {
    StringBuilder inner = new StringBuilder();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tokens.add(token(i));
      inner.append("x ".repeat(5000 + i)).append(tokens.get(i)).append('\n');
    }
    for (Encoder encoder :
        List.of(Encoder.BASE64, Encoder.BASE64_MIME, Encoder.HEX, Encoder.PERCENT, Encoder.GZIP)) {
      byte[] bytes = ("v=" + encoder.encode(inner.toString())).getBytes(StandardCharsets.US_ASCII);

      assertThat(scan.of(bytes))
          .as(encoder.name())
          .extracting(SecretScan::secret)
          .isEqualTo(tokens);
      if (!encoder.compresses()) {
        assertThat(scan.of(bytes, 300_000, 1 << 16))
            .as(encoder.name())
            .extracting(SecretScan::secret)
            .isEqualTo(tokens);
      }
    }
    assertThat(scan.problems).isEmpty();
  }

  @Test
  void believesAssignmentsInTextOnly() {
    String password = Placeholders.expand("<<password:14>>", "p");
    String text = "password=" + password + "\n";
    byte[] binary = new byte[200];
    new Random(1).nextBytes(binary);
    for (int i = 0; i < binary.length; i++) {
      binary[i] &= 0x1F;
    }
    String noise = new String(binary, StandardCharsets.ISO_8859_1);

    assertThat(scan.of("v: " + Encoder.BASE64.encode("# the settings of it\n" + text)))
        .extracting(Candidate::ruleId)
        .containsExactly("generic-acme-password");
    assertThat(scan.of("v: " + Encoder.BASE64.encode("# the settings of it\n" + noise + text)))
        .isEmpty();
  }

  @Test
  void findsNothingInRandomRuns() {
    Random random = new Random(7);
    byte[] bytes = new byte[3_000_000];
    random.nextBytes(bytes);
    String text = java.util.Base64.getMimeEncoder().encodeToString(bytes);

    assertThat(scan.of(text)).isEmpty();
    assertThat(scan.of(bytes)).isEmpty();
    assertThat(scan.problems).isEmpty();
  }

  @Test
  void saysWhatItCutOff() {
    byte[] zeros = new byte[40_000_000];
    Arrays.fill(zeros, (byte) ' ');
    String bomb = Encoder.GZIP.encode(new String(zeros, StandardCharsets.US_ASCII));

    assertThat(scan.of("x: " + bomb)).isEmpty();
    assertThat(scan.problems).hasSize(1).first().asString().startsWith("ratio: ");
  }
}
