package dev.assay.unpack.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PycTextTest {
  @TempDir private Path folder;

  private static String text(byte[] bytes) throws ContentException {
    assertThat(PycText.recognises(bytes, 0, bytes.length)).isTrue();
    return new String(PycText.of(bytes, 0, bytes.length), StandardCharsets.UTF_8);
  }

  /** With the numbers that these versions' own {@code dis} shows. */
  @ParameterizedTest
  @CsvSource({
    "306, 3379, 100, 90, 101, 95",
    "308, 3413, 100, 90, 101, 95",
    "311, 3495, 100, 90, 101, 95",
    "312, 3531, 100, 90, 101, 95",
    "313, 3571, 83, 114, 92, 108",
    "314, 3627, 82, 116, 93, 110",
  })
  void givesConstantsTheirNames(
      int version, int magic, int constant, int store, int load, int attribute)
      throws ContentException {
    PycFile.Function module =
        new PycFile.Function(
            "<module>",
            PycFile.code(constant, 0, store, 0, constant, 1, load, 1, attribute, 2, constant, 2),
            List.of("first-value", "second-value", "other-value"),
            List.of("API_KEY", "config", "password"),
            List.of());
    assertThat(text(PycFile.of(version, magic, module)))
        .isEqualTo(
            "API_KEY = \"first-value\"\nconfig.password = \"second-value\"\n\"other-value\"\n");
  }

  @Test
  void readsPythonTwo() throws ContentException {
    PycFile.Function module =
        new PycFile.Function(
            "<module>",
            PycFile.code(
                100, 0, 0, 90, 0, 0, 101, 1, 0, 100, 1, 0, 100, 2, 0, 100, 3, 0, 131, 1, 1, 1),
            List.of("first-value", "positional", "password", "named-value"),
            List.of("API_KEY", "connect"),
            List.of());
    assertThat(text(PycFile.of(207, 62_211, module)))
        .isEqualTo(
            "API_KEY = \"first-value\"\nconnect(\"positional\", password=\"named-value\")\n");
  }

  /** {@code connect("positional", password="named-value")} in a function, as 3.11 to 3.14 do it. */
  @ParameterizedTest
  @CsvSource({
    "311, 3495, '116 1 0 0 100 0 100 1 172 2 166 2 0 0 171 2 0 0 1 0'",
    "312, 3531, '116 1 0 0 100 0 100 1 172 2 171 2 0 0 1 0'",
    "313, 3571, '91 1 0 0 83 0 83 1 83 2 57 2 0 0 32 0'",
    "314, 3627, '92 1 0 0 82 0 82 1 82 2 55 2 0 0 31 0'",
  })
  void givesArgumentsTheirFunctionsAndNames(int version, int magic, String code)
      throws ContentException {
    int[] numbers = Arrays.stream(code.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    PycFile.Function function =
        new PycFile.Function(
            "start",
            PycFile.code(numbers),
            List.of("positional", "named-value", List.of("password")),
            List.of("connect"),
            List.of());
    PycFile.Function module =
        new PycFile.Function("<module>", new byte[0], List.of(function), List.of(), List.of());
    assertThat(text(PycFile.of(version, magic, module)))
        .isEqualTo("def start():\nconnect(\"positional\", password=\"named-value\")\n");
  }

  @Test
  void readsDictionaries() throws ContentException {
    PycFile.Function module =
        new PycFile.Function(
            "<module>",
            PycFile.code(100, 0, 100, 1, 100, 2, 156, 2, 1, 0, 100, 0, 101, 0, 100, 3, 60, 0),
            List.of("dict-value", "user-name", List.of("password", "user"), "DB_PASSWORD"),
            List.of("environ"),
            List.of());
    assertThat(text(PycFile.of(311, 3495, module)))
        .startsWith(
            """
            {"password": "dict-value", "user": "user-name"}
            environ["DB_PASSWORD"] = "dict-value"
            """);
  }

  /** Of versions whose instructions aren't known at least the strings are told. */
  @ParameterizedTest
  @CsvSource({"300, 3131", "302, 3180", "303, 3230", "304, 3310", "305, 3350", "315, 3650"})
  void tellsStringsOfOtherVersions(int version, int magic) throws ContentException {
    PycFile.Function module =
        new PycFile.Function(
            "<module>", PycFile.code(100, 0, 90, 0), List.of("ünï-value"), List.of("A"), List.of());
    assertThat(text(PycFile.of(version, magic, module))).isEqualTo("\"ünï-value\"\n");
  }

  private static byte[] rich() {
    return PycFile.of(
        313,
        3571,
        new PycFile.Function(
            "<module>",
            PycFile.code(
                83, 0, 114, 0, 91, 1, 0, 0, 83, 0, 83, 1, 83, 2, 57, 2, 83, 0, 83, 1, 83, 2, 46, 2,
                83, 0, 83, 1, 48, 1, 111, 0x10, 71, 1, 83, 1),
            List.of(
                "first-value",
                "second-value",
                List.of("third-value", "fourth-value"),
                new PycFile.Function(
                    "f", PycFile.code(83, 0), List.of("fifth-value"), List.of(), List.of("x"))),
            List.of("name"),
            List.of("local", "other")));
  }

  @Test
  void saysSoWhenItIsTruncated() {
    byte[] all = rich();
    for (int length = 17; length < all.length; length++) {
      byte[] cut = Arrays.copyOf(all, length);
      assertThatThrownBy(() -> text(cut))
          .as("cut to %d bytes", length)
          .isInstanceOfSatisfying(
              ContentException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.TRUNCATED));
    }
  }

  @Test
  void standsAnyFlippedByte() {
    byte[] all = rich();
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] flipped = all.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        flipped[17 + random.nextInt(flipped.length - 17)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(PycText.of(flipped, 0, flipped.length).length).isLessThan(1 << 18);
        read++;
      } catch (ContentException e) {
        assertThat(e.kind()).isIn(Problem.Kind.TRUNCATED, Problem.Kind.CORRUPT);
      }
    }
    assertThat(read).isGreaterThan(2_000);
  }

  /** Tuples that hold the same tuple twice, again and again: 2^100 of the innermost. */
  @Test
  void followsSharedValuesOnce() throws ContentException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head =
        PycFile.of(
            313, 3571, new PycFile.Function("m", new byte[0], List.of(), List.of(), List.of()));
    // Up to the code's bytes; then tuples for the constants.
    out.write(head, 0, 16 + 1 + 20 + 5);
    for (int i = 0; i < 100; i++) {
      out.writeBytes(new byte[] {(byte) (')' | 0x80), 2});
    }
    out.writeBytes(new byte[] {'z', 6, 'v', 'a', 'l', 'u', 'e', 's'});
    for (int i = 100; i > 0; i--) {
      out.writeBytes(new byte[] {'r', (byte) (i == 100 ? 0 : i + 1), 0, 0, 0});
    }
    out.write(head, 16 + 1 + 20 + 5 + 2, head.length - (16 + 1 + 20 + 5 + 2));
    assertThat(text(out.toByteArray())).isEqualTo("\"values\"\n");
  }

  @Test
  void boundsNestingAndNumbers() {
    byte[] deep =
        Arrays.copyOf(
            PycFile.of(
                313, 3571, new PycFile.Function("m", new byte[0], List.of(), List.of(), List.of())),
            3_000);
    Arrays.fill(deep, 37, deep.length, (byte) '(');
    for (int i = 38; i < deep.length; i += 5) {
      deep[i] = 1;
      Arrays.fill(deep, i + 1, Math.min(deep.length, i + 4), (byte) 0);
    }
    assertThatThrownBy(() -> text(deep)).hasMessageContaining("nested too deeply");
    byte[] many = Arrays.copyOf(deep, 3_000_000);
    Arrays.fill(many, 37, many.length, (byte) ')');
    for (int i = 38; i < many.length; i += 2) {
      many[i] = 0;
    }
    many[37] = '(';
    many[38] = many[39] = many[40] = 0;
    many[40] = 0x10;
    assertThatThrownBy(() -> text(many)).isInstanceOf(ContentException.class);
  }

  /** What the interpreter of this machine makes of source. */
  @Test
  void readsWhatPythonCompiles() throws IOException, InterruptedException {
    assumeTrue(python("--version") == 0, "no python3 here");
    Path source = folder.resolve("leak.py");
    Files.writeString(
        source,
        """
        '''the docstring'''
        API_KEY = 'first-value'
        class Config:
            token = 'second-value'
            def start(self, given='default-value'):
                self.password = 'third-value'
                local = 'fourth-value'
                connect('host-name', password='fifth-value')
                self.client.login('user-name', 'sixth-value')
                os.environ['DB_PASSWORD'] = 'seventh-value'
                return {'password': 'eighth-value', 'user': local}
        """);
    assertThat(python("-m", "compileall", "-q", folder.toString())).isZero();
    try (var files = Files.list(folder.resolve("__pycache__"))) {
      assertThat(text(Files.readAllBytes(files.findFirst().orElseThrow())))
          .contains(
              "\nAPI_KEY = \"first-value\"\n",
              "\ntoken = \"second-value\"\n",
              "\ngiven = \"default-value\"\n",
              "\nself.password = \"third-value\"\n",
              "\nlocal = \"fourth-value\"\n",
              "\nconnect(\"host-name\", password=\"fifth-value\")\n",
              "\nlogin(\"user-name\", \"sixth-value\")\n",
              "\nenviron[\"DB_PASSWORD\"] = \"seventh-value\"\n",
              "{\"password\": \"eighth-value\", \"user\": local}\n",
              "\"the docstring\"\n");
    }
  }

  private static int python(String... arguments) throws InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void isNotMistakenForAnythingElse() {
    byte[] text = "Hey\r\nthis is no compiled file at all".getBytes(StandardCharsets.UTF_8);
    assertThat(PycText.recognises(text, 0, text.length)).isFalse();
    byte[] head = Arrays.copyOf(rich(), 40);
    assertThat(PycText.recognises(head, 0, 16)).isFalse();
    head[16] = 'd';
    assertThat(PycText.recognises(head, 0, head.length)).isFalse();
  }
}
