package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.model.Budget;
import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.BudgetMeter;
import dev.assay.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to one content: windows, encodings, containers, faults. */
class ContentScanTest {
  @TempDir private Path folder;

  private static ScanResult input(byte[] bytes, List<Unpacker> unpackers, Detector... more) {
    return input(new ByteArrayInputStream(bytes), Scans.config(1), unpackers, more);
  }

  private static ScanResult input(
      InputStream in,
      dev.assay.config.ScanConfig config,
      List<Unpacker> unpackers,
      Detector... more) {
    Host host = new Host(() -> in, Map.of(), (where, fault) -> {});
    return Scans.scanner(host, unpackers, List.of(more))
        .scan(List.of(new ScanTarget.StandardInput()), config, Scans.NO_RULES, Progress.NONE);
  }

  private ScanResult file(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x"), bytes);
    return Scans.tree(file, Scans.config(1));
  }

  private static void assertRegionsHold(ScanResult result, byte[] bytes, Charset charset) {
    for (Finding finding : result.findings()) {
      Region region = finding.location().region();
      assertThat(region).isNotNull();
      String told =
          new String(bytes, (int) region.byteOffset(), (int) region.byteLength(), charset);
      assertThat(told).matches("tok_\\w{8}");
    }
  }

  @Test
  void findsTokensAtEveryEdgeOfWindows() throws IOException {
    int own = WindowReader.OWN;
    byte[] bytes = new byte[2 * own + own / 2];
    Arrays.fill(bytes, (byte) ' ');
    for (int i = 99; i < bytes.length; i += 100) {
      bytes[i] = '\n';
    }
    List<Integer> places = new ArrayList<>();
    for (int edge = own - 65536; edge < bytes.length; edge += own / 2) {
      for (int delta = -40; delta <= 40; delta += 13) {
        places.add(edge + delta);
      }
    }
    places.add(0);
    places.add(bytes.length - TokenDetector.LENGTH);
    int number = 0;
    for (int place : places) {
      byte[] token = TokenDetector.token(number++).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(token, 0, bytes, place, token.length);
    }

    ScanResult result = file(bytes);

    assertThat(result.findings()).hasSameSizeAs(places);
    assertRegionsHold(result, bytes, StandardCharsets.UTF_8);
    assertThat(Scans.places(input(bytes, List.of())))
        .isEqualTo(Scans.places(result).stream().map(place -> place.replace("x:", "-:")).toList());
  }

  @Test
  void countsColumnsOfALineOf50MegaBytes() throws IOException {
    Path file = folder.resolve("one-line.js");
    byte[] filler = "var é=1;".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < 44; i++) {
        out.write(filler);
      }
      out.write(TokenDetector.token(1).getBytes(StandardCharsets.UTF_8));
      out.write(filler);
    }

    ScanResult result = Scans.tree(file, Scans.config(1));

    assertThat(Files.size(file)).isGreaterThan(50 << 20);
    assertThat(Scans.places(result)).containsExactly("one-line.js:1:" + (44 * 8 * (1 << 17) + 1));
  }

  @Test
  void readsFilesLargerThanAnArray() throws IOException {
    Path file = folder.resolve("huge.bin");
    long at = (2L << 30) + 12345;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(at);
      sparse.write(TokenDetector.token(1).getBytes(StandardCharsets.UTF_8));
      sparse.setLength(at + 100);
    }

    ScanResult result = Scans.tree(file, Scans.config(1));

    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).location().region())
        .isEqualTo(new Region(1, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, at, 12));
    assertThat(result.coverage().of(Coverage.Unit.BYTES)).isEqualTo(at + 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
  void findsTokensInEachEncoding(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String text = "first línea\r\nkéy = " + TokenDetector.token(7) + " tail\r\n";
    List<String> marks = name.startsWith("UTF") ? List.of("\uFEFF", "") : List.of("");
    for (String mark : marks) {
      if (mark.isEmpty() && name.startsWith("UTF-32")) {
        continue; // without a mark it is not known, and nobody writes it
      }
      byte[] bytes = (mark + text).getBytes(charset);

      ScanResult result = file(bytes);

      assertThat(Scans.places(result)).as(name + mark).containsExactly("x:2:7");
      assertRegionsHold(result, bytes, charset);
    }
  }

  @Test
  void findsTokensInLargeWideText() throws IOException {
    String line = "línea 日本 😀 ".repeat(10) + "\n";
    String text =
        line.repeat(60_000)
            + TokenDetector.token(1)
            + "\n"
            + line.repeat(40_000)
            + TokenDetector.token(2);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    byte[] marked = new byte[bytes.length + 2];
    marked[0] = (byte) 0xFF;
    marked[1] = (byte) 0xFE;
    System.arraycopy(bytes, 0, marked, 2, bytes.length);
    assertThat(bytes.length).isGreaterThan(20_000_000);

    ScanResult result = file(marked);

    assertThat(Scans.places(result)).containsExactly("x:60001:1", "x:100002:1");
    assertRegionsHold(result, marked, StandardCharsets.UTF_16LE);
    assertThat(Scans.places(input(marked, List.of()))).containsExactly("-:60001:1", "-:100002:1");
  }

  @Test
  void scansAsBytesWhatOnlyBeginsAsWideText() throws IOException {
    byte[] wide = "PS> echo one\r\n".repeat(100).getBytes(StandardCharsets.UTF_16LE);
    byte[] plain = ("appended " + TokenDetector.token(3)).getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(wide, wide.length + plain.length);
    System.arraycopy(plain, 0, both, wide.length, plain.length);

    ScanResult result = file(both);

    assertThat(result.findings()).hasSize(1);
    assertRegionsHold(result, both, StandardCharsets.UTF_8);
  }

  @Test
  void scansBinaryFiles() throws IOException {
    byte[] bytes = new byte[10_000];
    System.arraycopy(TokenDetector.token(1).getBytes(StandardCharsets.UTF_8), 0, bytes, 5000, 12);

    assertThat(Scans.places(file(bytes))).containsExactly("x:1:5001");
  }

  /** {@code BOX!} and then entries, each a length byte and that many bytes; nests. */
  private static final class BoxUnpacker implements Unpacker {
    @Override
    public String format() {
      return "box";
    }

    @Override
    public boolean recognises(ByteSlice head) {
      return head.length() >= 4
          && new String(head.array(), head.offset(), 4, StandardCharsets.ISO_8859_1).equals("BOX!");
    }

    @Override
    public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
      try (InputStream in = container.open()) {
        in.skipNBytes(4);
        int number = 0;
        for (int length = in.read(); length >= 0; length = in.read()) {
          byte[] entry = in.readNBytes(length);
          if (entry.length < length) {
            throw new IOException("the last entry is cut");
          }
          sink.accept(
              new BytesContent(
                  new Provenance.Entry(container.provenance(), "e" + number++), entry));
        }
      }
    }
  }

  private static byte[] box(byte[]... entries) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.writeBytes("BOX!".getBytes(StandardCharsets.UTF_8));
    for (byte[] entry : entries) {
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void scansWhatIsInContainersOfContainers() {
    byte[] inner = box(utf8("a\n" + TokenDetector.token(1)), utf8("clean"));
    byte[] outer = box(utf8(TokenDetector.token(2)), inner);

    ScanResult result = input(outer, List.of(new BoxUnpacker()));

    assertThat(Scans.places(result)).containsExactly("-!/e0:1:1", "-!/e1!/e0:2:1");
    assertThat(result.coverage().of(Coverage.Unit.ENTRIES)).isEqualTo(4);
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void scansTheBytesOfABrokenContainer() {
    byte[] whole = box(utf8("clean"), utf8("x " + TokenDetector.token(1)));

    ScanResult result = input(Arrays.copyOf(whole, whole.length - 1), List.of(new BoxUnpacker()));
    ScanResult cutAfter = input(box(utf8("x"), new byte[0]), List.of(new BoxUnpacker()));

    assertThat(cutAfter.problems()).isEmpty();
    assertThat(result.problems())
        .containsExactly(
            new Problem(
                Problem.Kind.CORRUPT,
                "-",
                "it begins like box and can't be unpacked (the last entry is cut); its raw bytes"
                    + " were scanned instead"));
    ScanResult padded =
        input(
            (new String(whole, StandardCharsets.UTF_8) + "\u0014 ")
                .getBytes(StandardCharsets.UTF_8),
            List.of(new BoxUnpacker()));
    assertThat(Scans.places(padded)).containsExactly("-:1:14", "-!/e1:1:3");
  }

  @Test
  void opensContainersOnlySoDeep() {
    byte[] content = utf8(TokenDetector.token(1));
    for (int i = 0; i < 4; i++) {
      content = box(content);
    }
    Budget budget = new Budget(2, 100, 1 << 20, 100, null);

    ScanResult result =
        input(
            new ByteArrayInputStream(content),
            Scans.config(1, budget, false, List.of()),
            List.of(new BoxUnpacker()));

    assertThat(result.problems())
        .containsExactly(
            new Problem(
                Problem.Kind.TOO_DEEP,
                "-!/e0!/e0",
                "it is box inside 2 other containers, and no more are opened; raise --max-depth"));
    assertThat(Scans.places(result)).containsExactly("-!/e0!/e0:1:11");
  }

  private static Detector failing(String path, java.util.function.Supplier<Throwable> fault) {
    return () ->
        (content, out) -> {
          if (content.provenance().path().endsWith(path)) {
            sneak(fault.get());
          }
          return Detector.Pass.NONE;
        };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable fault) throws T {
    throw (T) fault;
  }

  @Test
  void goesOnAfterAFaultOfADetector() {
    byte[] bytes = box(utf8(TokenDetector.token(1)), utf8(TokenDetector.token(2)));

    for (Throwable fault :
        List.of(
            new IllegalStateException("holds content"),
            new StackOverflowError(),
            new OutOfMemoryError("no"))) {
      ScanResult result = input(bytes, List.of(new BoxUnpacker()), failing("e0", () -> fault));

      assertThat(result.findings()).hasSize(2);
      assertThat(result.problems()).hasSize(1);
      Problem problem = result.problems().get(0);
      assertThat(problem.kind()).isEqualTo(Problem.Kind.INTERNAL);
      assertThat(problem.path()).isEqualTo("-!/e0");
      assertThat(problem.detail())
          .contains(fault.getClass().getName(), "dev.assay.engine.ContentScanTest")
          .doesNotContain("holds content");
    }
  }

  @Test
  void countsWhatWasReadBeforeAFault() {
    byte[] bytes = utf8("a\n" + TokenDetector.token(1));
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == bytes.length) {
              throw new IOException("the disk is gone");
            }
            return bytes[at++];
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };

    ScanResult result = input(failing, Scans.config(1), List.of());

    assertThat(Scans.places(result)).containsExactly("-:2:1");
    assertThat(result.problems())
        .containsExactly(
            new Problem(Problem.Kind.UNREADABLE, "-", "reading it failed: the disk is gone"));
  }

  @Test
  void stopsWhenTimeIsUp() throws IOException {
    for (int i = 0; i < 200; i++) {
      Files.writeString(folder.resolve("f" + i), TokenDetector.token(i));
    }
    Budget budget = new Budget(16, 100, 1 << 20, 100, Duration.ZERO);

    ScanResult result = Scans.tree(folder, Scans.config(2, budget, false, List.of()));

    assertThat(result.findings()).isEmpty();
    assertThat(result.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.TIMEOUT);
    assertThat(result.complete()).isFalse();
  }
}
