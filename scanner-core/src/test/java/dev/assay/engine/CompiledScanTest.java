package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Unpackers;
import dev.assay.unpack.code.Compiler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled files: their own bytes, and what is gathered from them. */
class CompiledScanTest {
  @TempDir private Path folder;

  private ScanResult scan() {
    return Scans.scanner(Unpackers.all(), List.of())
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            Scans.config(1),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static byte[] leak(String... tokens) throws IOException {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < tokens.length; i++) {
      fields.append("String f").append(i).append(" = \"").append(tokens[i]).append("\";");
    }
    Map<String, byte[]> classes = Compiler.compile("class Leak {" + fields + "}");
    return classes.get("Leak");
  }

  private static List<String> ends(ScanResult result) {
    return Scans.places(result).stream()
        .map(place -> place.substring(place.lastIndexOf("Leak")))
        .toList();
  }

  @Test
  void tellsASecretOnceWithItsName() throws IOException {
    Files.write(folder.resolve("Leak.class"), leak(TokenDetector.token(1), TokenDetector.token(2)));
    ScanResult result = scan();
    assertThat(ends(result))
        .containsExactly("Leak.class!/[constants]:1:7", "Leak.class!/[constants]:2:7");
    assertThat(result.problems()).isEmpty();
    assertThat(result.coverage().counts()).doesNotContainKey(Coverage.Unit.ENTRIES);
  }

  /** A name that a class has is no string: its bytes tell it. */
  @Test
  void stillScansTheBytes() throws IOException {
    String token = TokenDetector.token(3);
    Files.write(
        folder.resolve("Leak.class"),
        Compiler.compile("class Leak { int " + token + "; String s = \"other-value\"; }")
            .get("Leak"));
    assertThat(ends(scan())).singleElement().asString().startsWith("Leak.class:");
  }

  @Test
  void readsClassesInArchives() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("Leak.jar"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x/Leak.class"));
      zip.write(leak(TokenDetector.token(4)));
    }
    ScanResult result = scan();
    assertThat(Scans.places(result))
        .singleElement()
        .asString()
        .endsWith("Leak.jar!/x/Leak.class!/[constants]:1:7");
    assertThat(result.coverage().counts()).containsEntry(Coverage.Unit.ENTRIES, 1L);
  }

  @Test
  void saysSoIfConstantsCantBeRead() throws IOException {
    byte[] all = leak(TokenDetector.token(5));
    Files.write(folder.resolve("Leak.class"), Arrays.copyOf(all, 60));
    assertThat(scan().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TRUNCATED));
  }
}
