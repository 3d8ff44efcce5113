package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on what must not ship: what it says to change, and what it writes of source maps. */
class ShippedFilesTest {

  @TempDir Path temp;

  private Path write(String file, String text) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private void zip(String file, Map<String, String> entries) throws IOException {
    Files.createDirectories(temp.resolve(file).getParent());
    try (OutputStream out = Files.newOutputStream(temp.resolve(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static Command.Run scan(Path path, String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "scan";
    all[1] = path.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return new Command().run(all);
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      Set<String> files = new TreeSet<>();
      all.filter(Files::isRegularFile)
          .forEach(each -> files.add(folder.relativize(each).toString().replace('\\', '/')));
      return files;
    }
  }

  @Test
  void findingInAFolderSaysWhichLineToChange() throws IOException {
    write(
        "p/package.json", "{\"name\": \"acme\", \"version\": \"1.0.0\",\n \"files\": [\"dist\"]}");
    write("p/dist/.env", "API_KEY=" + Command.token("shipped") + "\n");
    Command.Run run = scan(temp.resolve("p"), "-o", "json");
    assertThat(run.out())
        .contains(
            "Add \\\"!dist/.env\\\" at the end of `files` in package.json, where \\\"dist\\\"")
        .contains("\"file\": \"package.json\"")
        .contains("\"inserted\": \", \\\"!dist/.env\\\"\"")
        .containsPattern("\"line\": 2,\\s+\"column\": 18,\\s+\"endLine\": 2,\\s+\"endColumn\": 18");
    assertThat(scan(temp.resolve("p"), "-o", "sarif").out())
        .containsPattern("\"deletedRegion\": \\{\\s+\"startLine\": 2,\\s+\"startColumn\": 18,");
  }

  @Test
  void findingInAJarSaysWhatEachToolLeavesOut() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    entries.put(
        "META-INF/maven/acme/app/pom.properties", "groupId=acme\nartifactId=app\nversion=1\n");
    entries.put("conf/.env", "API_KEY=" + Command.token("jar") + "\n");
    zip("app-1.jar", entries);
    assertThat(scan(temp.resolve("app-1.jar")).out().replaceAll("\\s+", " "))
        .contains("1. With Maven: put <excludes><exclude>conf/.env</exclude></excludes>")
        .contains("2. In a jar of maven-shade-plugin")
        .contains("3. With Gradle");
  }

  @Test
  void packedFileIsLedBackToTheFolderThatItWasPackedFrom() throws IOException {
    write("p/package.json", "{\"name\": \"acme\", \"version\": \"1.0.0\", \"files\": [\".env\"]}");
    zip(
        "p/acme-1.0.0.zip",
        new TreeMap<>(
            Map.of(
                "package/package.json",
                "{\"name\": \"acme\", \"version\": \"1.0.0\", \"files\": [\".env\"]}",
                "package/.env",
                "API_KEY=" + Command.token("packed") + "\n")));
    assertThat(scan(temp.resolve("p"), "-o", "json").out())
        .contains("Take \\\".env\\\" out of `files` in package.json")
        .contains("\"inserted\": \"\"");
  }

  /** With the real npm, where there is one; {@code benchmarks/fixes.sh} tries many more tools. */
  @Test
  void afterTheChangeNpmPacksNoSuchFile() throws Exception {
    assumeTrue(npm(temp, "--version") == 0, "there is no npm");
    Path repository = Files.createDirectories(temp.resolve("p"));
    String manifest =
        "{\n  \"name\": \"acme\",\n  \"version\": \"1.0.0\",\n  \"license\": \"ISC\",\n  \"files\": [\"dist\"]\n}\n";
    write("p/package.json", manifest);
    write("p/dist/index.js", "1;\n");
    write("p/dist/.env", "API_KEY=" + Command.token("npm") + "\n");
    write(
        "p/dist/index.js.map",
        "{\"version\":3,\"sources\":[\"a.ts\"],\"sourcesContent\":[\"1;\"],\"mappings\":\"AAAA\"}");
    assertThat(npm(repository, "pack", "--silent")).isZero();
    Path packed = repository.resolve("acme-1.0.0.tgz");
    for (int left = 2; left > 0; left--) {
      JsonNode change = change(packed, repository);
      assertThat(change).isNotNull();
      byte[] before = Files.readAllBytes(repository.resolve("package.json"));
      int at = change.at("/region/byteOffset").asInt();
      String text = new String(before, StandardCharsets.UTF_8);
      write(
          "p/package.json",
          text.substring(0, at) + change.get("inserted").asText() + text.substring(at));
      Files.delete(packed);
      assertThat(npm(repository, "pack", "--silent")).isZero();
    }
    assertThat(change(packed, repository)).isNull();
    assertThat(scan(packed).out()).contains("Findings     none");
  }

  /** The first change of a file that a scan of {@code packed} suggests. */
  private static @Nullable JsonNode change(Path packed, Path repository) throws IOException {
    Command.Run run =
        scan(packed, "--repo", repository.toString(), "-o", "json", "--min-confidence", "low");
    for (JsonNode finding : new ObjectMapper().readTree(run.out()).get("findings")) {
      for (JsonNode fix : finding.path("fixes")) {
        if (fix.has("file")) {
          return fix;
        }
      }
    }
    return null;
  }

  private static int npm(Path folder, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("npm"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void whatIsNewInAReleaseSaysHowItIsKeptOut() throws IOException {
    String manifest =
        "{\"name\": \"acme\", \"version\": \"1.0.0\", \"files\": [\"cli.js\", \"x\"]}";
    Map<String, String> entries = new TreeMap<>();
    entries.put("package/package.json", manifest);
    entries.put("package/cli.js", "let a = 1;\n");
    zip("acme-1.0.0.zip", entries);
    entries.put(
        "package/x/cli.js.map",
        "{\"version\":3,\"sources\":[\"webpack://a/b.js\"],\"sourcesContent\":[\"1;\"],\"mappings\":\"AAAA\"}");
    entries.put("package/data.sqlite", "SQLite format 3\0");
    zip("acme-1.0.1.zip", entries);
    String[] against = {
      "--against", temp.resolve("acme-1.0.0.zip").toString(), "--only", "contents-*"
    };
    assertThat(scan(temp.resolve("acme-1.0.1.zip"), against).out().replaceAll("\\s+", " "))
        .contains("acme-1.0.1.zip!/package/x/cli.js.map")
        .contains(
            "1. Add \"!**/*.map\" at the end of `files` in package.json, where \"x\" lets it in.")
        .contains("2. Make no map: with webpack or rspack, set `devtool: false`")
        .contains("do Add \"!data.sqlite\" at the end of `files` in package.json.");
  }

  @Test
  void sourcesOfMapsAreWrittenAsAnOutsiderGetsThem() throws IOException {
    String token = Command.token("map");
    String map =
        "{\"version\":3,\"sources\":[\"../src/a.ts\",\"../../../../../etc/passwd\",\"C:\\\\NUL\","
            + "\"SRC/A.ts\"],\"sourcesContent\":[\"let key = '"
            + token
            + "';\\n\",\"x\",\"y\",\"z\"],\"mappings\":\"AAAA\"}";
    write("in/a.js.map", map);
    write("in/b.css.map", map);
    Path out = temp.resolve("out");
    Command.Run run = scan(temp.resolve("in"), "--extract-sources", out.toString());
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("--extract-sources wrote 8 files with 8 lines, which 2 source maps hold, to");
    assertThat(run.out() + run.err()).doesNotContain(token);
    assertThat(files(out))
        .hasSize(9)
        .contains("sources.tsv", "a.js.map/src/a.ts", "a.js.map/etc/passwd", "a.js.map/C/_NUL");
    assertThat(Files.readString(out.resolve("a.js.map/src/a.ts")))
        .isEqualTo("let key = '" + token + "';\n");
    assertThat(files(temp).stream().filter(file -> !file.startsWith("out/")))
        .containsExactly("in/a.js.map", "in/b.css.map");
    assertThat(scan(temp.resolve("in"), "--extract-sources", out.toString()).code()).isEqualTo(2);
  }
}
