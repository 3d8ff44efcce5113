package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Packers;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same secret in each kind of container, and in a container of a container of … */
class EveryContainerTest {
  @TempDir private Path folder;

  private ScanResult scan(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return Scans.scanner(Unpackers.all(), List.of())
        .scan(
            List.of(new ScanTarget.Tree(file.toString())),
            Scans.config(2, Budget.DEFAULT, false, List.of()),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static byte[] secret() {
    String text = "first line\nkey = " + TokenDetector.token(1) + "\nlast line\n";
    return text.repeat(1).getBytes(StandardCharsets.UTF_8);
  }

  static Stream<String> kinds() {
    return Packers.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void findsTheSecret(String kind) throws IOException {
    ScanResult result = scan(kind, Packers.all().get(kind).pack("config.txt", secret()));
    assertThat(result.problems()).isEmpty();
    assertThat(Scans.places(result))
        .singleElement()
        .asString()
        .startsWith(kind + "!/")
        .matches(".*:[23]:7");
  }

  /** Six different formats, a name each. */
  @Test
  void findsItSixLevelsDeep() throws IOException {
    Map<String, Packers.Packer> all = Packers.all();
    byte[] bytes = secret();
    String name = "config.txt";
    for (String kind : List.of("a.jar", "a.deb", "a.tar.zst", "files.rpm", "a.tar.xz", "npm.tgz")) {
      bytes = all.get(kind).pack(name, bytes);
      name = kind;
    }
    ScanResult result = scan(name, bytes);
    assertThat(result.problems()).isEmpty();
    assertThat(Scans.places(result))
        .containsExactly(
            "npm.tgz!/package/a.tar.xz!/files.rpm!/a.tar.zst!/a.deb!/data.tar.xz!/a.jar!/config.txt:2:7");
  }
}
