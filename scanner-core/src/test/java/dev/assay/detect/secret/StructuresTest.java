package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StructuresTest {
  private static final String BEGIN = "-----BEGIN EC PRIVATE " + "KEY-----";
  private static final String END = "-----END EC PRIVATE " + "KEY-----";

  @Test
  void provesABlockAsItIs() {
    assertThat(Structures.pem(BEGIN + "\n" + lines("\n") + END).holds()).isTrue();
    assertThat(Structures.pem(BEGIN + "\r\n" + lines("\r\n") + END).holds()).isTrue();
  }

  @Test
  void provesABlockInStringLiterals() {
    assertThat(Structures.pem(BEGIN + "\\n" + lines("\\n") + END).holds()).isTrue();
    String joined = "\\n\" +\n    \"";
    assertThat(Structures.pem(BEGIN + joined + lines(joined) + END).holds()).isTrue();
    String onOneLine = "\\n\" + \"";
    assertThat(Structures.pem(BEGIN + onOneLine + lines(onOneLine) + END).holds()).isTrue();
    String inAList = "',\n  '";
    assertThat(Structures.pem(BEGIN + inAList + lines(inAList) + END).holds()).isTrue();
  }

  @Test
  void doubtsWhatDoesNotDecode() {
    assertThat(Structures.pem(BEGIN + "\n<your key here>\n" + END).holds()).isFalse();
    assertThat(Structures.pem(BEGIN + "\n" + "A".repeat(64) + "\n" + END).holds()).isFalse();
  }

  /** A body that begins as DER does, in lines of 64 characters, each with {@code separator}. */
  private static String lines(String separator) {
    byte[] body = new byte[120];
    new Random(7).nextBytes(body);
    body[0] = 0x30;
    String base64 = Base64.getEncoder().encodeToString(body);
    StringBuilder lines = new StringBuilder();
    for (int at = 0; at < base64.length(); at += 64) {
      lines.append(base64, at, Math.min(at + 64, base64.length())).append(separator);
    }
    return lines.toString();
  }
}
