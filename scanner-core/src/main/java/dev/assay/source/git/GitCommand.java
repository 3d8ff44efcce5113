package dev.assay.source.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code git} command, started so that nothing of a repository's configuration can run a
 * program, ask for something, fetch anything or write. Arguments are lists, never a shell's text;
 * output is bytes. The variables and the configuration of the user's own environment (such as
 * {@code safe.directory}) stay in force, for they are the user's, not the repository's.
 */
public final class GitCommand {

  /** The variable that names another git, or {@code none} to go without. */
  public static final String VARIABLE = "ASSAY_GIT";

  /** What git may see of the environment's {@code GIT_*}: where the configuration is. */
  private static final String[] KEPT = {
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
  };

  /** And where the repository is, if it is the one that they mean. */
  private static final String[] KEPT_FOR_ITS_REPOSITORY = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  };

  /** Variables of ours. */
  private static final String[] SET = {
    "LC_ALL", "C",
    "GIT_OPTIONAL_LOCKS", "0",
    "GIT_TERMINAL_PROMPT", "0",
    "GIT_ASKPASS", "",
    "SSH_ASKPASS", "",
    "GIT_PAGER", "cat",
    "GIT_ATTR_NOSYSTEM", "1",
    "GIT_LITERAL_PATHSPECS", "1",
    // Never fetch what a partial clone left out: the first is for git 2.45 and later, the second
    // leaves no protocol to any version.
    "GIT_NO_LAZY_FETCH", "1",
    "GIT_ALLOW_PROTOCOL", "none",
    // The objects as they are, and as they would be pushed.
    "GIT_NO_REPLACE_OBJECTS", "1",
    "GIT_GRAFT_FILE", "/dev/null",
  };

  /** Configuration that would make git start something, or hide something from us. */
  private static final String[] CONFIGURATION = {
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.alternateRefsCommand=true",
    "core.commitGraph=false", // it may be stale or made up; the commits are not
    "core.sshCommand=false",
    "core.pager=cat",
    "core.bigFileThreshold=16m", // larger blobs are streamed
    "credential.helper=",
    "safe.bareRepository=all", // the user named it
  };

  private final String executable;

  private GitCommand(String executable) {
    this.executable = executable;
  }

  /**
   * The git that {@link #VARIABLE} names or else the first one of {@code PATH}; null if there is
   * none or it is not wanted. Relative entries of the path are passed over: a folder that is
   * scanned must not bring its own git.
   */
  public static @Nullable GitCommand find(Map<String, String> environment) {
    String chosen = environment.get(VARIABLE);
    if (chosen != null && !chosen.isEmpty()) {
      return chosen.equals("none") ? null : new GitCommand(chosen);
    }
    String path = environment.get("PATH");
    if (path == null) {
      path = environment.get("Path"); // Windows
    }
    if (path == null) {
      return null;
    }
    String name = File.separatorChar == '\\' ? "git.exe" : "git";
    int start = 0;
    while (start <= path.length()) {
      int end = path.indexOf(File.pathSeparatorChar, start);
      end = end < 0 ? path.length() : end;
      if (end > start) {
        Path candidate = Path.of(path.substring(start, end)).resolve(name);
        if (candidate.isAbsolute()
            && Files.isRegularFile(candidate)
            && Files.isExecutable(candidate)) {
          return new GitCommand(candidate.toString());
        }
      }
      start = end + 1;
    }
    return null;
  }

  /**
   * Starts {@code git arguments…} in {@code repository}.
   *
   * @throws IOException if it can't be started
   */
  public GitProcess start(GitRepository repository, String... arguments) throws IOException {
    return start(repository, null, arguments);
  }

  /**
   * @param shadow where git runs instead of in the repository itself, whose objects it sees
   */
  GitProcess start(GitRepository repository, @Nullable ShadowGitDir shadow, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(2 * CONFIGURATION.length + arguments.length + 2);
    command.add(executable);
    command.add("--no-pager");
    for (String setting : CONFIGURATION) {
      command.add("-c");
      command.add(setting);
    }
    for (String argument : arguments) {
      command.add(argument);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(repository.directory().toFile());
    setUp(builder.environment(), repository);
    if (shadow != null) {
      shadow.setUp(builder.environment());
    }
    return new GitProcess(builder.start(), arguments[0], repository);
  }

  /** The same with {@code input} written to it; gives all of its output, up to {@code limit}. */
  byte[] run(GitRepository repository, int limit, String... arguments) throws IOException {
    try (GitProcess process = start(repository, arguments)) {
      process.input().close();
      byte[] output = process.output().readNBytes(limit + 1);
      if (output.length > limit) {
        throw new IOException("git " + arguments[0] + " printed more than " + limit + " bytes");
      }
      process.finish();
      return output;
    }
  }

  private static void setUp(Map<String, String> child, GitRepository repository) {
    List<String> unwanted = new ArrayList<>();
    for (String name : child.keySet()) {
      if (name.startsWith("GIT_")) {
        unwanted.add(name);
      }
    }
    for (String name : unwanted) {
      child.remove(name);
    }
    Map<String, String> given = repository.environment();
    keep(KEPT, given, child);
    String count = given.get("GIT_CONFIG_COUNT");
    if (count != null) {
      keepNumbered(given, child);
    }
    for (String name : new String[] {"PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE"}) {
      String value = given.get(name);
      if (value != null) {
        child.put(name, value);
      }
    }
    if (repository.fromEnvironment()) {
      keep(KEPT_FOR_ITS_REPOSITORY, given, child);
      if (given.containsKey("GIT_INDEX_FILE")) {
        child.put("GIT_INDEX_FILE", repository.indexFile().toString());
      }
    }
    for (int i = 0; i < SET.length; i += 2) {
      child.put(SET[i], SET[i + 1]);
    }
  }

  private static void keep(String[] names, Map<String, String> from, Map<String, String> to) {
    for (String name : names) {
      String value = from.get(name);
      if (value != null) {
        to.put(name, value);
      }
    }
  }

  private static void keepNumbered(Map<String, String> from, Map<String, String> to) {
    for (Map.Entry<String, String> entry : from.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith("GIT_CONFIG_KEY_") || name.startsWith("GIT_CONFIG_VALUE_")) {
        to.put(name, entry.getValue());
      }
    }
  }
}
