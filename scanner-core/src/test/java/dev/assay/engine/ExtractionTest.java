package dev.assay.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.Comparison;
import dev.assay.config.ScanConfig;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.unpack.BudgetMeter;
import dev.assay.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of source maps, with an unpacker whose names are any names. */
class ExtractionTest {
  private static final String MAGIC = "A MAP OF A TEST\n";

  @TempDir Path temp;

  /** Pushes names and texts as they stand, on the heap or to be read once. */
  private static final class FakeMaps implements Unpacker {
    @Override
    public String format() {
      return "fake map";
    }

    @Override
    public boolean recognises(ByteSlice head) {
      return new String(head.array(), head.offset(), head.length(), UTF_8).startsWith(MAGIC);
    }

    @Override
    public boolean givesSources() {
      return true;
    }

    @Override
    public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
      try (DataInputStream in = new DataInputStream(container.open())) {
        in.skipNBytes(MAGIC.length());
        for (int left = in.readInt(); left > 0; left--) {
          String name = text(in);
          byte[] bytes = text(in).getBytes(UTF_8);
          sink.accept(content(new Provenance.Entry(container.provenance(), name), bytes));
        }
      }
    }

    private static String text(DataInputStream in) throws IOException {
      StringBuilder text = new StringBuilder();
      for (int left = in.readInt(); left > 0; left--) {
        text.append(in.readChar());
      }
      return text.toString();
    }

    private static Content content(Provenance place, byte[] bytes) {
      return new Content() {
        private boolean read;

        @Override
        public Provenance provenance() {
          return place;
        }

        @Override
        public long size() {
          return bytes.length;
        }

        @Override
        public InputStream open() throws IOException {
          if (read) {
            throw new IOException("only once");
          }
          read = bytes.length > 5;
          return new ByteArrayInputStream(bytes);
        }

        @Override
        public ByteSlice inMemory() {
          return bytes.length > 5 ? null : new ByteSlice(bytes, 0, bytes.length);
        }
      };
    }
  }

  private void map(String file, String... namesAndTexts) throws IOException {
    Path path = Files.createDirectories(temp.resolve("in")).resolve(file);
    Files.createDirectories(path.getParent());
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(path))) {
      out.write(MAGIC.getBytes(UTF_8));
      out.writeInt(namesAndTexts.length / 2);
      for (String text : namesAndTexts) {
        out.writeInt(text.length());
        out.writeChars(text);
      }
    }
  }

  private ScanResult extract(Path into, int threads) {
    ScanConfig config =
        Scans.config(threads).with(new Comparison(null, null, null, List.of(), null, into, null));
    return Scans.scanner(List.of(new FakeMaps()), List.of())
        .scan(
            List.of(new ScanTarget.Tree(temp.resolve("in").toString())),
            config,
            Scans.NO_RULES,
            Progress.NONE);
  }

  /** All files below {@code folder} with what is in them. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        assertThat(Files.isSymbolicLink(each)).isFalse();
        if (Files.isRegularFile(each)) {
          files.put(folder.relativize(each).toString(), Files.readString(each));
        }
      }
    }
    return files;
  }

  @Test
  void sourcesOfOneMapStandInTheFolder() throws IOException {
    map("cli.js.map", "../src/a.ts", "one\ntwo\n", "../src/b.ts", "three", "src/c.ts", "");
    Path out = temp.resolve("out");
    ScanResult result = extract(out, 1);
    Map<String, String> files = files(out);
    String index = files.remove("sources.tsv");
    assertThat(files)
        .isEqualTo(Map.of("src/a.ts", "one\ntwo\n", "src/b.ts", "three", "src/c.ts", ""));
    assertThat(index.lines())
        .containsExactly(
            "file\tsource\tmap\tlines\tbytes",
            "src/a.ts\t../src/a.ts\tcli.js.map\t2\t8",
            "src/b.ts\t../src/b.ts\tcli.js.map\t1\t5",
            "src/c.ts\tsrc/c.ts\tcli.js.map\t0\t0");
    assertThat(result.problems()).isEmpty();
    assertThat(result.notices())
        .anySatisfy(
            notice ->
                assertThat(notice)
                    .startsWith("--extract-sources wrote 3 files with 3 lines, which 1 source map")
                    .contains("in full"));
    if (Files.getFileStore(out).supportsFileAttributeView("posix")) {
      assertThat(mode(out)).isEqualTo("rwx------");
      assertThat(mode(out.resolve("src"))).isEqualTo("rwx------");
      assertThat(mode(out.resolve("src/a.ts"))).isEqualTo("rw-------");
      assertThat(mode(out.resolve("sources.tsv"))).isEqualTo("rw-------");
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatIsWrittenIsScannedAsWell() throws IOException {
    String token = TokenDetector.token(1);
    map("a.map", "src/short", "x", "src/config.ts", "\n key = '" + token + "';");
    ScanResult result = extract(temp.resolve("out"), 1);
    assertThat(Scans.places(result)).containsExactly("a.map!/src/config.ts:2:9");
    assertThat(files(temp.resolve("out")).get("src/config.ts")).contains(token);
  }

  @Test
  void severalMapsHaveAFolderEach() throws IOException {
    map("a/x.map", "s.ts", "1");
    map("b/X.MAP", "s.ts", "2");
    map("c/sources.tsv", "s.ts", "3");
    map("d/none.map");
    extract(temp.resolve("out"), 1);
    Map<String, String> files = files(temp.resolve("out"));
    files.remove("sources.tsv");
    assertThat(files)
        .isEqualTo(Map.of("x.map/s.ts", "1", "X~2.MAP/s.ts", "2", "sources~2.tsv/s.ts", "3"));
  }

  @Test
  void nothingLeavesTheFolderWhateverItsName() throws IOException {
    Path out = temp.resolve("out");
    Path victim = temp.resolve("victim");
    Files.writeString(victim, "untouched");
    List<String> names =
        List.of(
            "../victim",
            "../../../../../../../../" + victim,
            victim.toString(),
            "C:\\Windows\\win.ini",
            "..\\..\\victim",
            "a/../../victim",
            "a\0/../victim",
            "NUL",
            "con.ts",
            "COM1/x",
            "a.txt:s",
            "trailing. ",
            "x".repeat(10_000),
            "y/".repeat(5_000) + "z",
            "日".repeat(4_000),
            "sources.tsv",
            "sources.tsv/x",
            "SOURCES.TSV",
            ".assay-part-0",
            ".assay-part-0/x",
            ".assay-part-0.tsv",
            ".git/config",
            "",
            "/",
            ".",
            "..",
            "\ud800",
            "tab\there\nand\\there",
            "webpack://_N_E/./a?b*c");
    List<String> entries = new ArrayList<>();
    names.forEach(name -> entries.addAll(List.of(name, "text of " + name.length())));
    map("a.map", entries.toArray(String[]::new));
    ScanResult result = extract(out, 1);
    assertThat(result.problems()).isEmpty();
    assertThat(Files.readString(victim)).isEqualTo("untouched");
    try (Stream<Path> beside = Files.list(temp)) {
      assertThat(beside.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("in", "out", "victim");
    }
    Map<String, String> files = files(out);
    List<String> rows = files.remove("sources.tsv").lines().skip(1).toList();
    assertThat(rows).hasSize(names.size());
    assertThat(files).hasSize(names.size());
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i).split("\t", -1);
      assertThat(row).hasSize(5);
      assertThat(files.get(row[0])).isEqualTo("text of " + names.get(i).length());
      for (String part : row[0].split("/", -1)) {
        assertThat(part.getBytes(UTF_8).length).isLessThan(143);
        assertThat(part).doesNotEndWith(".").doesNotEndWith(" ").doesNotContain(":");
        assertThat(part).doesNotMatch("(?i)(con|nul|com1|\\.git)(\\..*)?");
      }
    }
  }

  @Test
  void namesThatSomeSystemTakesForOneAreToldApart() throws IOException {
    map(
        "a.map",
        "a/B.ts",
        "1",
        "A/b.ts",
        "2",
        "e\u0301.ts",
        "3",
        "\u00e9.ts",
        "4",
        "same.ts",
        "5",
        "./same.ts",
        "6",
        "../same.ts",
        "7",
        "file",
        "8",
        "file/below.ts",
        "9",
        "FILE/below.ts",
        "10",
        "folder/x",
        "11",
        "folder",
        "12",
        "Folder",
        "13");
    extract(temp.resolve("out"), 1);
    Map<String, String> files = files(temp.resolve("out"));
    String index = files.remove("sources.tsv");
    assertThat(files).hasSize(13);
    assertThat(index.lines().skip(1).map(row -> row.split("\t", -1)[0]))
        .doesNotHaveDuplicates()
        .allSatisfy(file -> assertThat(files).containsKey(file))
        .contains("a/B.ts", "A/b~2.ts", "same.ts", "same~6.ts", "same~7.ts", "file~dir/below.ts");
    List<String> keys = files.keySet().stream().map(SafeNames::key).toList();
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void filesAreTheSameWithSeveralThreads() throws IOException {
    for (int i = 0; i < 60; i++) {
      List<String> entries = new ArrayList<>();
      for (int j = 0; j < 30; j++) {
        entries.addAll(List.of("src/" + j % 7 + "/F" + j % 3 + ".ts", "text " + i + " " + j));
      }
      map(i % 4 + "/" + i / 4 + ".map", entries.toArray(String[]::new));
    }
    extract(temp.resolve("one"), 1);
    Map<String, String> expected = files(temp.resolve("one"));
    assertThat(expected).hasSize(60 * 30 + 1);
    for (int round = 0; round < 3; round++) {
      extract(temp.resolve("two" + round), 2);
      assertThat(files(temp.resolve("two" + round))).isEqualTo(expected);
    }
  }

  @Test
  void nothingThatIsThereIsTouched() throws IOException {
    map("a.map", "s.ts", "1");
    Path full = Files.createDirectory(temp.resolve("full"));
    Files.writeString(full.resolve("s.ts"), "mine");
    assertUsage(full, "isn't empty");
    assertThat(files(full)).isEqualTo(Map.of("s.ts", "mine"));
    assertUsage(Files.writeString(temp.resolve("file"), "x"), "no folder");
    Path empty = Files.createDirectory(temp.resolve("empty"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), empty);
    assertUsage(link, "no folder");
    assertUsage(temp.resolve("not/there"), "no folder to make it in");
    assertUsage(temp.resolve("in"), "isn't empty");
    assertUsage(temp.resolve("in/leak"), "outside of it");
    assertThat(files(empty)).isEmpty();
    extract(empty, 1);
    assertThat(files(empty)).containsKeys("s.ts", "sources.tsv");
  }

  private void assertUsage(Path into, String message) {
    assertThatThrownBy(() -> extract(into, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void withoutSourcesNothingIsMade() throws IOException {
    Files.writeString(Files.createDirectories(temp.resolve("in")).resolve("a.txt"), "no map");
    ScanResult result = extract(temp.resolve("out"), 2);
    assertThat(temp.resolve("out")).doesNotExist();
    assertThat(result.notices())
        .contains("no source map holds the text of a source: --extract-sources wrote nothing");
  }
}
