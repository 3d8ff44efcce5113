package dev.assay.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Byte by byte or eight at once: what is found is the same. */
class WordsTest {
  private static final String[] PARTS = {
    " ",
    "\n",
    "\r\n",
    "\r",
    "\"",
    "'",
    "\\u0041",
    "\\x41\\x42",
    "\\",
    "%41%42",
    "%",
    "&#65;",
    "&quot;",
    "\"ab\" + \"cd\"",
    "word",
    "some/path/Name_of.it",
    "=",
    ",",
    ".",
    "\u00e9",
    "\u007f",
    "\u000b",
    "(x)"
  };

  @Test
  void readsTheSameWord() {
    byte[] bytes = new byte[64];
    new Random(1).nextBytes(bytes);
    for (int i = 0; i + Long.BYTES <= bytes.length; i++) {
      assertThat(Words.slowly(bytes, i)).isEqualTo(Words.at(bytes, i));
    }
  }

  @Test
  void findsTheSameRunsAndStretches() {
    Random random = new Random(2);
    int runs = 0;
    int stretches = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] text = text(random);
      int begin = random.nextInt(8);
      int stop = begin + random.nextInt(text.length - begin + 1);
      int end = stop + random.nextInt(text.length - stop + 1);
      List<String> fast = runs(new EncodedRuns(0), text, begin, stop, end);
      assertThat(runs(new EncodedRuns(), text, begin, stop, end)).isEqualTo(fast);
      runs += fast.size();
      fast = stretches(new EncodedStretches(0), text, begin, stop, end);
      assertThat(stretches(new EncodedStretches(), text, begin, stop, end)).isEqualTo(fast);
      stretches += fast.size();
    }
    assertThat(runs).isGreaterThan(1000);
    assertThat(stretches).isGreaterThan(1000);
  }

  private static List<String> runs(EncodedRuns runs, byte[] text, int begin, int stop, int end) {
    List<String> found = new ArrayList<>();
    runs.over(text, begin, stop, end, end == text.length);
    while (runs.next()) {
      found.add(runs.start() + " " + runs.end());
    }
    return found;
  }

  private static List<String> stretches(
      EncodedStretches stretches, byte[] text, int begin, int stop, int end) {
    List<String> found = new ArrayList<>();
    stretches.find(
        text, begin, stop, end, (code, from, to) -> found.add(code + " " + from + " " + to));
    return found;
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 300) {
      byte[] raw = new byte[random.nextInt(30)];
      random.nextBytes(raw);
      switch (random.nextInt(6)) {
        case 0 -> text.append(Base64.getEncoder().encodeToString(raw));
        case 1 -> text.append(HexFormat.of().formatHex("plain words".getBytes(UTF_8)));
        default -> text.append(PARTS[random.nextInt(PARTS.length)]);
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }
}
