package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Unpackers;
import dev.assay.unpack.code.Compiler;
import dev.assay.unpack.code.ElfFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
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

  @Test
  void tellsLiteralsOfProgramsApart() throws IOException {
    // Letters before and after it: the token's own rules would not see its ends.
    String token = TokenDetector.token(6);
    Files.write(folder.resolve("Leak"), ElfFile.of("lea", "before", token, "behind"));
    assertThat(ends(scan())).containsExactly("Leak!/[strings]:2:1");
  }

  @Test
  void readsUtf16InWindowsPrograms() throws IOException {
    byte[] wide = TokenDetector.token(7).getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("Leak.exe"), ElfFile.windows(wide));
    assertThat(ends(scan())).containsExactly("Leak.exe!/[UTF-16 strings]:1:1");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("inner.txt"));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] two) {
    byte[] all = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    return all;
  }

  @Test
  void opensWhatStandsBehindProgramsAndScripts() throws IOException {
    byte[] elf = ElfFile.of("lea", "first-literal");
    byte[] script = "#!/bin/sh\nexec something\n".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("Leak1"), join(elf, gzip(TokenDetector.token(8))));
    Files.write(folder.resolve("Leak2.run"), join(script, gzip(TokenDetector.token(9))));
    Files.write(folder.resolve("Leak3"), join(elf, zip(TokenDetector.token(10))));
    Files.write(folder.resolve("Leak4.run"), join(script, zip(TokenDetector.token(11))));
    Files.write(
        folder.resolve("Leak5.class"),
        join(leak("other-value"), zip("x".repeat(50) + TokenDetector.token(12))));
    Files.write(
        folder.resolve("Leak6.exe"),
        join(ElfFile.windows(new byte[64]), gzip(TokenDetector.token(13))));
    ScanResult result = scan();
    assertThat(result.problems()).isEmpty();
    String at = "!/[archive behind it at byte ";
    List<String> ends =
        ends(result).stream().map(end -> end.replaceAll("byte \\d+", "byte ")).toList();
    assertThat(ends.stream().filter(end -> end.contains("!/")))
        .contains(
            "Leak1" + at + "]!/[unpacked]:1:1",
            "Leak2.run" + at + "]!/[unpacked]:1:1",
            "Leak3!/inner.txt:1:1",
            "Leak4.run!/inner.txt:1:1",
            "Leak5.class!/inner.txt:1:51",
            "Leak6.exe" + at + "]!/[unpacked]:1:1")
        .doesNotHaveDuplicates();
  }

  @Test
  void saysNothingOfPlainScripts() throws IOException {
    Files.writeString(folder.resolve("Leak.sh"), "#!/bin/sh\nPK=1\nBZh=2\n");
    ScanResult result = scan();
    assertThat(result.problems()).isEmpty();
    assertThat(result.coverage().counts()).doesNotContainKey(Coverage.Unit.ENTRIES);
  }
}
