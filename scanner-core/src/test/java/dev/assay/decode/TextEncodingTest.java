package dev.assay.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {
  private static TextEncoding detect(byte[] bytes) {
    return TextEncoding.detect(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, UTF_16LE",
    "UTF-16BE, UTF_16BE",
    "UTF-32LE, UTF_32LE",
    "UTF-32BE, UTF_32BE",
  })
  void believesAMarkBeforeText(String charset, TextEncoding expected) {
    byte[] bytes = "\uFEFFkey = 日本語 värde\r\n".getBytes(Charset.forName(charset));

    assertThat(detect(bytes)).isEqualTo(expected);
    assertThat(expected.markLength(bytes, 0, bytes.length)).isEqualTo(expected.unit());
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, UTF_16LE", "UTF-16BE, UTF_16BE"})
  void knowsUtf16WithoutMarkByItsNuls(String charset, TextEncoding expected) {
    assertThat(detect("password = x\r\n".getBytes(Charset.forName(charset)))).isEqualTo(expected);
    assertThat(detect("naïve ½ café, año\r\n".getBytes(Charset.forName(charset))))
        .isEqualTo(expected);
  }

  @Test
  void takesNothingElseForWideText() {
    Random random = new Random(3);
    byte[] noise = new byte[4096];
    random.nextBytes(noise);
    byte[] samples = new byte[400];
    for (int i = 0; i < samples.length; i += 2) {
      samples[i] = (byte) random.nextInt(200);
    }
    byte[] marked = noise.clone();
    marked[0] = (byte) 0xFF;
    marked[1] = (byte) 0xFE;
    marked[2] = 0;
    marked[3] = 0;

    assertThat(detect(new byte[0])).isEqualTo(TextEncoding.BYTES);
    assertThat(detect(new byte[] {'x', 0})).isEqualTo(TextEncoding.BYTES);
    assertThat(detect(new byte[512])).isEqualTo(TextEncoding.BYTES);
    assertThat(detect(noise)).isEqualTo(TextEncoding.BYTES);
    assertThat(detect(samples)).isEqualTo(TextEncoding.BYTES);
    assertThat(detect("plain\0text\0with\0NULs".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(TextEncoding.BYTES);
    assertThat(detect("\uFEFFwith a mark".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(TextEncoding.BYTES);
  }

  @Test
  void measuresTheMarkOfUtf8() {
    byte[] bytes = "\uFEFFx".getBytes(StandardCharsets.UTF_8);

    assertThat(TextEncoding.BYTES.markLength(bytes, 0, bytes.length)).isEqualTo(3);
    assertThat(TextEncoding.BYTES.markLength(bytes, 1, bytes.length)).isZero();
  }
}
