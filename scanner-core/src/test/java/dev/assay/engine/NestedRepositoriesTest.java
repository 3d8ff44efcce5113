package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.model.Budget;
import dev.assay.model.CommitInfo;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Unpackers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestedRepositoriesTest {
  @TempDir Path folder;
  private Path work;
  private String commit;

  /** A repository whose first commit holds a token that the second one deletes. */
  @BeforeEach
  void make() throws IOException, GitAPIException {
    work = folder.resolve("made");
    try (Git git = Git.init().setDirectory(work.toFile()).call()) {
      Files.createDirectories(work.resolve("src"));
      Files.writeString(work.resolve("src/keys.txt"), "a = " + TokenDetector.token(1) + "\n");
      git.add().addFilepattern(".").call();
      commit = git.commit().setMessage("first").setSign(false).call().name();
      git.rm().addFilepattern("src/keys.txt").call();
      git.commit().setMessage("says " + TokenDetector.token(2)).setSign(false).call();
    }
  }

  private Map<String, byte[]> files(Path of, String prefix) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(of)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = of.relativize(file).toString().replace('\\', '/');
        files.put(prefix + name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static byte[] tgz(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private ScanResult scan(Path target, int threads, Budget budget) {
    return Scans.scanner(Unpackers.all(), List.of())
        .scan(
            List.of(new ScanTarget.Tree(target.toString())),
            Scans.config(threads, budget, false, List.of()),
            Scans.NO_RULES,
            Progress.NONE);
  }

  /** {@code place @ commit} of each finding. */
  private static List<String> places(ScanResult result) {
    List<String> places = new ArrayList<>();
    for (Finding finding : result.findings()) {
      var place = finding.location().provenance();
      CommitInfo in = place.commit();
      places.add(place.path() + " @ " + (in == null ? "" : in.id()));
    }
    return places;
  }

  private static long leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("assay-git-"))
          .count();
    }
  }

  @Test
  void scansTheHistoryOfARepositoryInAnArchive() throws IOException {
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files(work, "package/")));
    long before = leftBehind();
    for (int threads : new int[] {1, 4}) {
      ScanResult result = scan(file, threads, Budget.DEFAULT);
      assertThat(places(result))
          .contains("app.tgz!/package/.git!/src/keys.txt @ " + commit)
          .anyMatch(
              place -> place.matches("app.tgz!/package/.git!/commit [0-9a-f]{40} message @ .*"));
      assertThat(result.problems()).isEmpty();
    }
    assertThat(leftBehind()).isEqualTo(before);
  }

  @Test
  void tellsTheSameOfEveryNumberOfThreads() throws IOException {
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files(work, "package/")));
    assertThat(scan(file, 4, Budget.DEFAULT).findings())
        .isEqualTo(scan(file, 1, Budget.DEFAULT).findings());
  }

  @Test
  void scansOneInAZipInATar() throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(inner)) {
      for (Map.Entry<String, byte[]> each : files(work, "").entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    Path file = folder.resolve("outer.tgz");
    Files.write(file, tgz(Map.of("lib/inner.zip", inner.toByteArray())));
    assertThat(places(scan(file, 2, Budget.DEFAULT)))
        .contains("outer.tgz!/lib/inner.zip!/.git!/src/keys.txt @ " + commit);
  }

  @Test
  void scansABareRepository() throws IOException {
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files(work.resolve(".git"), "data/app/")));
    assertThat(places(scan(file, 1, Budget.DEFAULT)))
        .contains("app.tgz!/data/app!/src/keys.txt @ " + commit);
  }

  @Test
  void saysThatMercurialIsNotRead() throws IOException {
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(Map.of("package/.hg/store/00changelog.i", new byte[64])));
    assertThat(scan(file, 1, Budget.DEFAULT).problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactly(tuple(Problem.Kind.UNSUPPORTED, "app.tgz!/package/.hg"));
  }

  @Test
  void scansOneInAPlainFolderButNotThatOfItsWorkTree() throws IOException {
    Path plain = folder.resolve("plain");
    for (Map.Entry<String, byte[]> each : files(work, "sub/").entrySet()) {
      Path target = plain.resolve(each.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, each.getValue());
    }
    assertThat(places(scan(plain, 2, Budget.DEFAULT)))
        .contains("sub/.git!/src/keys.txt @ " + commit);
    assertThat(places(scan(plain.resolve("sub"), 2, Budget.DEFAULT))).isEmpty();
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    Map<String, byte[]> files = files(work, "package/");
    files.put(
        "package/.git/objects/info/alternates",
        "/somewhere/else\n".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files));
    assertThat(scan(file, 1, Budget.DEFAULT).problems())
        .extracting(Problem::kind, Problem::path)
        .contains(tuple(Problem.Kind.UNSUPPORTED, "app.tgz!/package/.git"));

    files.remove("package/.git/objects/info/alternates");
    for (Map.Entry<String, byte[]> each : files.entrySet()) {
      if (each.getKey().matches(".*/objects/[0-9a-f]{2}/.*")) {
        each.getValue()[each.getValue().length / 2] ^= 0x55;
      }
    }
    Files.write(file, tgz(files));
    assertThat(scan(file, 1, Budget.DEFAULT).problems())
        .isNotEmpty()
        .allMatch(problem -> problem.path().startsWith("app.tgz!/package/.git"));

    files = files(work, "package/");
    files.put("package/.git/config", "[core]\n[broken".getBytes(StandardCharsets.UTF_8));
    Files.write(file, tgz(files));
    assertThat(scan(file, 1, Budget.DEFAULT).problems())
        .containsExactly(
            new Problem(
                Problem.Kind.MALFORMED,
                "app.tgz!/package/.git",
                "its settings can't be read as those of a git repository, so its history was not"
                    + " scanned"));
  }

  /** One behind many folders that only look like one. */
  @Test
  void saysThatThereAreMoreThanItGathers() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    byte[] head = "ref: refs/heads/main\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < NestedRepositories.MOST_ROOTS; i++) {
      files.put("a/" + i + "/HEAD", head);
    }
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files));
    assertThat(scan(file, 2, Budget.DEFAULT).problems()).isEmpty();

    files.putAll(files(work, "package/"));
    Files.write(file, tgz(files));
    ScanResult result = scan(file, 2, Budget.DEFAULT);
    assertThat(places(result)).noneMatch(place -> place.endsWith(commit));
    assertThat(result.problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactly(tuple(Problem.Kind.TOO_LARGE, "app.tgz"));
  }

  @Test
  void countsItsDepthAndItsBytes() throws IOException {
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files(work, "package/")));
    Budget all = Budget.DEFAULT;
    Budget shallow = new Budget(1, all.maxEntries(), all.maxBytes(), all.maxRatio(), all.timeout());
    assertThat(scan(file, 1, shallow).problems())
        .extracting(Problem::kind)
        .contains(Problem.Kind.TOO_DEEP);
  }

  @Test
  void takesObjectsOutOfTheBudget() throws IOException, GitAPIException {
    try (Git git = Git.open(work.toFile())) {
      Files.write(work.resolve("zeros"), new byte[8 << 20]);
      git.add().addFilepattern(".").call();
      git.commit().setMessage("large").setSign(false).call();
    }
    Files.delete(work.resolve("zeros"));
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files(work, "package/")));
    Budget all = Budget.DEFAULT;
    Budget small =
        new Budget(all.maxDepth(), all.maxEntries(), 4 << 20, all.maxRatio(), all.timeout());
    assertThat(scan(file, 1, all).problems()).isEmpty();
    assertThat(scan(file, 1, small).problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactly(tuple(Problem.Kind.TOO_LARGE, "app.tgz!/package/.git"));
  }

  @Test
  void followsNothingThatTheRepositoryNames() throws IOException, GitAPIException {
    Path other = folder.resolve("other");
    try (Git git = Git.init().setDirectory(other.toFile()).call()) {
      Files.writeString(other.resolve("secret.txt"), "a = " + TokenDetector.token(7) + "\n");
      git.add().addFilepattern(".").call();
      git.commit().setMessage("other").setSign(false).call();
    }
    Map<String, byte[]> files = files(work, "package/");
    String elsewhere = other.resolve(".git") + "\n";
    files.put("package/.git/commondir", elsewhere.getBytes(StandardCharsets.UTF_8));
    files.put(
        "package/.git/objects/info/alternates",
        (other.resolve(".git/objects") + "\n").getBytes(StandardCharsets.UTF_8));
    files.put(
        "package/.git/refs/heads/../../../../x",
        "ref: refs/heads/x\n".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("app.tgz");
    Files.write(file, tgz(files));
    assertThat(places(scan(file, 1, Budget.DEFAULT))).noneMatch(place -> place.contains("secret"));
  }
}
