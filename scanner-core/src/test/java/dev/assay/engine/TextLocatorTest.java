package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.decode.TextEncoding;
import dev.assay.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Regions in many small windows against a plain count over the whole text. */
class TextLocatorTest {
  private static final int OWN = 64;
  private static final int MARGIN = 16;

  private static String text(Random random, boolean latin1) {
    String[] pieces = {
      "\n",
      "\r",
      "\r\n",
      "a",
      "bcd ",
      "\t",
      "x".repeat(30),
      "é",
      latin1 ? "ÿ" : "€",
      "\r\r\n\n",
      latin1 ? "ü" : "😀"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(120); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static int[] place(String text, int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      boolean crlf = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !crlf)) {
        line++;
        start = i + 1;
      }
    }
    return new int[] {line, index - start + 1};
  }

  private static void check(String text, Charset charset, int mark, WindowFeed feed)
      throws IOException {
    TextLocator locator = new TextLocator();
    int[] checked = new int[1];
    feed.feed(
        locator,
        window -> {
          // Every character of the window's own part, and one that ends two further on.
          for (int i = window.ownBegin(); i < window.ownEnd(); i++) {
            if ((window.bytes()[i] & 0xC0) == 0x80
                && !charset.equals(StandardCharsets.ISO_8859_1)) {
              continue;
            }
            int index = checked[0];
            int units =
                index < text.length() && Character.isHighSurrogate(text.charAt(index)) ? 2 : 1;
            int width = viewLength(text.substring(index, index + units), charset);
            Region region = window.locator().region(i, i + width);
            int[] from = place(text, index);
            int[] to = place(text, index + units);
            long offset = (long) mark + text.substring(0, index).getBytes(charset).length;
            assertThat(region)
                .isEqualTo(
                    new Region(
                        from[0],
                        from[1],
                        to[0],
                        to[1],
                        offset,
                        text.substring(index, index + units).getBytes(charset).length));
            checked[0] += units;
          }
        });
    assertThat(checked[0]).isEqualTo(text.length());
  }

  private static int viewLength(String character, Charset charset) {
    return charset.equals(StandardCharsets.ISO_8859_1)
        ? 1
        : character.getBytes(StandardCharsets.UTF_8).length;
  }

  private interface WindowFeed {
    void feed(TextLocator locator, WindowReader.Sink sink) throws IOException;
  }

  private static WindowFeed bytes(byte[] all, int mark) {
    return (locator, sink) -> {
      InputStream in = new ByteArrayInputStream(all);
      WindowReader reader = new WindowReader(OWN, MARGIN);
      reader.start((target, from, to) -> in.read(target, from, to - from), all.length);
      locator.begin(TextEncoding.BYTES, mark);
      reader.feed(sink, locator);
    };
  }

  @Test
  void countsUtf8() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      String text = text(random, false);
      byte[] all = text.getBytes(StandardCharsets.UTF_8);

      check(text, StandardCharsets.UTF_8, 0, bytes(all, 0));
    }
  }

  @Test
  void countsLatin1WhereItIsNotUtf8() throws IOException {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      String text = "ÿ" + text(random, true);

      check(
          text,
          StandardCharsets.ISO_8859_1,
          0,
          bytes(text.getBytes(StandardCharsets.ISO_8859_1), 0));
    }
  }

  @Test
  void countsWideText() throws IOException {
    Random random = new Random(3);
    TextEncoding[] encodings = {
      TextEncoding.UTF_16LE, TextEncoding.UTF_16BE, TextEncoding.UTF_32LE, TextEncoding.UTF_32BE
    };
    for (int round = 0; round < 200; round++) {
      TextEncoding encoding = encodings[round % encodings.length];
      Charset charset = Charset.forName(encoding.name().replace('_', '-'));
      boolean marked = random.nextBoolean();
      String text = text(random, false);
      byte[] all = ((marked ? "\uFEFF" : "") + text).getBytes(charset);

      check(
          text,
          charset,
          marked ? encoding.unit() : 0,
          (locator, sink) -> {
            WindowReader reader = new WindowReader(OWN, MARGIN);
            reader.start(
                new WideFiller(encoding, new ByteArrayInputStream(all), new byte[37], locator),
                all.length);
            reader.feed(sink, locator);
          });
    }
  }

  @Test
  void leavesTheMarkOutOfColumns() throws IOException {
    byte[] all = "\uFEFFx".getBytes(StandardCharsets.UTF_8);
    TextLocator locator = new TextLocator();
    locator.begin(TextEncoding.BYTES, 3);
    locator.window(all, 0, all.length);

    assertThat(locator.region(3, 4)).isEqualTo(new Region(1, 1, 1, 2, 3, 1));
  }

  @Test
  void endsAtTheLastByteOfACutUnit() throws IOException {
    byte[] all = {'a', 0, 'b', 0, 'c'};
    TextLocator locator = new TextLocator();
    WindowReader reader = new WindowReader(OWN, MARGIN);
    reader.start(
        new WideFiller(TextEncoding.UTF_16LE, new ByteArrayInputStream(all), new byte[64], locator),
        all.length);

    reader.feed(
        window ->
            assertThat(locator.region(window.begin(), window.end()))
                .isEqualTo(new Region(1, 1, 1, 4, 0, 5)),
        locator);
  }
}
