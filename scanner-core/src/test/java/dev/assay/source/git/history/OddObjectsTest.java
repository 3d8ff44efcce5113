package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import dev.assay.source.git.GitFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees, commits and tags that no present git writes. */
class OddObjectsTest {
  @TempDir Path temp;

  private GitFixture git;
  private String one;
  private String two;

  @BeforeEach
  void init() {
    git = new GitFixture(temp.resolve("repo"));
    one = git.blob("one\n".getBytes(StandardCharsets.UTF_8));
    two = git.blob("two\n".getBytes(StandardCharsets.UTF_8));
  }

  private static void entry(ByteArrayOutputStream tree, String mode, String name, String id) {
    tree.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.ISO_8859_1));
    tree.writeBytes(HexFormat.of().parseHex(id));
  }

  private String tree(String... modeNameId) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (int i = 0; i < modeNameId.length; i += 3) {
      entry(tree, modeNameId[i], modeNameId[i + 1], modeNameId[i + 2]);
    }
    return object("tree", tree.toByteArray());
  }

  /** Writes a loose object, whatever git would say of it. */
  private String object(String type, byte[] bytes) {
    try {
      byte[] stored =
          PackBuilder.concat(
              (type + " " + bytes.length + "\0").getBytes(StandardCharsets.ISO_8859_1), bytes);
      String id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(stored));
      Path folder = git.directory().resolve(".git/objects").resolve(id.substring(0, 2));
      Files.createDirectories(folder);
      Files.write(folder.resolve(id.substring(2)), PackBuilder.deflate(stored));
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private String commit(String tree, String... parents) {
    StringBuilder text = new StringBuilder("tree " + tree + "\n");
    for (String parent : parents) {
      text.append("parent ").append(parent).append('\n');
    }
    text.append("author A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\nm\n");
    String id = object("commit", text.toString().getBytes(StandardCharsets.UTF_8));
    git.git("update-ref", "refs/heads/c" + id, id);
    return id;
  }

  private HistoryScans scan() throws IOException {
    HistoryScans scan = HistoryScans.all(git.repository());
    assertThat(scan.sink().failures).isEmpty();
    return scan;
  }

  private HistoryScans complete() throws IOException {
    HistoryScans scan = scan();
    assertThat(scan.sink().problems).isEmpty();
    return scan;
  }

  @Test
  void modesWithALeadingZero() throws Exception {
    String first = commit(tree("040000", "dir", tree("0100644", "file", one)));
    commit(tree("40000", "dir", tree("100644", "file", one)), first);
    assertThat(complete().lines()).containsExactly(first + " dir/file " + one);
  }

  @Test
  void namesThatAreNotUtf8() throws Exception {
    String first = commit(tree("100644", "caf\u00e9\n", one));
    assertThat(complete().lines()).containsExactly(first + " caf\\xe9\n " + one);
  }

  @Test
  void entriesOutOfOrderAreReportedRatherTwiceThanNever() throws Exception {
    String first = commit(tree("100644", "b", one, "100644", "a", two));
    String second = commit(tree("100644", "a", two, "100644", "b", one, "100644", "c", two), first);
    assertThat(complete().lines())
        .contains(first + " b " + one, first + " a " + two, second + " c " + two);
  }

  @Test
  void aFileThatBecomesAFolderAndBack() throws Exception {
    String file = commit(tree("100644", "x", one, "100644", "x.y", one));
    String folder =
        commit(tree("100644", "x.y", one, "40000", "x", tree("100644", "in", one)), file);
    String back = commit(tree("100644", "x", one, "100644", "x.y", one), folder);
    assertThat(complete().lines())
        .containsExactly(
            file + " x " + one, file + " x.y " + one, folder + " x/in " + one, back + " x " + one);
  }

  @Test
  void aTreeThatEndsWithinAnEntry() throws Exception {
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    entry(cut, "100644", "a", one);
    cut.writeBytes("100644 b\0short".getBytes(StandardCharsets.UTF_8));
    String first = commit(object("tree", cut.toByteArray()));
    HistoryScans scan = scan();
    assertThat(scan.lines()).containsExactly(first + " a " + one);
    assertThat(scan.sink().problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT));
  }

  @Test
  void treesThatUnfoldWithoutEnd() throws Exception {
    String tree = tree("100644", "f", one);
    for (int level = 0; level < 12; level++) {
      String[] entries = new String[30];
      for (int i = 0; i < 10; i++) {
        entries[3 * i] = "40000";
        entries[3 * i + 1] = "d" + i;
        entries[3 * i + 2] = tree;
      }
      tree = tree(entries);
    }
    String bomb = commit(tree);
    String after = commit(tree("100644", "g", two), bomb);
    HistoryScans scan =
        HistoryScans.run(
            git.repository(),
            false,
            CollectingSink.Forks.AT_ONCE,
            java.util.Set.of(two),
            path -> false);
    assertThat(scan.lines()).containsExactly(after + " g " + two);
    assertThat(scan.sink().problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_ENTRIES));
  }

  @Test
  void foldersNestedTooDeeply() throws Exception {
    String tree = tree("100644", "f", one);
    for (int level = 0; level < 900; level++) {
      tree = tree("40000", "d", tree);
    }
    commit(tree);
    HistoryScans scan = scan();
    assertThat(scan.sink().problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_DEEP));
  }

  @Test
  void commitsWithoutMuch() throws Exception {
    for (String text :
        new String[] {
          "", "\n", "no header", "tree nonsense\n\nmessage", "parent 12\nauthor\ncommitter x> 5\n"
        }) {
      String id = object("commit", text.getBytes(StandardCharsets.UTF_8));
      Path odd = Files.createDirectories(git.directory().resolve(".git/refs/odd"));
      Files.writeString(odd.resolve(id), id + "\n"); // git refuses to
    }
    HistoryScans scan = scan();
    assertThat(scan.sink().messages.values()).containsExactly("message");
    assertThat(scan.lines()).isEmpty();
  }

  @Test
  void authorsInOtherEncodings() throws Exception {
    String tree = tree("100644", "a", one);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(("tree " + tree + "\nauthor J").getBytes(StandardCharsets.UTF_8));
    text.writeBytes("\u00f6rg <j@x> -5 +0000\ncommitter".getBytes(StandardCharsets.ISO_8859_1));
    text.writeBytes(" C <c@x> 17 +0000\nencoding ISO-8859-1\n\nm".getBytes(StandardCharsets.UTF_8));
    String id = object("commit", text.toByteArray());
    git.git("update-ref", "refs/heads/main", id);
    assertThat(complete().introductions())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.commit().author()).isEqualTo("J\u00f6rg <j@x>");
              assertThat(place.commit().epochSeconds()).isEqualTo(-5);
            });
  }

  @Test
  void tagsThatOnlyAMergeStillHolds() throws Exception {
    git.git("config", "user.name", "x");
    String first = commit(tree("100644", "a", one));
    String tag =
        "object "
            + first
            + "\ntype commit\ntag v1\ntagger T <t@x> 1700000000 +0000\n\nonly here\nline two\n";
    String tree = tree("100644", "a", two);
    String text =
        "tree "
            + tree
            + "\nparent "
            + first
            + "\nauthor A <a@b> 1700000001 +0000\ncommitter A <a@b> 1700000001 +0000\nmergetag "
            + tag.stripTrailing().replace("\n", "\n ")
            + "\n\nmerge\n";
    String merge = object("commit", text.getBytes(StandardCharsets.UTF_8));
    git.git("update-ref", "refs/heads/main", merge);
    assertThat(complete().sink().messages)
        .containsEntry("commit " + merge, "merge\n")
        .hasSize(3)
        .anySatisfy(
            (id, message) -> {
              assertThat(id).startsWith("tag ");
              assertThat(message).isEqualTo("only here\nline two\n");
            });
    String stored = object("tag", tag.getBytes(StandardCharsets.UTF_8));
    assertThat(complete().sink().messages).hasSize(2).doesNotContainKey("tag " + stored);
    git.git("update-ref", "refs/tags/v1", stored);
    assertThat(complete().sink().messages).hasSize(3).containsKey("tag " + stored);
  }
}
