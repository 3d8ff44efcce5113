package dev.assay.rules.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.rules.Rule.Anchor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as a pattern: it is refused with a reason, or what comes of it can be run. */
class PatternCompilerFuzzTest {
  private static final int WINDOW = 4096;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "(?<![A-Za-z0-9])(key_[A-Za-z0-9]{36})(?![A-Za-z0-9_])",
            "\\bkey_(?:live|test)_[0-9a-f]{24,247}?\\B",
            "(?im)^key[ \\t]*=[ \\t]*(?!\\$)[^\\s\"']{8,}$",
            "(?s)\\A\\xfe\\x{ed}\\u00fe.{0,9}+key|x*+|\\z",
            "(?<name>(?>a|b)??(?i:key\u00e4)(?-i)){2,3}",
            "[^]a-z\\d\\-&&b][-a][a-]",
            "(a{65536}){65536}key(b{1,9}c{1,9}){1,99}",
            "(?<=key)x{2}{3}",
            "[A-Za-z0-",
            "((((((((((key))))))))))(?#x)")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void compilesOrSaysWhyNot(byte[] data) {
    String pattern = new String(data, StandardCharsets.UTF_8);
    for (boolean slow : new boolean[] {false, true}) {
      try {
        List<String> anchors = slow ? List.of() : List.of("key");
        var compiled =
            PatternCompiler.compile(pattern, anchors, pattern.length() % 2 == 0, WINDOW, slow);
        Pattern.compile(compiled.regex());
        assertThat(compiled.anchors().isEmpty()).isEqualTo(slow);
        for (Anchor anchor : compiled.anchors()) {
          assertThat(anchor.minOffset()).isBetween(0, anchor.maxOffset());
        }
        assertThat(compiled.minLength()).isPositive();
      } catch (PatternSyntaxProblem e) {
        assertThat(e).hasMessageMatching("(?s).+");
        assertThat(e.index()).isBetween(-1, pattern.length());
      }
    }
    try {
      Pattern.compile(PatternCompiler.searchable(pattern));
    } catch (PatternSyntaxProblem e) {
      assertThat(e.index()).isBetween(-1, pattern.length());
    }
  }
}
