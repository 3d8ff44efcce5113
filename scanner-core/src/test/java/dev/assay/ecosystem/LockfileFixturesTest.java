package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.assay.model.LockedPackage;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SuppressForbidden;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every reader over {@code fixtures/<format>/<case>/input/} and compares what it finds with
 * {@code expected.json} beside it. A new case needs no code: without an expected file one is
 * written, and the test fails once; {@code -Dassay.record=true} writes them all anew. Input files
 * have a {@code _} behind their names, so that a scan of this project takes none for a lockfile of
 * its own.
 */
class LockfileFixturesTest {

  private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
  private static final boolean RECORD = Boolean.getBoolean("assay.record");

  static Stream<Path> cases() throws IOException {
    List<Path> cases = new ArrayList<>();
    for (LockfileReader reader : LockfileReaders.all()) {
      cases.addAll(children(FIXTURES.resolve(reader.format())));
    }
    return cases.stream();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static List<Path> inputs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("input"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The name that an input file would have elsewhere. */
  private static String name(Path folder, Path input) {
    String name = folder.resolve("input").relativize(input).toString().replace('\\', '/');
    assertThat(name).endsWith("_");
    return name.substring(0, name.length() - 1);
  }

  private static LockfileReader readerOf(String name) {
    return Objects.requireNonNull(
        LockfileReaders.of(name.substring(name.lastIndexOf('/') + 1)), name);
  }

  @SuppressForbidden("our own small files")
  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** What a reader says, kept in order. */
  private static final class Heard implements LockfileReader.Output {
    final List<Pin> pins = new ArrayList<>();
    final List<LockedPackage> locked = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    @Override
    public void pin(Pin pin) {
      pins.add(pin);
    }

    @Override
    public void locked(LockedPackage entry) {
      locked.add(entry);
    }

    @Override
    public void problem(Problem.Kind kind, int line, String what) {
      problems.add(kind.label() + ", line " + line + ": " + what);
    }
  }

  private static String claim(byte[] bytes, Region region) {
    return new String(
        bytes, (int) region.byteOffset(), (int) region.byteLength(), StandardCharsets.UTF_8);
  }

  private static Heard read(String name, byte[] bytes) throws IOException {
    HeldText text = new HeldText();
    text.append(bytes, 0, bytes.length);
    Heard heard = new Heard();
    readerOf(name).read(text, new Provenance.File(name), heard);
    return heard;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsExpected(Path folder) throws IOException {
    StringWriter json = new StringWriter();
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try (JsonGenerator out = new JsonFactory().createGenerator(json)) {
      out.setPrettyPrinter(printer);
      out.writeStartObject();
      for (Path input : inputs(folder)) {
        String name = name(folder, input);
        assertThat(readerOf(name).format()).isEqualTo(folder.getParent().getFileName().toString());
        write(out, name, read(name, bytes(input)));
      }
      out.writeEndObject();
    }
    Path expected = folder.resolve("expected.json");
    String found = json + "\n";
    if (RECORD || !Files.exists(expected)) {
      Files.writeString(expected, found);
      if (!RECORD) {
        fail("Wrote " + expected + ": read it, and run the test again");
      }
    }
    assertThat(found).isEqualTo(new String(bytes(expected), StandardCharsets.UTF_8));
  }

  private static void write(JsonGenerator out, String name, Heard heard) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeArrayFieldStart("pins");
    for (Pin pin : heard.pins) {
      Region region = Objects.requireNonNull(pin.region());
      out.writeStartObject();
      out.writeStringField("kind", pin.kind().name());
      out.writeStringField("subject", pin.subject());
      out.writeStringField("algorithm", pin.algorithm());
      out.writeStringField("digest", pin.digest());
      out.writeStringField("at", at(region));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("locked");
    for (LockedPackage entry : heard.locked) {
      write(out, entry);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("problems");
    for (String problem : heard.problems) {
      out.writeString(problem);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static String at(Region region) {
    return region.line()
        + ":"
        + region.column()
        + "-"
        + region.endLine()
        + ":"
        + region.endColumn();
  }

  /** What is empty or usual is left out. */
  private static void write(JsonGenerator out, LockedPackage entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", entry.key());
    text(out, "purl", entry.purl());
    text(out, "version", entry.purl().isEmpty() ? entry.version() : "");
    text(out, "installed", entry.installed());
    out.writeStringField("is", entry.scope() + " " + entry.origin());
    text(out, "source", entry.source());
    for (Map.Entry<String, String> digest : entry.digests().entrySet()) {
      text(out, digest.getKey(), digest.getValue().substring(0, 8));
    }
    if (entry.pinned()) {
      out.writeBooleanField("pinned", true);
    }
    text(
        out,
        "requires",
        entry.requires().stream()
            .map(need -> need.key() + " " + need.scope())
            .collect(Collectors.joining(", ")));
    Region region = entry.region();
    text(out, "at", region == null ? "" : at(region));
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }

  /** The bytes at the region are the claim's own. */
  @ParameterizedTest
  @MethodSource("cases")
  void pointsAtTheClaim(Path folder) throws IOException {
    for (Path input : inputs(folder)) {
      byte[] original = bytes(input);
      byte[] marked = new byte[original.length + 3];
      System.arraycopy(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, 0, marked, 0, 3);
      System.arraycopy(original, 0, marked, 3, original.length);
      byte[] windows =
          new String(original, StandardCharsets.UTF_8)
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.UTF_8);
      String name = name(folder, input);
      Heard plain = read(name, original);
      for (byte[] bytes : List.of(original, marked, windows)) {
        Heard heard = read(name, bytes);
        assertThat(heard.problems).isEqualTo(plain.problems);
        assertThat(heard.pins).hasSameSizeAs(plain.pins);
        for (int i = 0; i < heard.pins.size(); i++) {
          Pin pin = heard.pins.get(i);
          Region region = Objects.requireNonNull(pin.region());
          Region same = Objects.requireNonNull(plain.pins.get(i).region());
          assertThat(region.line()).isEqualTo(same.line());
          assertThat(region.column()).isEqualTo(same.column());
          String claim = claim(bytes, region);
          List<String> digests = new ArrayList<>();
          for (String part : claim.toLowerCase(Locale.ROOT).split("[^0-9a-f]+", -1)) {
            digests.add(part);
          }
          Digests.ofIntegrity(claim).forEach(digest -> digests.add(digest.hex()));
          for (String part : claim.split("[,=]", -1)) {
            Digests.Digest digest = Digests.ofBase64(pin.algorithm(), part);
            digests.add(digest == null ? "" : digest.hex());
          }
          assertThat(digests).contains(pin.digest());
        }
        assertThat(heard.locked).hasSameSizeAs(plain.locked);
        for (int i = 0; i < heard.locked.size(); i++) {
          LockedPackage entry = heard.locked.get(i);
          LockedPackage same = plain.locked.get(i);
          assertThat(entry.key()).isEqualTo(same.key());
          assertThat(entry.requires()).isEqualTo(same.requires());
          Region region = entry.region();
          if (region == null) {
            assertThat(same.region()).isNull();
            continue; // the project, of which the lockfile says nothing at one place
          }
          assertThat(region.line()).isEqualTo(Objects.requireNonNull(same.region()).line());
          assertThat(claim(bytes, region))
              .isEqualTo(claim(original, Objects.requireNonNull(same.region())));
        }
      }
    }
  }

  /** Whatever is cut off or broken, nothing is thrown, and claims only go missing with a word. */
  @ParameterizedTest
  @MethodSource("cases")
  void survivesWhatIsBroken(Path folder) throws IOException {
    for (Path input : inputs(folder)) {
      byte[] bytes = bytes(input);
      String name = name(folder, input);
      for (int length = 0; length < bytes.length; length += 1 + bytes.length / 500) {
        read(name, Arrays.copyOf(bytes, length));
      }
      Random random = new Random(5);
      for (int round = 0; round < 300; round++) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < 3 && flipped.length > 0; i++) {
          flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        read(name, flipped);
      }
    }
  }

  @Test
  void hasCasesForEveryReaderAndNoOther() throws IOException {
    assertThat(children(FIXTURES))
        .extracting(path -> path.getFileName().toString())
        .containsExactlyElementsOf(
            LockfileReaders.all().stream().map(LockfileReader::format).toList());
  }
}
