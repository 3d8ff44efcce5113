package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.source.git.GitFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what is pushed and attributed against the git command, however the objects are packed. */
class HistoryOracleTest {
  @TempDir Path temp;

  @Test
  void pushesEveryBlobOnceAndAttributesIt() throws Exception {
    GitFixture git = RichHistory.build(temp.resolve("repo"));
    HistoryScans loose = HistoryScans.all(git.repository());
    checkBlobs(git, loose);
    assertThat(loose.sink().problems).isEmpty();
    assertThat(loose.sink().failures).isEmpty();
    checkIntroductions(git, loose);
    checkMessages(git, loose);

    for (Map.Entry<String, List<String[]>> way : packings().entrySet()) {
      for (String[] command : way.getValue()) {
        git.git(command);
      }
      for (CollectingSink.Forks forks : CollectingSink.Forks.values()) {
        HistoryScans packed = HistoryScans.run(git.repository(), false, forks);
        checkBlobs(git, packed);
        assertThat(packed.sink().problems).as(way.getKey()).isEmpty();
        assertThat(packed.sink().failures).as(way.getKey()).isEmpty();
        assertThat(packed.lines()).as(way.getKey()).isEqualTo(loose.lines());
        assertThat(packed.sink().messages).isEqualTo(loose.sink().messages);
        assertThat(packed.sink().wrongDeltas).isEmpty();
        if (!way.getKey().startsWith("5")) {
          assertThat(packed.sink().deltas).as(way.getKey()).isGreaterThan(20);
        }
      }
    }
  }

  /** Each one starts from what the one before left. */
  private static Map<String, List<String[]>> packings() {
    Map<String, List<String[]>> ways = new TreeMap<>();
    ways.put("1 one pack", List.<String[]>of(words("repack -adfq --depth=50 --window=20")));
    ways.put("2 deep chains", List.<String[]>of(words("repack -adfq --depth=4000 --window=50")));
    ways.put("3 index version 1", List.<String[]>of(words("-c pack.indexVersion=1 repack -adfq")));
    ways.put(
        "4 deltas by id",
        List.<String[]>of(words("-c repack.useDeltaBaseOffset=false repack -adfq --depth=20")));
    ways.put("5 no deltas", List.<String[]>of(words("repack -adfq --depth=0")));
    ways.put(
        "6 small packs and a multi-pack index",
        List.of(
            words("repack -adfq --max-pack-size=1m"),
            words("multi-pack-index write"),
            words("commit-graph write --reachable")));
    return ways;
  }

  private static List<String> lines(String output) {
    return output.lines().toList();
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  private static void checkBlobs(GitFixture git, HistoryScans scan) {
    Set<String> expected = new HashSet<>();
    for (String line : lines(git.git("cat-file", "--batch-all-objects", "--batch-check"))) {
      String[] fields = line.split(" ", -1);
      if (fields[1].equals("blob")) {
        expected.add(fields[0]);
      }
    }
    CollectingSink sink = scan.sink();
    assertThat(sink.blobs.keySet()).isEqualTo(expected);
    sink.blobs.forEach((id, computed) -> assertThat(computed).isEqualTo(id));
    assertThat(sink.twice).isEmpty();
    assertThat(sink.count(Coverage.Unit.BLOBS)).isEqualTo(expected.size());
  }

  /** What a commit holds at a path and none of its parents does, by listing every tree. */
  private static void checkIntroductions(GitFixture git, HistoryScans scan) {
    Map<String, Map<String, String>> trees = new HashMap<>();
    List<String> expected = new ArrayList<>();
    List<String> tips = new ArrayList<>(List.of("rev-list", "--parents", "--all"));
    for (String line : lines(git.git("stash", "list", "--format=%H"))) {
      tips.add(line); // all entries, of which --all takes but the last
    }
    int commits = 0;
    for (String line : lines(git.git(tips.toArray(String[]::new)))) {
      commits++;
      String[] ids = line.split(" ", -1);
      Map<String, String> tree = tree(git, trees, ids[0]);
      tree.forEach(
          (path, blob) -> {
            for (int i = 1; i < ids.length; i++) {
              if (blob.equals(tree(git, trees, ids[i]).get(path))) {
                return;
              }
            }
            expected.add(ids[0] + " " + path + " " + blob);
          });
    }
    expected.add("- refs/tags/blob-tag " + git.id("blob-tag"));
    expected.add("- refs/trees/one/file.txt " + git.id("refs/trees/one:file.txt"));
    assertThat(scan.lines()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(scan.sink().count(Coverage.Unit.COMMITS)).isEqualTo(commits);
    assertThat(scan.sink().notices)
        .contains("1 submodule not followed: scan their repositories too");
  }

  private static Map<String, String> tree(
      GitFixture git, Map<String, Map<String, String>> trees, String commit) {
    return trees.computeIfAbsent(
        commit,
        id -> {
          Map<String, String> tree = new HashMap<>();
          for (String entry : git.git("ls-tree", "-r", "-z", id).split("\0", -1)) {
            String[] fields = entry.split("[ \t]", 4);
            if (fields.length == 4 && fields[1].equals("blob")) {
              tree.put(fields[3], fields[2]);
            }
          }
          return tree;
        });
  }

  private static void checkMessages(GitFixture git, HistoryScans scan) {
    Map<String, String> messages = scan.sink().messages;
    assertThat(messages.get("tag " + git.id("v1"))).isEqualTo("a tag's message\n");
    assertThat(messages.get("tag " + git.id("v1-again"))).isEqualTo("a tag of a tag\n");
    assertThat(messages.get("commit " + git.id("HEAD"))).isEqualTo("amended\n");
    assertThat(messages.values()).contains("evil merge\n", "octopus\n", "second root\n");
    assertThat(messages.values()).doesNotContain("to be amended\n");
    assertThat(scan.sink().count(Coverage.Unit.MESSAGES)).isEqualTo(messages.size());
  }
}
