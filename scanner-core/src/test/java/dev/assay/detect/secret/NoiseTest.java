package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.Placeholders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an assignment in compressed bytes is none; in text of any kind it is one. */
class NoiseTest {
  private static final String ASSIGNMENT =
      "\npassword=" + Placeholders.expand("<<base62:14>>", "noise") + "\n";

  private static final Rule RULE =
      new Rule(
          "generic-password",
          Severity.MEDIUM,
          Confidence.MEDIUM,
          false,
          new Rule.Shape.Generic(
              List.of("password"),
              List.of(),
              new Rule.Scoring(
                  Rule.Family.PASSWORD, Rule.Notation.ASSIGNMENT, 0.8, -0.6, 0.2, 3.5)),
          null,
          Rule.PathScope.ANY,
          "",
          "",
          0,
          Set.of(),
          List.of());

  private final SecretScan scan = new SecretScan(new RuleSet(List.of(RULE), Map::of), 0);

  private int foundBetween(byte[] before, byte[] after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before);
    bytes.writeBytes(ASSIGNMENT.getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(after);
    return scan.of(bytes.toByteArray()).size();
  }

  @Test
  void inRandomBytesNothingIsFound() {
    for (int seed = 0; seed < 20; seed++) {
      byte[] noise = new byte[400];
      new Random(seed).nextBytes(noise);

      assertThat(foundBetween(noise, noise)).as("seed %d", seed).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1251", "GB18030", "Shift_JIS", "EUC-KR"})
  void inTextOfAnyEncodingItIsFound(String charset) {
    String text = "Größe Пароль 密码 パスワード 암호 naïve\r\n\tэтот файл 設定ファイル\n".repeat(5);
    byte[] bytes = text.getBytes(Charset.forName(charset));

    assertThat(foundBetween(bytes, bytes)).isEqualTo(1);
  }

  @Test
  void betweenStringsThatEndInNulItIsFound() {
    byte[] strings =
        "\1\0\5Hello\1\0\14Code\0LineNumb\0\0\7\0\3()V\1"
            .repeat(9)
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(foundBetween(strings, strings)).isEqualTo(1);
  }

  @Test
  void atTheEdgeOfAContentItIsFound() {
    assertThat(foundBetween(new byte[0], new byte[0])).isEqualTo(1);
  }
}
