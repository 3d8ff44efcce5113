package dev.assay.unpack.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassTextTest {

  private static String text(byte[] bytes) throws ContentException {
    return new String(ClassText.of(bytes, 0, bytes.length), StandardCharsets.UTF_8);
  }

  private static String body(String body, String... options) throws IOException {
    return text(only(Compiler.compile("class Leak {" + body + "}", options)));
  }

  private static byte[] only(Map<String, byte[]> classes) {
    return classes.values().iterator().next();
  }

  @Test
  void givesConstantsTheirNames() throws IOException {
    assertThat(body("static final String API_KEY = \"one-value\"; String field = \"two-value\";"))
        .isEqualTo("API_KEY = \"one-value\";\nfield = \"two-value\";\n");
  }

  @Test
  void givesArgumentsTheirMethods() throws IOException {
    assertThat(
            body(
                """
                void f(java.util.Map<String, String> map, String url) throws Exception {
                  java.sql.DriverManager.getConnection(url, "an-admin", "a-password");
                  map.put("password", "map-value");
                  System.setProperty("some.password", "set-value");
                  new String("made-value");
                  map.put(url.trim(), "sum-value");
                }
                """))
        .isEqualTo(
            """
            DriverManager.getConnection(_, "an-admin", "a-password");
            put("password", "map-value");
            System.setProperty("some.password", "set-value");
            String("made-value");
            put(_, "sum-value");
            """);
  }

  @Test
  void givesLocalVariablesTheirNamesWhereTheyAreKept() throws IOException {
    String body = "String f() { String secret = \"local-value\"; return secret + 1; }";
    assertThat(body(body, "-g")).contains("secret = \"local-value\";\n");
    assertThat(body(body, "-g:none")).contains("\"local-value\";\n");
  }

  @Test
  void joinsWhatIsJoinedAtRunTime() throws IOException {
    assertThat(body("void set(String s) {} void f(int x) { set(\"user=\" + x + \";pw\" + x); }"))
        .isEqualTo("set(\"user=\" + _ + \";pw\" + _);\n");
  }

  @Test
  void readsAnnotationsAndTheirDefaults() throws IOException {
    Map<String, byte[]> classes =
        Compiler.compile(
            """
            class Leak {
              @interface Value { String name() default "default-value"; String[] more() default {}; }
              @interface One { String value(); }
              @Value(name = "given-value", more = {"more-value", "x"}) int field;
              void f(@One("parameter-value") int x) {}
            }
            """);
    assertThat(text(classes.get("Leak$Value"))).isEqualTo("name = \"default-value\";\n");
    assertThat(text(classes.get("Leak")))
        .isEqualTo(
            """
            @Value(name = "given-value", more = {"more-value", "x"});
            @One("parameter-value");
            """);
  }

  @Test
  void showsConstantsOfEnumerationsAsTheyAreWritten() throws IOException {
    Map<String, byte[]> classes =
        Compiler.compile("enum Leak { API_TOKEN(\"enum-value\"); Leak(String s) {} }");
    assertThat(text(only(classes))).startsWith("API_TOKEN(\"enum-value\");\n");
  }

  @Test
  void tellsOtherStringsOnce() throws IOException {
    assertThat(
            body(
                "Object[] f() { return new Object[] {\"first-value\", \"first-value\","
                    + " \"other-value\", \"short\"}; }"))
        .isEqualTo("\"first-value\";\n\"other-value\";\n");
  }

  @Test
  void writesAnyCharacter() throws IOException {
    assertThat(body("String s = \"quote \\\" slash \\\\ tab \\t \\0 ü 😀 ￿\";"))
        .isEqualTo("s = \"quote \\\" slash \\\\ tab \\t \\0 ü 😀 ￿\";\n");
    assertThat(body("String s = \"first line\\nsecond \\\"line\\\"\";"))
        .isEqualTo("s = \"\"\"\nfirst line\nsecond \"line\"\n\"\"\";\n");
  }

  @Test
  void leavesTablesAndClassesWithoutStringsAlone() throws IOException {
    assertThat(body("int x; String s = \"short\";")).isEmpty();
    assertThat(body("String s = \"\\1\\2\\3\\4\\5\\6\\7abc\";")).isEmpty();
  }

  @Test
  void goesThroughSwitchesAndWideInstructions() throws IOException {
    StringBuilder many = new StringBuilder("void g(String s) {} void f(int x) {");
    for (int i = 0; i < 300; i++) {
      many.append("long l").append(i).append(" = x;");
    }
    many.append("l299++; x += 1000; switch (x) { case 1: case 2: case 3: g(\"tabled\"); }")
        .append("switch (x) { case 1: case 1000: case 100000: g(\"looked-up\"); }")
        .append("String wide = \"wide-value\"; g(wide); }");
    assertThat(body(many.toString(), "-g"))
        .isEqualTo("g(\"tabled\");\ng(\"looked-up\");\nwide = \"wide-value\";\n");
  }

  /** What is told about a class stays within a few times its size, whatever it repeats. */
  @Test
  void doesNotRepeatLongStrings() throws IOException {
    String longest = "x".repeat(60_000);
    StringBuilder calls =
        new StringBuilder("void g(String s, int i) {} static final String L = \"");
    calls.append(longest).append("\"; void f() {");
    for (int i = 0; i < 2_000; i++) {
      calls.append("g(L, ").append(i).append(");");
    }
    assertThat(body(calls.append('}').toString()).length()).isBetween(60_000, 250_000);
  }

  private static byte[] rich() throws IOException {
    return only(
        Compiler.compile(
            """
            class Leak {
              @interface V { String[] value(); }
              static final String A = "first-value";
              @V({"second-value", "third-value"}) String b = "fourth-value";
              String f(int x) {
                switch (x) { case 1: case 2: return "fifth-value" + x; default: }
                System.setProperty("sixth-value", "seventh-value");
                return b;
              }
            }
            """,
            "-g"));
  }

  @Test
  void saysSoIfTheConstantsAreCutOff() throws IOException {
    byte[] all = rich();
    String whole = text(all);
    int told = 0;
    for (int length = 10; length < all.length; length++) {
      try {
        String text = text(Arrays.copyOf(all, length));
        // The pool is there: each string is told, if without its name.
        for (String word : whole.split("[^a-z-]+", -1)) {
          boolean constant = word.matches("(first|fourth|sixth|seventh)-value");
          assertThat(!constant || text.contains(word)).as("%s in %d bytes", word, length).isTrue();
        }
        told++;
      } catch (ContentException e) {
        assertThat(told).isZero();
        assertThat(e.kind()).isEqualTo(Problem.Kind.TRUNCATED);
      }
    }
    assertThat(told).isGreaterThan(100);
  }

  @Test
  void standsAnyFlippedByte() throws IOException {
    byte[] all = rich();
    Random random = new Random(5);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] flipped = all.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(ClassText.of(flipped, 0, flipped.length).length)
            .isLessThan(8 * all.length + (1 << 17));
        read++;
      } catch (ContentException e) {
        assertThat(e.kind()).isIn(Problem.Kind.TRUNCATED, Problem.Kind.CORRUPT);
      }
    }
    assertThat(read).isGreaterThan(5_000);
  }

  /** As obfuscators write: members that make no sense behind constants that do. */
  @Test
  void fallsBackToThePoolAlone() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(61);
    out.writeShort(3);
    out.writeByte(1);
    out.writeUTF("hidden-value");
    out.writeByte(8);
    out.writeShort(1);
    for (int i = 0; i < 40; i++) {
      out.writeByte(0xFF);
    }
    assertThat(text(bytes.toByteArray())).isEqualTo("\"hidden-value\";\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20, 44})
  void leavesFatMachFilesAlone(int architectures) {
    byte[] head = {
      (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) architectures, 0, 0, 0, 0
    };
    assertThat(ClassText.recognises(head, 0, head.length)).isFalse();
    head[7] = 45;
    assertThat(ClassText.recognises(head, 0, head.length)).isTrue();
    head[4] = head[5] = (byte) 0xFF; // a preview version
    assertThat(ClassText.recognises(head, 0, head.length)).isTrue();
    assertThat(ClassText.recognises(head, 0, 9)).isFalse();
  }

  @Test
  void namesAnUnknownConstant() {
    byte[] bytes =
        Arrays.copyOf(
            new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 9, 2},
            40);
    assertThatThrownBy(() -> text(bytes))
        .isInstanceOfSatisfying(
            ContentException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.CORRUPT));
  }
}
