package dev.assay.rules.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

  private static String expand(String template) {
    return Placeholders.expand(template, "some-rule/match/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "<<base62:40>> [0-9A-Za-z]{40}",
        "<<hex:40>> [0-9a-f]{40}",
        "<<HEX:40>> [0-9A-F]{40}",
        "<<digits:12>> [0-9]{12}",
        "<<lower:12>> [a-z]{12}",
        "<<upper:12>> [A-Z]{12}",
        "<<alnum:30>> [0-9a-z]{30}",
        "<<ALNUM:30>> [0-9A-Z]{30}",
        "<<base32:30>> [A-Z2-7]{30}",
        "<<base64:64>> [A-Za-z0-9+/]{64}",
        "<<base64url:64>> [A-Za-z0-9_-]{64}",
        "<<uuid>> [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "<<word:9>> [a-z]{9}",
        "<<password:14>> [A-Z][a-z][0-9].{11}",
        "a<<empty>>b ab",
        "<<base64-of:x<<digits:3>>>> eD[A-Za-z0-9+/]{4}==",
        "<<jwt>> [\\w-]+\\.[\\w-]+\\.[\\w-]{43}",
      })
  void expands(String template, String expected) {
    assertThat(expand(template)).matches(Pattern.compile(expected, Pattern.DOTALL));
  }

  @Test
  void isTheSameForTheSameSeedOnly() {
    assertThat(expand("<<base62:30>>")).isEqualTo(expand("<<base62:30>>"));
    assertThat(expand("<<base62:30>>"))
        .isNotEqualTo(Placeholders.expand("<<base62:30>>", "some-rule/match/1"));
    assertThat(expand("<<base62:9>><<base62:9>>")).doesNotMatch("(.{9})\\1");
  }

  @Test
  void looksLikeARealToken() {
    for (int seed = 0; seed < 500; seed++) {
      String token = Placeholders.expand("<<base62:30>>", "rule/" + seed);
      assertThat(token)
          .containsPattern("[0-9]")
          .containsPattern("[a-z]")
          .containsPattern("[A-Z]")
          .doesNotContainPattern("(.)\\1\\1");
    }
  }

  @Test
  void countsTheChecksumSinceTheLastUnderscore() {
    String text = expand("x_y ab_<<base62:30>><<crc32>> z");
    String body = text.substring(7, 37);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long value = 0;
    for (char digit : text.substring(37, 43).toCharArray()) {
      value = value * 62 + SeededText.BASE62.indexOf(digit);
    }
    assertThat(value).isEqualTo(crc.getValue());
    assertThat(SeededText.crc32("")).isEqualTo("000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat <<EOF\ntext\nEOF\n>>x",
        "std::cout << x << y;",
        "a << b >> c",
        "<<",
        "<<<",
        "x <<-EOF >>",
        "<< base62:3 >>",
        "<<: *anchor",
        ">>",
      })
  void leavesOtherTextAlone(String text) {
    assertThat(expand(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<<base63:3>>|<<base62:N>>",
        "<<EOF>>|not a placeholder",
        "<<base62>>|takes a length",
        "<<base62:0>>|takes a length",
        "<<base62:x>>|takes a length",
        "<<base62:99999999999>>|takes a length",
        "<<base62:70000>>|takes a length",
        "<<base62:60000>><<base62:60000>>|more than",
        "<<base62:3|never closed",
        "<<crc32>>|no _ before it",
        "<<uuid:3>>|no argument",
        "<<pem:>>|takes a label",
        "<<pem: X>>|takes a label",
        "<<base64-of:<<nope>>>>|not a placeholder",
        "<<base64-of:<<base64-of:<<base64-of:<<base64-of:<<base64-of:x>>>>>>>>>>|nest more than",
      })
  void refuses(String template, String why) {
    assertThatThrownBy(() -> expand(template))
        .isInstanceOf(PlaceholderProblem.class)
        .hasMessageContaining(why);
  }

  @Test
  void signsAWholeJwt() {
    String[] parts = expand("<<jwt>>").split("\\.", -1);
    assertThat(text(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    assertThat(text(parts[1])).matches("\\{\"sub\":\"\\d{10}\",\"iat\":\\d+,\"exp\":\\d+}");
    assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSA PRIVATE KEY",
        "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "PUBLIC KEY",
        "RSA PUBLIC KEY",
        "SOMETHING ELSE",
      })
  void makesPemBlocksThatAreOneDerSequence(String label) {
    byte[] body = body(label, expand("<<pem:" + label + ">>"));
    assertThat(body[0]).isEqualTo((byte) 0x30);
    int length = body[1] & 0xff;
    int head = 2;
    if (length > 0x80) {
      head += length - 0x80;
      length = 0;
      for (int i = 2; i < head; i++) {
        length = length << 8 | (body[i] & 0xff);
      }
    }
    assertThat(head + length).isEqualTo(body.length);
  }

  @Test
  void makesAPkcs8KeyThatJavaReads() throws Exception {
    byte[] body = body("PRIVATE KEY", expand("<<pem:PRIVATE KEY>>"));
    var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(body));
    assertThat(((RSAPrivateCrtKey) key).getModulus().bitLength()).isEqualTo(2048);
    assertThat(((RSAPrivateCrtKey) key).getPublicExponent().intValueExact()).isEqualTo(65537);
  }

  @Test
  void makesAnOpensshKey() {
    byte[] body = body("OPENSSH PRIVATE KEY", expand("<<pem:OPENSSH PRIVATE KEY>>"));
    assertThat(new String(body, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("openssh-key-v1\0");
    assertThat(new String(body, StandardCharsets.ISO_8859_1))
        .contains("\0\0\0\4none\0\0\0\4none\0\0\0\0\0\0\0\1\0\0\0\63\0\0\0\13ssh-ed25519");
    assertThat(body.length).isGreaterThan(200);
  }

  @Test
  void makesAPgpBlockWithItsChecksum() {
    String block = expand("<<pem:PGP PRIVATE KEY BLOCK>>");
    assertThat(block)
        .matches("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n(?s:.+)\n=[A-Za-z0-9+/]{4}\n-----END.+");
  }

  /** The check value of CRC-24/OPENPGP in the catalogue of CRC algorithms. */
  @Test
  void countsCrc24AsOpenPgpDoes() {
    byte[] crc = PemSample.crc24("123456789".getBytes(StandardCharsets.US_ASCII));
    assertThat(crc).containsExactly(0x21, 0xcf, 0x02);
  }

  @Test
  void keepsBytesBelow256AsTheyAre() {
    assertThat(new RuleExample("p", "\u00fe\u00ed\u0000", "s", 1).bytes())
        .containsExactly(0xfe, 0xed, 0);
    assertThat(new RuleExample("p", "\u00fe\u20ac", "s", 1).bytes())
        .isEqualTo("\u00fe\u20ac".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] body(String label, String block) {
    String[] lines = block.split("\n", -1);
    assertThat(lines[0]).isEqualTo("-----BEGIN " + label + "-----");
    assertThat(lines[lines.length - 1]).isEqualTo("-----END " + label + "-----");
    String[] base64 = Arrays.copyOfRange(lines, 1, lines.length - 1);
    assertThat(base64).allMatch(line -> line.length() <= 70);
    return Base64.getDecoder().decode(String.join("", base64));
  }

  private static String text(String base64url) {
    return new String(Base64.getUrlDecoder().decode(base64url), StandardCharsets.UTF_8);
  }
}
