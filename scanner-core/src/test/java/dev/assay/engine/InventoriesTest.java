package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.config.ScanConfig;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Budget;
import dev.assay.model.Problem;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Packers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoriesTest {
  @TempDir private Path folder;

  private static Run run(ScanConfig config, Host host) {
    RuleChoice none = new RuleChoice(Scans.NO_RULES, null);
    return new Run(
        Preparation.now(
            () ->
                new Preparation.Ready(
                    none,
                    new Parts(List.of(), List.of(), List.of()),
                    new Placement(Scans.NO_RULES, config),
                    Allowing.comments())),
        config,
        host,
        Progress.NONE);
  }

  private Inventories.Seen see(Path path) {
    return Inventories.of(
        new ScanTarget.Tree(path.toString()),
        run(Scans.config(3, Budget.DEFAULT, true, List.of()), Host.NONE));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void tellsEachFileOfAFolderOnce() throws IOException {
    Files.createDirectories(folder.resolve("a/lib"));
    Map<String, byte[]> files =
        Map.of(
            "lib/x.js", utf8("one\r\ntwo\rthree\r\n\r\r\nfour\r"),
            "wide.txt", "wide text, not wanted twice".getBytes(StandardCharsets.UTF_16),
            "empty", new byte[0],
            "noise.bin", noise(9 << 20));
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      Files.write(folder.resolve("a").resolve(each.getKey()), each.getValue());
    }

    Inventories.Seen seen = see(folder.resolve("a"));

    assertThat(seen.problems()).isEmpty();
    String prefix = seen.inventory().folder();
    assertThat(prefix).endsWith("a/");
    assertThat(seen.inventory().files()).hasSize(4);
    for (ArtifactFile file : seen.inventory().files()) {
      String path = file.place().path();
      assertThat(path).startsWith(prefix);
      byte[] bytes = files.get(path.substring(prefix.length()));
      assertThat(file.sha256()).as(path).isEqualTo(sha256(bytes));
      assertThat(file.size()).isEqualTo(bytes.length);
      if (path.endsWith("x.js")) {
        assertThat(file.textSha256()).isEqualTo(sha256(utf8("one\ntwo\rthree\n\r\nfour\r")));
      } else {
        assertThat(file.textSha256()).isEqualTo(file.sha256());
      }
    }
  }

  /** Across the edges of windows, wherever a CR stands. */
  @Test
  void readsLinesOfLargeTextsAsTheyAre() throws IOException {
    Random random = new Random(5);
    byte[] text = new byte[(13 << 20) + 5];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) "ab\r\n".charAt(random.nextInt(4));
    }
    Path file = Files.write(folder.resolve("large.txt"), text);

    ArtifactFile seen = see(file).inventory().files().get(0);

    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
        plain.write(text[i]);
      }
    }
    assertThat(seen.sha256()).isEqualTo(sha256(text));
    assertThat(seen.textSha256()).isEqualTo(sha256(plain.toByteArray()));
  }

  /** A container's own bytes too, also where they come only once; a layer is nobody's file. */
  @Test
  void tellsContainersAndWhatIsInThem() throws IOException {
    byte[] inner = zip("deep.txt", noise(7 << 20));
    byte[] outer = Packers.all().get("npm.tgz").pack("lib/inner.jar", inner);
    Path file = Files.write(folder.resolve("a.tgz"), outer);
    Inventories.Seen input =
        Inventories.of(
            new ScanTarget.StandardInput(),
            run(Scans.config(1), new Host(() -> open(file), Map.of(), Host.NONE.faults())));
    check(see(file), file.toString(), outer, inner);
    check(input, "-", outer, inner);
  }

  private static void check(Inventories.Seen seen, String name, byte[] outer, byte[] inner) {
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.inventory().folder()).isNull();
    assertThat(seen.inventory().files())
        .extracting(each -> each.place().path(), ArtifactFile::kind, ArtifactFile::sha256)
        .containsExactly(
            tuple(name, "gzip", sha256(outer)),
            tuple(name + "!/package/lib/inner.jar", "jar", sha256(inner)),
            tuple(name + "!/package/lib/inner.jar!/deep.txt", "binary", sha256(noise(7 << 20))));
  }

  @Test
  void tellsWhatItCouldNotSee() throws IOException {
    Path file = folder.resolve("a.tgz");
    for (int length : new int[] {1 << 20, 9 << 20}) { // below and above what is read at once
      byte[] broken = Packers.all().get("npm.tgz").pack("a.txt", noise(length));
      Files.write(file, java.util.Arrays.copyOf(broken, broken.length - 5_000));
      Inventories.Seen seen = see(file);
      assertThat(seen.problems()).extracting(Problem::kind).contains(Problem.Kind.TRUNCATED);
      // What was seen of a file is not the file.
      assertThat(seen.inventory().files())
          .extracting(each -> each.place().path())
          .containsExactly(file.toString());
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }

  private static byte[] zip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
