package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import dev.assay.unpack.hostile.HostileArchive;
import dev.assay.unpack.hostile.HostileArchives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole corpus through the engine, in a process of its own with the memory that Assay promises
 * to get by with, and a folder for temporary files that must be empty afterwards.
 */
class HostileArchivesTest {

  private static final String MOST_HEAP = "-Xmx256m";

  /** Far more than any takes, for a machine that is busy. */
  private static final long MOST_SECONDS = 60;

  @TempDir private static Path folder;
  private static final Map<String, String[]> SEEN = new HashMap<>();
  private static Map<String, Long> before = Map.of();

  @BeforeAll
  static void scan() throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Files.createDirectory(folder.resolve("temporary"));
    Files.createDirectory(folder.resolve("work"));
    for (HostileArchive each : HostileArchives.all()) {
      Files.write(corpus.resolve(each.name()), each.maker().bytes());
    }
    before = sizes(folder);
    Path out = Files.createTempFile("hostile", ".txt");
    Path errors = Files.createTempFile("hostile", ".err");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MOST_HEAP,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.assay.engine.HostileScan",
                corpus.toString())
            .directory(folder.resolve("work").toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(errors);
    assertThat(ended).as("ended; %s", said).isTrue();
    assertThat(process.exitValue()).as("%s", said).isZero();
    for (String line : Files.readAllLines(out, StandardCharsets.UTF_8)) {
      String[] fields = line.split("\t", -1);
      SEEN.put(fields[0], fields);
    }
    Files.delete(out);
    Files.delete(errors);
  }

  static Stream<HostileArchive> archives() {
    return HostileArchives.all().stream();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void saysWhatIsWrongAndFindsWhatIsThere(HostileArchive archive) {
    String[] seen = SEEN.get(archive.name());
    assertThat(seen).as("scanned at all").isNotNull();
    TreeSet<String> kinds = new TreeSet<>();
    for (Problem.Kind kind : archive.kinds()) {
      kinds.add(kind.name());
    }
    assertThat(seen[4]).as("faults of ours").isEmpty();
    assertThat(seen[2]).as("problems").isEqualTo(String.join(",", kinds));
    assertThat(Integer.parseInt(seen[3])).as("tokens").isEqualTo(archive.tokens());
    assertThat(Long.parseLong(seen[1])).as("milliseconds").isLessThan(MOST_SECONDS * 1_000);
  }

  @Test
  void isLargeAndEachIsNamedOnce() {
    List<String> names = HostileArchives.all().stream().map(HostileArchive::name).toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(140).doesNotHaveDuplicates();
  }

  /** Nothing but what was there, in its place and of its size. */
  @Test
  void writesNothing() throws IOException {
    assertThat(sizes(folder)).isEqualTo(before);
    assertThat(folder.resolve("temporary")).isEmptyDirectory();
    for (String format : List.of("zip", "tar", "7z", "cpio", "asar")) {
      assertThat(Path.of("/tmp/planted-by-" + format)).doesNotExist();
    }
  }

  private static Map<String, Long> sizes(Path root) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        sizes.put(
            root.relativize(each).toString(), Files.isDirectory(each) ? -1 : Files.size(each));
      }
    }
    return sizes;
  }
}
