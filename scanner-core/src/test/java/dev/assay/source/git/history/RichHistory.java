package dev.assay.source.git.history;

import dev.assay.source.git.GitFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** A repository with whatever a history may hold. */
final class RichHistory {

  private RichHistory() {}

  /** Builds it in {@code directory}. */
  static GitFixture build(Path directory, String... initOptions) throws Exception {
    GitFixture git = new GitFixture(directory, initOptions);
    git.git("config", "gc.auto", "0");
    git.git("config", "core.quotePath", "false");
    git.write("a.txt", "root\n").write("dir/sub/b.txt", "b1\n").write("gone.txt", "gone\n");
    git.write("empty", "").write("with space/new\nline.txt", "odd names\n");
    String root = git.commit("root");
    growing(git, 30);
    git.delete("gone.txt").write("dir/sub/b.txt", "b2\n");
    git.commit("delete and change");
    git.git("mv", "a.txt", "renamed.txt");
    git.commit("rename");
    git.git("mv", "dir", "moved");
    git.commit("rename of a folder");
    String link = git.blob("moved/sub/b.txt".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    git.git("update-index", "--add", "--cacheinfo", "120000," + link + ",link");
    git.git("update-index", "--add", "--cacheinfo", "160000," + root + ",module");
    git.git("commit", "-q", "-m", "symlink and submodule");
    git.git("checkout", "-q", "-f", "main");
    git.git("update-index", "--chmod=+x", "renamed.txt");
    git.git("commit", "-q", "-m", "mode only");
    branches(git);
    notesAndTags(git);
    stash(git);
    return git;
  }

  /** Versions of a file that make chains of deltas, and of one that doesn't. */
  private static void growing(GitFixture git, int versions) {
    Random random = new Random(17);
    StringBuilder text = new StringBuilder();
    byte[] noise = new byte[5000];
    for (int i = 0; i < versions; i++) {
      for (int line = 0; line < 40; line++) {
        text.append("line ").append(random.nextInt(1000000)).append(" of version ").append(i);
        text.append('\n');
      }
      text.replace(random.nextInt(200), 200, "changed " + i);
      git.write("src/main/grows.txt", text.toString());
      git.write("src/main/also" + i % 7 + ".txt", text.substring(text.length() / 2));
      random.nextBytes(noise);
      git.write("noise.bin", noise);
      git.commit("version " + i);
    }
  }

  private static void branches(GitFixture git) {
    git.git("checkout", "-q", "-b", "side");
    git.write("moved/sub/b.txt", "side\n").write("only-side.txt", "side only\n");
    git.commit("side");
    git.git("checkout", "-q", "-b", "third", "main");
    git.write("third.txt", "third\n");
    git.commit("third");
    git.git("checkout", "-q", "main");
    git.write("moved/sub/b.txt", "main\n");
    git.commit("main");
    // An evil merge: what neither parent has, beside a conflict that takes one side.
    git.git("merge", "-q", "-s", "ours", "--no-commit", "side");
    git.write("moved/sub/b.txt", "side\n").write("evil.txt", "evil\n");
    git.commit("evil merge");
    git.git("checkout", "-q", "-b", "fourth", "HEAD~3");
    git.write("fourth.txt", "fourth\n");
    git.commit("fourth");
    git.git("checkout", "-q", "main");
    git.git("merge", "-q", "-m", "octopus", "third", "fourth");
    git.write("back.txt", "back\n");
    git.commit("back again");
    git.delete("back.txt");
    git.commit("without");
    git.write("back.txt", "back\n");
    git.commit("with it once more");
    git.git("checkout", "-q", "--orphan", "second-root");
    git.write("second-root.txt", "another root\n");
    git.commit("second root");
    git.git("update-ref", "refs/hidden/place", "HEAD");
    git.git("checkout", "-q", "main");
    git.git("branch", "-q", "-D", "second-root");
  }

  private static void notesAndTags(GitFixture git) {
    git.git("notes", "add", "-m", "a note", "HEAD~2");
    git.git("tag", "-a", "-m", "a tag's message", "v1", "HEAD~1");
    git.git("tag", "-a", "-m", "a tag of a tag", "v1-again", "v1");
    git.git("tag", "light", "third");
    String blob =
        git.blob("named by a tag alone\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    git.git("tag", "blob-tag", blob);
    String inTree =
        git.blob("in a tree without commit\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String tree =
        git.gitWith(
            ("100644 blob " + inTree + "\tfile.txt\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "mktree");
    git.git("update-ref", "refs/trees/one", tree);
  }

  private static void stash(GitFixture git) throws Exception {
    git.write("renamed.txt", "stashed first\n");
    git.git("stash", "push", "-q");
    git.write("renamed.txt", "in the index\n");
    git.add();
    git.write("renamed.txt", "in the work tree\n").write("untracked.txt", "untracked\n");
    git.git("stash", "push", "-q", "--include-untracked");
    // Amended away: only the reflog names it.
    git.write("amended.txt", "before it was amended\n");
    git.commit("to be amended");
    git.write("amended.txt", "after\n");
    git.add();
    git.git("commit", "-q", "--amend", "-m", "amended");
    git.git(Map.of(), "config", "core.logAllRefUpdates", "true");
    Files.writeString(directoryOf(git).resolve("info/exclude"), "");
  }

  static Path directoryOf(GitFixture git) {
    return git.directory().resolve(".git");
  }
}
