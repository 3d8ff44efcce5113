package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import dev.assay.source.git.GitFixture;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository with damaged files: a scan ends, says what it could not read, and finds the rest.
 */
class DamagedRepositoryTest {
  @TempDir static Path temp;

  private static GitFixture git;
  private static Path pack;
  private static Path index;
  private static byte[] packBytes;
  private static byte[] indexBytes;
  private static Set<String> all;

  @BeforeAll
  static void pack() throws Exception {
    git = RichHistory.build(temp.resolve("repo"));
    git.git("repack", "-adfq", "--depth=20");
    git.git("prune-packed");
    pack = only("*.pack");
    index = only("*.idx");
    packBytes = Files.readAllBytes(pack);
    indexBytes = Files.readAllBytes(index);
    assertThat(pack.toFile().setWritable(true)).isTrue();
    assertThat(index.toFile().setWritable(true)).isTrue();
    all = new TreeSet<>(HistoryScans.all(git.repository()).sink().blobs.keySet());
  }

  private static Path only(String glob) throws IOException {
    Path directory = git.directory().resolve(".git/objects/pack");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      return files.iterator().next();
    }
  }

  @Test
  void flippedBitsInThePack() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = packBytes.clone();
      for (int flips = i % 3; flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      check(bytes, indexBytes, false);
    }
  }

  @Test
  void flippedBitsInAPackWhoseEntriesHaveNoChecksums() throws Exception {
    byte[] first = Files.readAllBytes(versionOne());
    Random random = new Random(12);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = packBytes.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      check(bytes, first, false);
    }
  }

  private static Path versionOne() throws IOException {
    Path made = temp.resolve("v1.idx");
    write(pack, packBytes);
    git.git("index-pack", "--index-version=1", "-o", made.toString(), pack.toString());
    return made;
  }

  @Test
  void aPackThatWasCut() throws Exception {
    Random random = new Random(13);
    for (int i = 0; i < 30; i++) {
      check(Arrays.copyOf(packBytes, random.nextInt(packBytes.length)), indexBytes, false);
    }
    check(Arrays.copyOf(packBytes, packBytes.length - 1), indexBytes, false);
    check(Arrays.copyOf(packBytes, 13), indexBytes, false);
    check(new byte[0], indexBytes, false);
  }

  @Test
  void aCutPackIsCalledTruncated() throws Exception {
    write(pack, Arrays.copyOf(packBytes, packBytes.length / 2));
    write(index, indexBytes);
    assertThat(HistoryScans.all(git.repository()).sink().problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.TRUNCATED);
              assertThat(problem.path()).isEqualTo("objects/pack/" + pack.getFileName());
            });
  }

  @Test
  void aDamagedIndex() throws Exception {
    Random random = new Random(14);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = indexBytes.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      check(packBytes, bytes, true);
    }
    for (int i = 0; i < 20; i++) {
      check(packBytes, Arrays.copyOf(indexBytes, random.nextInt(indexBytes.length)), true);
    }
  }

  @Test
  void aPackWithoutIndex() throws Exception {
    write(pack, packBytes);
    Path away = index.resolveSibling("away");
    write(index, indexBytes);
    Files.move(index, away);
    try {
      assertThat(HistoryScans.all(git.repository()).sink().problems)
          .anySatisfy(problem -> assertThat(problem.detail()).contains("is not there"));
    } finally {
      Files.move(away, index);
    }
  }

  @Test
  void looseObjects() throws Exception {
    write(pack, packBytes);
    write(index, indexBytes);
    Path copy = temp.resolve("loose");
    git.git(
        "clone", "-q", "--mirror", "--no-hardlinks", git.directory().toString(), copy.toString());
    GitFixture loose = GitFixture.existing(copy);
    byte[] whole = Files.readAllBytes(onlyIn(copy.resolve("objects/pack"), "*.pack"));
    for (String glob : new String[] {"*.pack", "*.idx"}) {
      Files.delete(onlyIn(copy.resolve("objects/pack"), glob));
    }
    loose.gitWith(whole, "unpack-objects", "-q");
    Random random = new Random(15);
    Set<String> ids = HistoryScans.all(loose.repository()).sink().blobs.keySet();
    for (String id : ids.stream().limit(40).toList()) {
      Path file = copy.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
      byte[] bytes = Files.readAllBytes(file);
      assertThat(file.toFile().setWritable(true)).isTrue();
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      write(file, damaged);
      CollectingSink sink = HistoryScans.all(loose.repository()).sink();
      assertThat(sink.failures).isEmpty();
      if (!sink.blobs.containsKey(id)) {
        assertThat(sink.problems)
            .anySatisfy(problem -> assertThat(problem.path().replace("/", "")).contains(id));
      }
      write(file, bytes);
    }
  }

  private static Path onlyIn(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      return files.iterator().next();
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.delete(file); // others may have mapped it
    Files.write(file, bytes);
  }

  /** Whatever was damaged: no exception, no wrong bytes, and nothing is missing without a word. */
  private static void check(byte[] packed, byte[] indexed, boolean idsMayBeWrong)
      throws IOException {
    write(pack, packed);
    write(index, indexed);
    HistoryScans scan = HistoryScans.run(git.repository(), true, CollectingSink.Forks.AT_ONCE);
    CollectingSink sink = scan.sink();
    assertThat(sink.failures).isEmpty();
    assertThat(sink.twice).isEmpty();
    assertThat(sink.problems).isNotEmpty();
    if (!idsMayBeWrong) {
      sink.blobs.forEach((id, is) -> assertThat(is).isEqualTo(id));
      for (String id : all) {
        if (!sink.blobs.containsKey(id)) {
          assertThat(said(sink, id)).as(id).isTrue();
        }
      }
    }
  }

  private static boolean said(CollectingSink sink, String id) {
    return sink.problems.stream()
        .anyMatch(
            problem ->
                problem.detail().contains(id)
                    || problem.detail().contains("No object of this pack")
                    || problem.detail().contains("more objects of this pack"));
  }
}
