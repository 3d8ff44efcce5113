package dev.assay.ecosystem;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One Jazzer target a format ({@code @FuzzTest} has to be the last annotation). Ordinary builds run
 * the seeds; {@code JAZZER_FUZZ=1} with {@code -Dtest=LockfilesFuzzTest#npm} looks for more.
 */
class LockfilesFuzzTest {

  private static void read(String name, byte[] data) throws IOException {
    HeldText text = new HeldText();
    text.append(data, 0, data.length);
    LockfileReader.Output out =
        new LockfileReader.Output() {
          @Override
          public void pin(Pin pin) {
            if (Objects.requireNonNull(pin.region()).byteLength() == 0
                || !Digests.isHex(pin.digest(), pin.algorithm())) {
              throw new AssertionError(pin);
            }
          }

          @Override
          public void problem(Problem.Kind kind, int line, String what) {
            if (line < 1) {
              throw new AssertionError(line);
            }
          }
        };
    Objects.requireNonNull(LockfileReaders.of(name))
        .read(text, new Provenance.File("a/" + name), out);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<byte[]> npmSeeds() {
    String entry = "{\"resolved\":\"file:a.tgz\",\"integrity\":\"md5-AAAAAAAAAAAAAAAAAAAAAA==\"}";
    return Stream.of(
        bytes("{\"packages\":{\"node_modules/a\":" + entry + "}}"),
        bytes("{\"dependencies\":{\"a\":" + entry.replace("resolved", "version") + "}}"));
  }

  @MethodSource("npmSeeds")
  @FuzzTest
  void npm(byte[] data) throws IOException {
    read("package-lock.json", data);
  }

  static Stream<byte[]> checksumSeeds() {
    String digest = "0".repeat(32);
    return Stream.of(
        bytes("# x\n" + digest + "  a\n\\" + digest + " *b\\\\c\n"),
        bytes("MD5 (a b) = " + digest + "\r\n"));
  }

  @MethodSource("checksumSeeds")
  @FuzzTest
  void checksums(byte[] data) throws IOException {
    read("MD5SUMS", data);
  }
}
