package dev.assay.detect.licence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.licence.SignWords.Span;
import dev.assay.rules.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proprietary and confidential | This is PROPRIETARY AND\\n *  CONFIDENTIAL. | PROPRIETARY AND\\n *  CONFIDENTIAL",
        "unauthorized copying of * is | unauthorized copying of this file, via any medium is | unauthorized copying of this file, via any medium is",
        "end-user license | an End User License | End User License",
        "a b | a c b |",
        "a * b | a 1 2 3 4 5 6 7 8 b | a 1 2 3 4 5 6 7 8 b",
        "a * b | a 1 2 3 4 5 6 7 8 9 b |",
        "a * b | a a b | a a b",
        "confidential | confidentiality |",
        "a | |"
      })
  void findsPhrasesAcrossWhateverStandsBetweenWords(String phrase, String text, String found) {
    String plain = text == null ? "" : text.replace("\\n", "\n");
    Span span = new SignWords(plain, 1000).find(Phrase.of(phrase), List.of());
    assertThat(span == null ? null : plain.substring(span.from(), span.to()))
        .isEqualTo(found == null ? null : found.replace("\\n", "\n"));
  }

  @Test
  void leavesOutWhatIsCovered() {
    SignWords words = new SignWords("trade secrets of GPL. Trade secrets of Acme.", 100);
    Phrase phrase = Phrase.of("trade secrets");
    assertThat(words.find(phrase, List.of(new Span(0, 21)))).isEqualTo(new Span(22, 35));
    assertThat(words.find(phrase, List.of(new Span(0, 44)))).isNull();
    assertThat(words.find(phrase, List.of(new Span(0, 10)))).isEqualTo(new Span(0, 13));
  }

  @Test
  void takesTheFirstWordsOnly() {
    assertThat(new SignWords("one two three", 2).find(Phrase.of("three"), List.of())).isNull();
  }

  /** The prefilter may be wrong in one way only. */
  @Test
  void neverMissesAWord() {
    Anchors anchors = new Anchors(List.of("confidential", "reserved", "purchase"));
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[40 + random.nextInt(40)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = (byte) (' ' + random.nextInt(95));
      }
      byte[] word = (i % 2 == 0 ? "ReserveD" : "CONFIDENTIAL").getBytes(StandardCharsets.US_ASCII);
      int at = random.nextInt(bytes.length - word.length + 1);
      System.arraycopy(word, 0, bytes, at, word.length);
      assertThat(anchors.mayStand(bytes, random.nextInt(at + 1), bytes.length)).isTrue();
    }
    byte[] none = "static final int count = table.length;".getBytes(StandardCharsets.US_ASCII);
    assertThat(anchors.mayStand(none, 0, none.length)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/* a */\\nint x; // b | 8",
        "/*\\n a\\n*/\\n\\nint x; | 9",
        "#!/bin/sh\\n# a\\necho | 14",
        "package a;\\n// b\\nclass | 16",
        "int x; // a | 0",
        "\"\"\"a\\nb\\n\"\"\"\\nx = 1 | 11",
        "<?xml version='1.0'?>\\n<!-- a -->\\n<b/> | 33",
        "/* a | 4"
      })
  void takesTheFirstComment(String text, int length) {
    assertThat(Headers.length(text.replace("\\n", "\n"))).isEqualTo(length);
  }
}
