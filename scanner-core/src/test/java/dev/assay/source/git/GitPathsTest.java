package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GitPathsTest {

  private static String decode(int... bytes) {
    byte[] b = new byte[bytes.length];
    for (int i = 0; i < b.length; i++) {
      b[i] = (byte) bytes[i];
    }
    return GitPaths.decode(b, 0, b.length);
  }

  @Test
  void bytesThatAreNotUtf8AreShown() {
    assertThat(decode('a', 0xff, 'b')).isEqualTo("a\\xffb");
    assertThat(decode(0xc3, 0xa9)).isEqualTo("é");
    assertThat(decode(0xc3)).isEqualTo("\\xc3");
    assertThat(decode(0xc0, 0x80)).isEqualTo("\\xc0\\x80");
    assertThat(decode(0xed, 0xa0, 0x80)).isEqualTo("\\xed\\xa0\\x80");
    assertThat(decode(0xf0, 0x9f, 0x98, 0x80)).isEqualTo("😀");
    assertThat(decode(0xf4, 0x90, 0x80, 0x80)).isEqualTo("\\xf4\\x90\\x80\\x80");
  }

  @Test
  void everyTextSurvives() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 8) {
        int c = random.nextInt(0x110000);
        if (Character.isDefined(c) && (c < 0xd800 || c > 0xdfff)) {
          text.appendCodePoint(c);
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(GitPaths.decode(bytes, 0, bytes.length)).isEqualTo(text.toString());
    }
  }
}
