package dev.assay.source.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A repository made by the git command, the same at every run: names and dates are set by
 * environment, and the machine's own configuration doesn't count.
 */
public final class GitFixture {

  private final Path directory;
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private long time = 1_700_000_000L;

  /** {@code git init} in {@code directory}, which is created. */
  public GitFixture(Path directory, String... initOptions) {
    this(directory, true, initOptions);
  }

  private GitFixture(Path directory, boolean init, String... initOptions) {
    this.directory = directory;
    this.home = directory.resolveSibling("home");
    try {
      Files.createDirectories(directory);
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Map.Entry<String, String> entry : System.getenv().entrySet()) {
      if (!entry.getKey().startsWith("GIT_")) {
        environment.put(entry.getKey(), entry.getValue());
      }
    }
    environment.put("HOME", home.toString());
    environment.put("XDG_CONFIG_HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("LC_ALL", "C.UTF-8");
    environment.remove("ASSAY_GIT");
    if (init) {
      List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
      command.addAll(List.of(initOptions));
      git(command.toArray(String[]::new));
    }
  }

  /** One that is there already, such as a clone or a linked work tree. */
  public static GitFixture existing(Path directory) {
    return new GitFixture(directory, false);
  }

  public Path directory() {
    return directory;
  }

  /** What Assay is to see. */
  public Map<String, String> environment() {
    return environment;
  }

  public GitRepository repository() {
    return GitRepository.open(directory, environment);
  }

  public GitCommand command() {
    GitCommand command = GitCommand.find(environment);
    if (command == null) {
      throw new AssertionError("the tests need the git command");
    }
    return command;
  }

  /** Runs git; gives its output without the last line end. */
  public String git(String... arguments) {
    return new String(run(Map.of(), new byte[0], arguments), StandardCharsets.UTF_8)
        .stripTrailing();
  }

  public String git(Map<String, String> more, String... arguments) {
    return new String(run(more, new byte[0], arguments), StandardCharsets.UTF_8).stripTrailing();
  }

  /** Runs git with {@code input}. */
  public String gitWith(byte[] input, String... arguments) {
    return new String(run(Map.of(), input, arguments), StandardCharsets.UTF_8).stripTrailing();
  }

  private byte[] run(Map<String, String> more, byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(directory.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      String date = (time += 60) + " +0000";
      builder.environment().put("GIT_AUTHOR_NAME", "A U Thor");
      builder.environment().put("GIT_AUTHOR_EMAIL", "author@example.com");
      builder.environment().put("GIT_AUTHOR_DATE", date);
      builder.environment().put("GIT_COMMITTER_NAME", "C O Mitter");
      builder.environment().put("GIT_COMMITTER_EMAIL", "committer@example.com");
      builder.environment().put("GIT_COMMITTER_DATE", date);
      builder.environment().putAll(more);
      Path errors = Files.createTempFile(home, "stderr", "");
      builder.redirectError(errors.toFile());
      Process process = builder.start();
      try (var out = process.getOutputStream()) {
        out.write(input);
      }
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      try (InputStream in = process.getInputStream()) {
        in.transferTo(output);
      }
      if (process.waitFor() != 0) {
        throw new AssertionError(
            command
                + " failed: "
                + new String(
                    Files.newInputStream(errors).readNBytes(4000), StandardCharsets.UTF_8));
      }
      return output.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public GitFixture write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public GitFixture write(String path, byte[] bytes) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GitFixture delete(String path) {
    try {
      Files.delete(directory.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stages everything. */
  public GitFixture add() {
    git("add", "-A");
    return this;
  }

  /** Stages everything and commits; gives the commit's id. */
  public String commit(String message) {
    add();
    git("commit", "-q", "--allow-empty", "-m", message);
    return git("rev-parse", "HEAD");
  }

  /** The id of what {@code revision} names. */
  public String id(String revision) {
    return git("rev-parse", revision);
  }

  /** Writes {@code bytes} as a blob. */
  public String blob(byte[] bytes) {
    return gitWith(bytes, "hash-object", "-w", "--stdin");
  }
}
