package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import dev.assay.source.git.GitFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.internal.storage.reftable.ReftableWriter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refs in tables, which JGit writes here: the git command that the tests find may be too old. */
class ReftableRefsTest {
  private static final PersonIdent WHO =
      new PersonIdent("a", "a@b", Instant.ofEpochSecond(1_700_000_000L), ZoneOffset.UTC);

  @TempDir Path temp;

  private GitFixture git;
  private Path tables;
  private String first;
  private String second;
  private String lost;

  @BeforeEach
  void convert() throws Exception {
    git = new GitFixture(temp.resolve("repo"));
    git.write("a", "a\n");
    first = git.commit("one");
    git.write("b", "b\n");
    second = git.commit("two");
    git.write("c", "c\n");
    lost = git.commit("lost");
    Path gitDir = git.directory().resolve(".git");
    tables = Files.createDirectories(gitDir.resolve("reftable"));
    table("1.ref", 1, List.of(ref("refs/heads/main", lost), ref("refs/tags/light", first)));
    table("2.ref", 2, List.of(ref("refs/heads/main", second)));
    Files.writeString(tables.resolve("tables.list"), "1.ref\n2.ref\n");
    git.git("config", "core.repositoryFormatVersion", "1");
    git.git("config", "extensions.refStorage", "reftable");
    Files.delete(gitDir.resolve("refs/heads/main"));
    Files.writeString(gitDir.resolve("HEAD"), "ref: refs/heads/.invalid\n");
  }

  private static Ref ref(String name, String id) {
    return new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, name, ObjectId.fromString(id));
  }

  private void table(String name, long update, List<Ref> refs) throws IOException {
    try (OutputStream out = Files.newOutputStream(tables.resolve(name))) {
      ReftableWriter writer = new ReftableWriter(out);
      writer.setMinUpdateIndex(update).setMaxUpdateIndex(update).begin();
      writer.sortAndWriteRefs(refs);
      if (update == 2) {
        writer.writeLog(
            "refs/heads/main", 2, WHO, ObjectId.fromString(lost), ObjectId.fromString(second), "x");
        writer.writeLog(
            "refs/stash", 2, WHO, ObjectId.zeroId(), ObjectId.fromString(second), "stashed");
      }
      writer.finish();
    }
  }

  @Test
  void laterTablesWinAndLogsNameWhatIsLeft() throws Exception {
    RefTips tips = ReftableRefs.read(git.repository(), problem -> {});
    assertThat(tips.refs())
        .containsOnlyKeys("refs/heads/main", "refs/tags/light", "refs/stash@{0}")
        .containsEntry("refs/heads/main", second)
        .containsEntry("refs/tags/light", first);
    assertThat(tips.former()).containsExactlyInAnyOrder(lost, second);

    HistoryScans scan = HistoryScans.all(git.repository());
    assertThat(scan.sink().problems).isEmpty();
    assertThat(scan.lines()).hasSize(2);
    assertThat(scan.sink().notices)
        .anySatisfy(notice -> assertThat(notice).startsWith("1 blob with hits left out"));
  }

  @Test
  void damagedTablesAreSaid() throws Exception {
    byte[] bytes = Files.readAllBytes(tables.resolve("2.ref"));
    for (int cut = 0; cut < bytes.length; cut += 7) {
      Files.write(tables.resolve("2.ref"), java.util.Arrays.copyOf(bytes, cut));
      CollectingSink sink = new CollectingSink(CollectingSink.Forks.AT_ONCE);
      ReftableRefs.read(git.repository(), sink::problem);
      assertThat(sink.problems).singleElement().extracting(Problem::kind).isNotNull();
    }
    Files.delete(tables.resolve("tables.list"));
    CollectingSink sink = new CollectingSink(CollectingSink.Forks.AT_ONCE);
    ReftableRefs.read(git.repository(), sink::problem);
    assertThat(sink.problems).hasSize(1);
  }

  @Test
  void linkedWorkTreesHaveTablesOfTheirOwn() throws Exception {
    Path own = Files.createDirectories(git.directory().resolve(".git/worktrees/side/reftable"));
    Path main = tables;
    tables = own;
    table("1.ref", 1, List.of(ref("HEAD", lost)));
    Files.writeString(own.resolve("tables.list"), "1.ref\n");
    tables = main;
    assertThat(ReftableRefs.read(git.repository(), problem -> {}).refs())
        .containsEntry("worktrees/side/HEAD", lost);
  }
}
