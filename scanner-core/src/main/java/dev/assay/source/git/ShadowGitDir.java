package dev.assay.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A temporary git directory that has the objects of a partial clone and nothing else of it: no
 * remote, so that git takes what was left out for missing instead of fetching it or giving up.
 */
final class ShadowGitDir implements AutoCloseable {

  private final GitRepository repository;
  private final Path directory;

  ShadowGitDir(GitRepository repository) throws IOException {
    this.repository = repository;
    this.directory = Files.createTempDirectory("assay-git");
    Files.createDirectory(directory.resolve("refs"));
    Files.createDirectory(directory.resolve("objects"));
    write("HEAD", "ref: refs/heads/none\n");
    write(
        "config",
        "[core]\n\trepositoryFormatVersion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = "
            + repository.objectFormat().label()
            + "\n");
    StringBuilder shallow = new StringBuilder();
    for (String commit : repository.shallowCommits()) {
      shallow.append(commit).append('\n');
    }
    if (shallow.length() > 0) {
      write("shallow", shallow.toString());
    }
  }

  private void write(String name, String text) throws IOException {
    Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes git run on it. */
  void setUp(Map<String, String> environment) {
    environment.remove("GIT_WORK_TREE");
    environment.remove("GIT_COMMON_DIR");
    environment.remove("GIT_INDEX_FILE");
    environment.put("GIT_DIR", directory.toString());
    StringBuilder alternates = new StringBuilder();
    for (Path objects : repository.objectDirectories()) {
      if (alternates.length() > 0) {
        alternates.append(java.io.File.pathSeparatorChar);
      }
      alternates.append(objects);
    }
    environment.put("GIT_OBJECT_DIRECTORY", directory.resolve("objects").toString());
    environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", alternates.toString());
  }

  @Override
  public void close() {
    for (String name : new String[] {"HEAD", "config", "shallow", "refs", "objects", ""}) {
      try {
        Files.deleteIfExists(name.isEmpty() ? directory : directory.resolve(name));
      } catch (IOException e) {
        // A temporary folder that stays is no reason to fail.
      }
    }
  }
}
