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

  private static String zeros(int count) {
    return "0".repeat(count);
  }

  static Stream<byte[]> pnpmSeeds() {
    return Stream.of(
        bytes("lockfileVersion: '9.0'\npackages:\n  a@1:\n    resolution: {integrity: x}\n"),
        bytes(
            "importers:\n  .:\n    dependencies:\n      a: link:../b\nsnapshots:\n  a@1(b@2): {}\n"));
  }

  @MethodSource("pnpmSeeds")
  @FuzzTest
  void pnpm(byte[] data) throws IOException {
    read("pnpm-lock.yaml", data);
  }

  static Stream<byte[]> yarnSeeds() {
    return Stream.of(
        bytes("a@^1, \"@b/c@npm:d@1\":\n  version \"1\"\n  resolved \"x#" + zeros(40) + "\"\n"),
        bytes(
            "__metadata:\n  version: 8\n\"a@npm:1\":\n  resolution: \"a@npm:1\"\n  checksum: 8/"
                + zeros(128)
                + "\n"));
  }

  @MethodSource("yarnSeeds")
  @FuzzTest
  void yarn(byte[] data) throws IOException {
    read("yarn.lock", data);
  }

  static Stream<byte[]> requirementsSeeds() {
    return Stream.of(
        bytes("a[b]==1 \\\n  --hash=md5:" + zeros(32) + "\n    # via\n    #   c\n"),
        bytes("./x-1.whl --hash=md5:" + zeros(32) + "\na @ https://h/p\n"));
  }

  @MethodSource("requirementsSeeds")
  @FuzzTest
  void requirements(byte[] data) throws IOException {
    read("requirements.txt", data);
  }

  static Stream<byte[]> pipfileSeeds() {
    return Stream.of(
        bytes(
            "{\"default\":{\"a\":{\"hashes\":[\"md5:" + zeros(32) + "\"],\"version\":\"==1\"}}}"));
  }

  @MethodSource("pipfileSeeds")
  @FuzzTest
  void pipfile(byte[] data) throws IOException {
    read("Pipfile.lock", data);
  }

  static Stream<byte[]> tomlSeeds() {
    return Stream.of(
        bytes(
            "[[package]]\nname = \"a\"\nversion='1'\n[package.x.\"y\"]\nz = {a=[1,2,],b.c=\"\\u0041\"}\n"),
        bytes(
            "[[package]]\nname=\"\"\"a\"\"\"\nfiles=[{file='a',hash='md5:" + zeros(32) + "'}]\n"));
  }

  @MethodSource("tomlSeeds")
  @FuzzTest
  void toml(byte[] data) throws IOException {
    for (String name :
        new String[] {"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Cargo.lock"}) {
      read(name, data);
    }
  }
}
