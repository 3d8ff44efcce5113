package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNamesTest {

  @ParameterizedTest
  @CsvSource({
    "src/a.ts, src/a.ts",
    "../../../etc/passwd, etc/passwd",
    "/etc/passwd, etc/passwd",
    "a/./b//c/../d, a/b/c/d",
    "C:\\Users\\me\\a.ts, C/Users/me/a.ts",
    "\\\\server\\share\\a, server/share/a",
    "webpack://app/./src/a.vue?1f2e, webpack/app/src/a.vue_1f2e",
    "file:///home/me/a.js, file/home/me/a.js",
    "a.txt:stream, a.txt_stream",
    "a.txt::$DATA, a.txt__$DATA",
    "CON, _CON",
    "con.txt, _con.txt",
    "src/nul, src/_nul",
    "aux .ts, _aux .ts",
    "COM1, _COM1",
    "lpt9.log, _lpt9.log",
    "COM¹, _COM¹",
    "CONIN$, _CONIN$",
    "console, console",
    "com10, com10",
    "a./b. /c..., a/b/c",
    "'a /b  ', a/b",
    ".., _",
    "'   ', _",
    "..., _",
    "//, _",
    ".git/config, _.git/config",
    "x/.GIT/hooks/pre-commit, x/_.GIT/hooks/pre-commit",
    "git~1/config, _git~1/config",
    ".svn/x, _.svn/x",
    ".gitignore, .gitignore",
    ".assay-part-0/x, _.assay-part-0/x",
    "a<b>c\"d|e?f*g, a_b_c_d_e_f_g",
  })
  void namesMeanNothingElse(String name, String expected) {
    assertThat(String.join("/", SafeNames.parts(name))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\0b",
        "a\nb",
        "a\u001b[2Jb",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "a\ud800b",
        "a\ufffeb"
      })
  void charactersThatShowNothingAreReplaced(String name) {
    assertThat(SafeNames.parts(name)).hasSize(1);
    assertThat(SafeNames.parts(name).get(0)).matches("a_.*b");
  }

  @Test
  void longNamesAreCutAndKeepTheirExtension() {
    assertThat(SafeNames.parts("x".repeat(10_000) + ".ts"))
        .singleElement()
        .satisfies(part -> assertThat(part).hasSize(120).endsWith("x.ts"));
    assertThat(SafeNames.parts("日".repeat(10_000)))
        .singleElement()
        .satisfies(
            part -> assertThat(part.getBytes(StandardCharsets.UTF_8).length).isBetween(118, 120));
    // What a cut leaves must not end in what Windows leaves out.
    assertThat(SafeNames.parts("x".repeat(119) + ". ".repeat(50))).containsExactly("x".repeat(119));
    assertThat(SafeNames.parts("x".repeat(110) + ".".repeat(50) + "y"))
        .containsExactly("x".repeat(110) + ".y");
  }

  @Test
  void deepAndLongPathsKeepTheirLastPart() {
    assertThat(SafeNames.parts("d/".repeat(5_000) + "a.ts")).containsExactly("~long", "a.ts");
    assertThat(SafeNames.parts(("d".repeat(100) + "/").repeat(20) + "a.ts"))
        .containsExactly("~long", "a.ts");
  }

  @Test
  void keysTellApartWhatEveryFileSystemTellsApart() {
    assertThat(SafeNames.key("Src/A.ts")).isEqualTo(SafeNames.key("src/a.TS"));
    assertThat(SafeNames.key("e\u0301")).isEqualTo(SafeNames.key("\u00e9"));
    assertThat(SafeNames.key("\ufb01")).isEqualTo(SafeNames.key("fi"));
    assertThat(SafeNames.key("stra\u00dfe")).isEqualTo(SafeNames.key("STRASSE"));
    assertThat(SafeNames.key("a/b")).isNotEqualTo(SafeNames.key("a/c"));
  }

  @Test
  void marksStandBeforeTheExtension() {
    assertThat(SafeNames.marked("a.ts", "5")).isEqualTo("a~5.ts");
    assertThat(SafeNames.marked(".env", "5")).isEqualTo(".env~5");
    assertThat(SafeNames.marked("a", "dir")).isEqualTo("a~dir");
  }

  @Test
  void whateverTheNameItIsHarmless() {
    Random random = new Random(7);
    String[] pieces = {
      "/",
      "\\",
      "..",
      ".",
      " ",
      ":",
      "\0",
      "a",
      "CON",
      "nul.",
      "~",
      "\u202e",
      "\u0301",
      "é",
      "日",
      "\ud83d",
      "\ude00",
      "COM1",
      ".git",
      "*",
      "\r\n",
      "$DATA",
      "x".repeat(130),
      "😀".repeat(40)
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int left = random.nextInt(12); left > 0; left--) {
        name.append(pieces[random.nextInt(pieces.length)]);
      }
      List<String> parts = SafeNames.parts(name.toString());
      assertThat(parts).isNotEmpty();
      for (String part : parts) {
        assertThat(part).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
        assertThat(part).doesNotContainPattern("[\\x00-\\x1f\\x7f/\\\\:*?\"<>|\u202e]");
        assertThat(part).doesNotEndWith(".").doesNotEndWith(" ");
        assertThat(part).doesNotMatch("(?is)(con|nul|com1)(\\..*)?|\\.git");
        assertThat(part.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 122);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(part)).isTrue();
      }
    }
  }

  @Test
  void takenNamesGrow() {
    NameKeys keys = new NameKeys();
    for (int i = 0; i < 10_000; i++) {
      assertThat(keys.add("a/" + i)).isTrue();
    }
    assertThat(keys.add("A/77")).isFalse();
    assertThat(keys.contains("a/9999")).isTrue();
    assertThat(keys.contains("a/10000")).isFalse();
    assertThat(List.of(keys.contains(""), keys.contains("b"))).containsOnly(false);
  }
}
