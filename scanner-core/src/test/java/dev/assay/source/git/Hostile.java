package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configures everything that git can be told to run, each leaving a mark. */
final class Hostile {

  private final Path marks;

  Hostile(GitFixture git) throws Exception {
    marks = Files.createDirectories(git.directory().resolveSibling("marks"));
    Path script = git.directory().resolveSibling("evil.sh");
    Files.writeString(script, "#!/bin/sh\ntouch '" + marks + "'/\"$1\"\ncat\n");
    script.toFile().setExecutable(true);
    for (String key :
        List.of(
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.gitProxy",
            "core.alternateRefsCommand",
            "diff.external",
            "diff.evil.command",
            "diff.evil.textconv",
            "filter.evil.clean",
            "filter.evil.smudge",
            "filter.evil.process",
            "merge.evil.driver",
            "credential.helper",
            "gpg.program",
            "pager.diff-index",
            "pager.diff-tree",
            "pager.rev-list",
            "pager.cat-file",
            "uploadpack.packObjectsHook",
            "sequence.editor")) {
      git.git("config", key, script + " " + key);
    }
    for (String command : List.of("diff-index", "cat-file", "rev-list", "diff-tree")) {
      git.git("config", "alias." + command, "!" + script + " alias." + command);
    }
    git.git("config", "core.hooksPath", marks.resolveSibling("hooks").toString());
    git.git("config", "log.showSignature", "true");
    for (String hook : List.of("post-index-change", "fsmonitor-watchman", "pre-auto-gc")) {
      git.write("../hooks/" + hook, "#!/bin/sh\ntouch '" + marks + "'/hook-" + hook + "\n");
      git.directory().resolve("../hooks/" + hook).toFile().setExecutable(true);
    }
    git.write(".git/info/attributes", "* diff=evil filter=evil merge=evil\n");
    // It does bite: git runs a hook of it for anything that is not careful.
    git.git("update-index", "--refresh");
    try (var all = Files.list(marks)) {
      assertThat(all).isNotEmpty();
    }
    try (var all = Files.list(marks)) { // what making it hostile ran itself doesn't count
      for (Path mark : all.toList()) {
        Files.delete(mark);
      }
    }
  }

  void assertNothingRan() throws Exception {
    try (var all = Files.list(marks)) {
      assertThat(all).isEmpty();
    }
  }
}
