package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericPassTest {
  private static final String[] PIECES = {
    "password",
    "db_",
    "secret",
    "Key",
    "api",
    "token",
    "pass",
    " = ",
    "=",
    ": ",
    ":",
    "\"",
    "'",
    "\n",
    "  ",
    "7h4Kq9Zx2LmP0vB8",
    "hunter22",
    "${x}",
    "(",
    ")",
    "{",
    "}",
    ",",
    ";",
    "\\\"",
    "value",
    "user",
    "<",
    ">",
    "</",
    "// ",
    "#",
    "&",
    "?",
    "export ",
    "- ",
    "Bearer ",
    "Authorization",
    "get",
    "set",
    "é",
    "\u0000",
    "=>",
    "::",
    "if (x) {",
    "return x;",
    "name: ",
    "YWRtaW46czNjcjN0UGFzcw=="
  };

  /** The law: what is found does not depend on where windows are cut. */
  @Test
  void findsTheSameInAnyWindows() {
    Generics generics = new Generics();
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      int cut = random.nextInt(bytes.length);
      List<String> whole = told(bytes, generics.window(bytes, 0, bytes.length));
      List<String> parts = new ArrayList<>(told(bytes, generics.window(bytes, 0, cut)));
      for (String more : told(bytes, generics.window(bytes, cut, bytes.length))) {
        if (!parts.contains(more)) {
          parts.add(more);
        }
      }
      assertThat(parts).as("seed %d cut at %d: %s", seed, cut, text).containsAll(whole);
      found += whole.size();
    }
    assertThat(found).as("findings that were compared").isGreaterThan(50);
  }

  private static List<String> told(byte[] text, List<GenericFinding> findings) {
    return findings.stream()
        .map(found -> found.secretStart() + " " + Generics.value(text, found))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "password=",
        "password=\"",
        "password: ",
        "\"password\",",
        "pass.word-",
        "password = a1b2c3d4e5 ",
        "password=\"x7y8z9w0\",",
        "password\",\"value",
        "secret_",
        "token { ",
        "\"key\" {",
        "login password ",
        "Authorization: Bearer ",
        "(((\"password\", ",
      })
  void takesStepsInProportionToTheText(String piece) {
    long shorter = steps(piece, 1 << 16);
    long longer = steps(piece, 1 << 19);
    assertThat(longer).as("steps for 8 times the text").isLessThan(shorter * 9 + 10_000);
    assertThat(longer / (1 << 19)).as("steps a byte").isLessThan(1000);
  }

  private static long steps(String piece, int length) {
    byte[] text = piece.repeat(length / piece.length()).getBytes(StandardCharsets.UTF_8);
    Generics generics = new Generics();
    generics.window(text, 0, text.length);
    return generics.steps();
  }

  @Test
  void tellsWhyItBelieves() {
    Generics generics = new Generics();
    byte[] text =
        Generics.filled("password = \"<<base62:11>>7\"", 5).getBytes(StandardCharsets.UTF_8);
    List<GenericFinding> findings = generics.window(text, 0, text.length);
    assertThat(findings).hasSize(1);
    String value = Generics.value(text, findings.get(0));
    assertThat(findings.get(0).judgement().evidence().toString())
        .contains("the name's stem is 'password', in an assignment")
        .contains("letters and digits")
        .doesNotContain(value);
  }

  @Test
  void tellsOneOfEqualValuesOnALine() {
    String text = Generics.filled("password=\"<<base62:12>>\", ", 6);
    assertThat(new Generics().found(text + text)).hasSize(1);
  }
}
