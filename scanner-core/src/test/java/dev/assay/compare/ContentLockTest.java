package dev.assay.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentLockTest {
  @TempDir Path folder;

  private static ContentLock parse(String text) {
    return ContentLock.parse("assay.lock", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ContentLock lock) {
    return new String(lock.write(), StandardCharsets.UTF_8);
  }

  @Test
  void comesBackAsItWas() {
    String text =
        """
            # reviewed by the release team
            format\t1
            content\t@acme/app\tcli.js\tjavascript\t1\t0..7.6MB
            content\t@acme/app\tdocs/**/*.md\tmarkdown\t0..40\t0..34kB\t# wanted by legal
            digest\tlib/*.jar\tsha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\tAda\t2026-03-31\t# see the ticket
            total\t@acme/app\t9..36\t23MB..61.5MB
            """;
    assertThat(text(parse(text))).isEqualTo(text);
    assertThat(text(parse("\uFEFF" + text.replace("\n", "\r\n")))).isEqualTo(text);
  }

  @Test
  void sortsAndJoinsWhatAMergeBrought() {
    String merged =
        """
            format\t1
            total\ta\t1..2\t0..9kB
            content\ta\tx.js\tjavascript\t1\t0..9kB
            content\ta\tx.js\tjavascript\t1..3\t2kB..5kB\t# both
            total\ta\t2..4\t1kB..3kB
            format\t1
            """;
    assertThat(text(parse(merged)))
        .isEqualTo(
            """
            format\t1
            content\ta\tx.js\tjavascript\t1..3\t0..9kB\t# both
            total\ta\t1..4\t0..9kB
            """);
  }

  private static final String[][] WRONG = {
    {"", "no line 'format'"},
    {"content\ta\tb\tc\t1\t1\n", "assay.lock:1: the first record must be 'format'"},
    {"format\t2\n", "assay.lock:1: it is not of format 1"},
    {"format\t1\nblob\tx\n", "assay.lock:2: records begin with content, total or digest"},
    {"format\t1\n\n# later\n", "assay.lock:3: comments stand before"},
    {"format\t1\ncontent\ta\tb\n", "assay.lock:2: it has 2 fields behind its first, and 5"},
    {"format\t1\ncontent\ta\tb\tjs\tmany\t1\n", "assay.lock:2: 'many' is no number of files"},
    {"format\t1\ncontent\ta\tb\tjs\t3..1\t1\n", "'3..1' goes from a number to a smaller one"},
    {"format\t1\ncontent\ta\tb\tjs\t1\tlarge\n", "'large' is no size"},
    {"format\t1\ncontent\ta\tb\tjs\t1\t-1\n", "'-1' is no size"},
    {"format\t1\ncontent\ta\tb\tjs\t1\t1.2.3kB\n", "'1.2.3kB' is no number"},
    {"format\t1\ncontent\ta\tb\tjs\t1\t99999999999999999TB\n", "is too large"},
    {"format\t1\ncontent\ta\tb\\q\tjs\t1\t1\n", "a backslash is written"},
    {"format\t1\ncontent\t\tb\tjs\t1\t1\n", "a pattern is empty"},
    {"format\t1\ntotal\ta\t1\n", "it has 2 fields behind its first, and 3"},
    {"format\t1\n<<<<<<< HEAD\n", "assay.lock:2: a merge left a conflict here"},
  };

  static Stream<Arguments> wrong() {
    return Arrays.stream(WRONG).map(row -> Arguments.of(row[0], row[1]));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("assay lock");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertThatThrownBy(() -> ContentLock.parse("assay.lock", new byte[] {(byte) 0xff, '\n'}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void keepsHostileNamesInTheirFields() {
    Artifact artifact =
        new Artifact(
            PathPattern.quote("a\tb\nc"),
            Items.TGZ,
            "x",
            "",
            List.of(
                Items.item("x\ty\n\u202ez\u001b[31m*\\.js", "javascript", 5),
                Items.item("content\tother\tx", "text", 5)));
    ContentLock lock = Items.lock(artifact);
    assertThat(lock.records()).hasSize(3);
    assertThat(text(lock)).doesNotContain("\u202e", "\u001b");
    assertThat(lock.of(artifact.name()).contents()).hasSize(2);
    assertThat(LockMaker.part(artifact).contents()).allMatch(each -> each.pattern().exact());
  }

  /** Lines that hold stay as they are; numbers become wider where they must; what is gone goes. */
  @Test
  void updateKeepsWhatHolds() {
    ContentLock lock =
        parse(
            """
            format\t1
            content\tapp\tREADME.md\tmarkdown\t0..1\t0..34kB
            content\tapp\tcli.js\tjavascript\t1\t1kB..1MB\t# watch this
            content\tapp\tgone.js\tjavascript\t1\t0..1MB
            content\tapp\tlib/**\tjavascript\t1..90\t0..20kB
            content\tother\tx\ttext\t1\t0..1kB
            digest\tkept.jar\tany\tAda\t2026-03-31
            total\tapp\t1..90\t0..20MB
            """);
    Artifact now =
        Items.artifact(
            "app",
            "2.0.0",
            "cli.js javascript 2000000",
            "lib/a.js javascript 9",
            "lib/b/c.js javascript 9",
            "new.json json 50");
    ContentLock.Part part = LockMaker.updated(lock.of("app"), now);
    assertThat(text(lock.with("app", part)))
        .isEqualTo(
            """
            format\t1
            content\tapp\tREADME.md\tmarkdown\t0..1\t0..34kB
            content\tapp\tcli.js\tjavascript\t1\t1kB..3.1MB\t# watch this
            content\tapp\tlib/**\tjavascript\t1..90\t0..20kB
            content\tapp\tnew.json\tjson\t1\t0..33kB
            content\tother\tx\ttext\t1\t0..1kB
            digest\tkept.jar\tany\tAda\t2026-03-31
            total\tapp\t1..90\t0..20MB
            """);
    ContentLock once = lock.with("app", part);
    assertThat(once.with("app", LockMaker.updated(once.of("app"), now)).lines())
        .isEqualTo(once.lines());
  }

  /** Real git, as two people have it; beside each other only with the union driver. */
  @Test
  void twoBranchesMerge() throws Exception {
    Artifact base =
        Items.artifact(
            "app", "1.0.0", "a.js javascript 9", "m.js javascript 9", "z.js javascript 9");
    git("init", "-q", "-b", "main");
    commit(Items.lock(base), "base");
    git("checkout", "-q", "-b", "one");
    commit(with(base, "b.json json 9", "b1.css css 9"), "one");
    git("checkout", "-q", "main");
    git("checkout", "-q", "-b", "two");
    commit(with(base, "s.json json 9"), "two");
    git("checkout", "-q", "one");
    git("merge", "-q", "--no-edit", "two");
    assertMerged("b.json", "b1.css", "s.json");

    git("checkout", "-q", "main");
    Files.writeString(folder.resolve(".gitattributes"), "assay.lock merge=union\n");
    git("add", ".gitattributes");
    git("commit", "-q", "-m", "union");
    git("checkout", "-q", "-b", "three");
    commit(with(base, "c.json json 9", "n.json json 50000"), "three");
    git("checkout", "-q", "main");
    git("checkout", "-q", "-b", "four");
    commit(with(base, "c1.json json 9", "n.json json 90000"), "four");
    git("merge", "-q", "--no-edit", "three");
    assertMerged("c.json", "c1.json", "n.json");
    assertThat(read().of("app").contents())
        .filteredOn(each -> each.pattern().text().equals("n.json"))
        .singleElement()
        .satisfies(each -> assertThat(each.size().holds(90_000)).isTrue());
  }

  private static ContentLock with(Artifact base, String... more) {
    List<Artifact.Item> items = new ArrayList<>(base.files());
    items.addAll(Items.artifact("app", "", more).files());
    ContentLock lock = Items.lock(base);
    Artifact now = new Artifact("app", Items.TGZ, "app", "1.0.0", items);
    return lock.with("app", LockMaker.updated(lock.of("app"), now));
  }

  private void assertMerged(String... patterns) throws IOException {
    List<String> there = new ArrayList<>();
    read().of("app").contents().forEach(each -> there.add(each.pattern().text()));
    assertThat(there).contains("a.js", "m.js", "z.js").contains(patterns);
  }

  private ContentLock read() throws IOException {
    return ContentLock.parse("assay.lock", Files.readAllBytes(folder.resolve("assay.lock")));
  }

  private void commit(ContentLock lock, String message) throws Exception {
    Files.write(folder.resolve("assay.lock"), lock.write());
    git("add", "assay.lock");
    git("commit", "-q", "-m", message);
  }

  private void git(String... args) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    try (InputStream in = process.getInputStream()) {
      String out = new String(in.readNBytes(10_000), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, out).isZero();
    }
  }
}
