package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.BudgetMeter;
import dev.assay.unpack.Unpacker;
import dev.assay.unpack.Unpackers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that several threads open, and those that are looked at in two ways. */
class LargeContainerTest {
  @TempDir private Path folder;

  private static ScanResult scan(Path file, int threads, Budget budget, List<Unpacker> unpackers) {
    return Scans.scanner(unpackers, List.of())
        .scan(
            List.of(new ScanTarget.Tree(file.toString())),
            Scans.config(threads, budget, false, List.of()),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static byte[] noise(int length, long seed) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private Path zip(String name, int entries, int size, boolean zeros) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
        zip.write(zeros ? new byte[size] : noise(size, i));
        zip.write(("\n" + TokenDetector.token(i) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @Test
  void comesToTheSameWithAnyNumberOfThreads() throws IOException {
    Path file = zip("app.jar", 400, 9_000, false);
    // Encrypted, as the directory says of all: more than are told one by one.
    byte[] bytes = Files.readAllBytes(file);
    int marked = 0;
    for (int i = bytes.length - 4; i > 0 && marked < 150; i--) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        bytes[i + 8] |= 1;
        marked++;
      }
    }
    Files.write(file, bytes);

    ScanResult one = scan(file, 1, Budget.DEFAULT, Unpackers.all());
    ScanResult four = scan(file, 4, Budget.DEFAULT, Unpackers.all());

    assertThat(one.findings()).hasSize(250);
    assertThat(four.findings()).isEqualTo(one.findings());
    assertThat(one.problems()).hasSizeGreaterThan(100);
    assertThat(four.problems()).isEqualTo(one.problems());
    assertThat(four.coverage()).isEqualTo(one.coverage());
  }

  /** Many entries of which none alone is out of proportion. */
  @Test
  void endsWithTheRatioThatEntriesClaim() throws IOException {
    Path file = zip("bomb.zip", 60, 32 << 20, true);
    assertThat(Files.size(file)).isGreaterThan(1 << 20);
    for (int threads : new int[] {1, 4}) {
      ScanResult result = scan(file, threads, Budget.DEFAULT, Unpackers.all());
      assertThat(result.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.RATIO);
      assertThat(result.coverage().of(Coverage.Unit.ENTRIES)).isLessThan(20);
    }
  }

  @Test
  void opensAZipBehindAnything() throws IOException {
    for (int size : new int[] {100, 9 << 20}) {
      byte[] zip = Files.readAllBytes(zip("in.zip", 2, 50, false));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(noise(size, 3));
      out.writeBytes((" " + TokenDetector.token(7) + " ").getBytes(StandardCharsets.UTF_8));
      out.write(zip);
      Path file = Files.write(folder.resolve("setup.bin"), out.toByteArray());

      ScanResult result = scan(file, 1, Budget.DEFAULT, Unpackers.all());

      assertThat(result.problems()).isEmpty();
      assertThat(result.findings())
          .extracting(each -> each.location().provenance().path())
          .containsExactly("setup.bin", "setup.bin!/e0", "setup.bin!/e1");
    }
  }

  @Test
  void takesNoTextForAZip() throws IOException {
    Path file =
        Files.write(
            folder.resolve("notes"),
            ("about PK\5\6" + "\0".repeat(18)).getBytes(StandardCharsets.ISO_8859_1));
    ScanResult result = scan(file, 1, Budget.DEFAULT, Unpackers.all());
    assertThat(result.problems()).isEmpty();
    assertThat(result.coverage().of(Coverage.Unit.ENTRIES)).isZero();
  }

  @Test
  void leavesTheNameOfACompressedLayerOut() throws IOException {
    Path inner = zip("in.zip", 1, 50, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(Files.readAllBytes(inner));
    }
    Path file = Files.write(folder.resolve("a.zip.gz"), out.toByteArray());
    assertThat(Scans.places(scan(file, 1, Budget.DEFAULT, Unpackers.all())))
        .singleElement()
        .asString()
        .startsWith("a.zip.gz!/e0:");
  }

  /** Its own bytes count, and one entry that says how many there are. */
  private static final class LabelledUnpacker implements Unpacker {
    @Override
    public String format() {
      return "labelled";
    }

    @Override
    public boolean recognises(ByteSlice head) {
      return head.length() > 4 && head.array()[head.offset()] == '@';
    }

    @Override
    public boolean keepsBytes() {
      return true;
    }

    @Override
    public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
      long count = 0;
      try (InputStream in = container.open()) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          count += read;
        }
      }
      sink.accept(
          new dev.assay.model.BytesContent(
              new Provenance.Entry(container.provenance(), "label" + count),
              (TokenDetector.token(9) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** In a file, and in an entry that can be read only once. */
  @Test
  void looksAtAFileAndAtWhatIsInIt() throws IOException {
    for (int size : new int[] {1_000, 6 << 20, 20 << 20}) {
      byte[] labelled = new byte[size];
      labelled[0] = '@';
      byte[] token = (" " + TokenDetector.token(1) + " ").getBytes(StandardCharsets.UTF_8);
      System.arraycopy(token, 0, labelled, size - token.length, token.length);
      Path plain = Files.write(folder.resolve("plain"), labelled);
      Path packed = folder.resolve("packed.gz");
      try (OutputStream out = Files.newOutputStream(packed);
          GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(labelled);
      }
      List<Unpacker> unpackers = new ArrayList<>(Unpackers.all());
      unpackers.add(new LabelledUnpacker());
      Budget budget = new Budget(16, 1_000, 1L << 30, 2_000, null);
      for (Path file : List.of(plain, packed)) {
        ScanResult result = scan(file, 2, budget, unpackers);
        assertThat(result.problems()).as("%s of %d", file, size).isEmpty();
        List<String> paths = new ArrayList<>();
        for (Finding finding : result.findings()) {
          paths.add(finding.location().provenance().path());
        }
        String place = file == plain ? "plain" : "packed.gz!/packed";
        String within = file == plain ? "plain" : "packed.gz";
        assertThat(paths).containsExactlyInAnyOrder(place, within + "!/label" + size);
      }
    }
  }
}
