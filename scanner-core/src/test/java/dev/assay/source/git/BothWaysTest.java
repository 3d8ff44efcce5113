package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The git command and JGit give the same contents with the same added lines and commits. */
class BothWaysTest {

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void ofRandomHistories(long seed) throws Exception {
    Random random = new Random(seed);
    GitFixture git = new GitFixture(temp.toRealPath().resolve("repo"));
    int commits = 60;
    byte[] history = history(random, commits);
    git.gitWith(history, "fast-import", "--quiet");
    git.git("reset", "-q", "--hard", "b0");
    if (seed % 2 == 0) {
      git.git("gc", "-q");
    }
    List<String> all = git.git("rev-list", "--branches").lines().toList();
    List<String[]> ranges = new ArrayList<>();
    ranges.add(new String[] {"--all"});
    ranges.add(new String[] {"b0", "--not", "b1"});
    ranges.add(new String[] {"--since=" + (1_700_000_000L + 60 * commits / 2), "--branches"});
    for (int i = 0; i < 6; i++) {
      String a = all.get(random.nextInt(all.size()));
      String b = all.get(random.nextInt(all.size()));
      ranges.add(new String[] {a + (i % 2 == 0 ? ".." : "...") + b});
      ranges.add(new String[] {a + "^!"});
    }
    int found = 0;
    for (String[] range : ranges) {
      git.environment().remove(GitCommand.VARIABLE);
      Seen byGit = Seen.range(git, range);
      git.environment().put(GitCommand.VARIABLE, "none");
      Seen byJGit = Seen.range(git, range);
      assertThat(byJGit.items).as(String.join(" ", range)).containsExactlyElementsOf(byGit.items);
      assertThat(byJGit.notices).isEqualTo(byGit.notices);
      assertThat(byGit.problems).isEmpty();
      assertThat(byJGit.problems).isEmpty();
      assertThat(byJGit.counts).isEqualTo(byGit.counts);
      found += byGit.items.size();
    }
    assertThat(found).isGreaterThan(300);
    stagedChanges(git, random);
    git.environment().remove(GitCommand.VARIABLE);
    Seen byGit = Seen.staged(git);
    git.environment().put(GitCommand.VARIABLE, "none");
    assertThat(Seen.staged(git).items).containsExactlyElementsOf(byGit.items).isNotEmpty();
  }

  /** What every commit adds by our account holds what git's own diff says was added. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void holdsWhatGitShowsAsAdded(long seed) throws Exception {
    GitFixture git = new GitFixture(temp.toRealPath().resolve("repo"));
    git.gitWith(history(new Random(seed), 40), "fast-import", "--quiet");
    int compared = 0;
    for (String commit : git.git("rev-list", "--branches", "--no-merges").lines().toList()) {
      Seen seen = Seen.range(git, commit + "^!");
      for (Seen.Item item : seen.items) {
        if (item.path().endsWith(" message")) {
          continue;
        }
        String diff =
            git.git(
                "show",
                "--format=",
                "--no-renames",
                "-U0",
                "--minimal",
                "--text",
                commit,
                "--",
                item.path());
        HashSet<String> shown = new HashSet<>();
        for (String line : diff.lines().toList()) {
          if (line.startsWith("+") && !line.startsWith("+++ ")) {
            shown.add(line.substring(1));
          }
        }
        assertThat(shown).as(commit + " " + item.path()).containsAll(item.added());
        compared += item.added().size();
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static void stagedChanges(GitFixture git, Random random) {
    String[] paths = git.git("ls-files", "-z").split("\0", -1);
    for (int i = 0; i < 5; i++) {
      git.write("staged/" + i, "staged " + i + "\n");
      String path = paths[random.nextInt(paths.length - 1)];
      if (i % 2 == 0) {
        git.write("moved/" + i, git.git("cat-file", "blob", "HEAD:" + path) + "\nand more\n");
        git.git("rm", "-q", "-f", "--ignore-unmatch", path);
      }
    }
    git.add();
  }

  /** Branches b0 to b3 with merges, evil ones too, renames, deletions and files become folders. */
  private static byte[] history(Random random, int commits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Map<String, String>> trees = new ArrayList<>();
    int[] tips = {-1, -1, -1, -1};
    for (int i = 0; i < commits; i++) {
      int branch = i < 4 ? 0 : random.nextInt(4);
      int from = tips[branch] >= 0 ? tips[branch] : tips[0];
      Map<String, String> tree = new TreeMap<>(from < 0 ? Map.of() : trees.get(from));
      List<Integer> parents = new ArrayList<>(from < 0 ? List.of() : List.of(from));
      int others = i > 8 && random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
      for (int o = 0; o < others; o++) {
        int other = tips[random.nextInt(4)];
        if (other >= 0 && !parents.contains(other)) {
          parents.add(other);
          trees
              .get(other)
              .forEach(
                  (path, text) -> {
                    if (random.nextBoolean() && fits(tree, path)) {
                      tree.put(
                          path,
                          random.nextInt(3) == 0 && tree.containsKey(path)
                              ? tree.get(path) + text
                              : text);
                    }
                  });
        }
      }
      for (int edit = random.nextInt(4); edit >= 0; edit--) {
        edit(tree, random, i);
      }
      put(out, "commit refs/heads/b" + branch + "\nmark :" + (i + 1) + "\n");
      // Clocks are wrong now and then.
      put(
          out,
          "committer C <c@x> " + (1_700_000_000L + 60L * (i - random.nextInt(4))) + " +0000\n");
      data(out, "message " + i + "\nbody\n");
      for (int p = 0; p < parents.size(); p++) {
        put(out, (p == 0 ? "from :" : "merge :") + (parents.get(p) + 1) + "\n");
      }
      put(out, "deleteall\n");
      tree.forEach(
          (path, text) -> {
            put(
                out,
                "M "
                    + (path.startsWith("link")
                        ? "120000"
                        : path.startsWith("run") ? "100755" : "100644")
                    + " inline "
                    + path
                    + "\n");
            data(out, text);
          });
      trees.add(tree);
      tips[branch] = i;
    }
    put(out, "done\n");
    return out.toByteArray();
  }

  private static void edit(Map<String, String> tree, Random random, int commit) {
    List<String> paths = new ArrayList<>(tree.keySet());
    int kind = paths.isEmpty() ? 0 : random.nextInt(10);
    String folder =
        Stream.of("", "a/", "a/b/", "c/").skip(random.nextInt(4)).findFirst().orElse("");
    String fresh =
        folder
            + Stream.of("file", "link", "run", "x", "a")
                .skip(random.nextInt(5))
                .findFirst()
                .orElse("")
            + random.nextInt(9);
    if (kind < 3) {
      if (fits(tree, fresh)) {
        tree.put(fresh, lines(random, commit, 1 + random.nextInt(12)));
      }
      return;
    }
    String path = paths.get(random.nextInt(paths.size()));
    String text = tree.get(path);
    if (kind < 7) {
      List<String> all = new ArrayList<>(List.of(text.split("(?<=\n)")));
      int at = random.nextInt(all.size() + 1);
      if (random.nextBoolean() && all.size() > 1) {
        all.remove(random.nextInt(all.size()));
      }
      all.add(Math.min(at, all.size()), lines(random, commit, 1 + random.nextInt(2)));
      tree.put(path, String.join("", all));
    } else if (kind < 8) {
      tree.remove(path);
    } else {
      tree.remove(path);
      if (fits(tree, fresh)) {
        tree.put(fresh, kind == 8 ? text : text + lines(random, commit, 1));
      }
    }
  }

  /** Whether no folder stands where a file is, nor the other way round. */
  private static boolean fits(Map<String, String> tree, String path) {
    return tree.keySet().stream()
        .noneMatch(p -> p.startsWith(path + "/") || path.startsWith(p + "/"));
  }

  private static String lines(Random random, int commit, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
          random.nextInt(3) == 0
              ? "common " + random.nextInt(4)
              : "line " + commit + " " + random.nextInt(100));
      text.append('\n');
    }
    return text.toString();
  }

  private static void put(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void data(ByteArrayOutputStream out, String text) {
    put(out, "data " + text.getBytes(StandardCharsets.UTF_8).length + "\n" + text + "\n");
  }
}
