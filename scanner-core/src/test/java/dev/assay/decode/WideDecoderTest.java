package dev.assay.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WideDecoderTest {
  private static Charset charset(TextEncoding encoding) {
    return Charset.forName(encoding.name().replace('_', '-').replaceFirst("UTF-(\\d+)", "UTF-$1"));
  }

  /** Decodes in pieces of random size, as a reader would. */
  private static byte[] decode(TextEncoding encoding, byte[] source, Random random) {
    WideDecoder decoder = new WideDecoder(encoding);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] target = new byte[64];
    int from = 0;
    int seen = 0;
    while (from < source.length) {
      seen = Math.min(source.length, Math.max(seen, from + 4) + random.nextInt(9));
      int limit = WideDecoder.LONGEST + random.nextInt(target.length - WideDecoder.LONGEST);
      int end = decoder.decode(source, from, seen, seen == source.length, target, 0, limit);
      all.write(target, 0, end);
      from = decoder.consumed();
    }
    return all.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BYTES")
  void givesTheSameTextInAnyPieces(TextEncoding encoding) {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        int[] kinds = {'a', '\n', 0xE9, 0x20AC, 0x1F600, random.nextInt(0xD000)};
        text.appendCodePoint(kinds[random.nextInt(kinds.length)]);
      }
      byte[] source = text.toString().getBytes(charset(encoding));

      assertThat(decode(encoding, source, random))
          .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UTF_16LE", "UTF_16BE"})
  void replacesEachUnitThatIsNoCharacter(TextEncoding encoding) {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      byte[] source = new byte[random.nextInt(60)];
      random.nextBytes(source);
      for (int i = 0; i < source.length; i++) {
        if (random.nextInt(3) == 0) {
          source[i] = (byte) (0xD8 + random.nextInt(8));
        }
      }
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < source.length; i += 2) {
        expected.append(i + 1 == source.length ? '\uFFFD' : (char) encoding.value(source, i));
      }
      for (int i = 0; i < expected.length(); i++) {
        boolean pair =
            i + 1 < expected.length()
                && Character.isSurrogatePair(expected.charAt(i), expected.charAt(i + 1));
        if (pair) {
          i++;
        } else if (Character.isSurrogate(expected.charAt(i))) {
          expected.setCharAt(i, '\uFFFD');
        }
      }

      assertThat(decode(encoding, source, random))
          .isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
