package dev.assay.source.git;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a user's own ignore patterns are: {@code core.excludesFile}, see gitignore(5). */
public final class ExcludesFile {
  private static final String KEY = "core.excludesfile";

  private ExcludesFile() {}

  /** The file that git would read for {@code repository}, whether or not it is there; or null. */
  public static @Nullable Path of(GitRepository repository) {
    Map<String, String> environment = repository.environment();
    String home = environment.get("HOME");
    String xdg = environment.get("XDG_CONFIG_HOME");
    Path user = home == null || home.isEmpty() ? null : Path.of(home);
    Path folder =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg, "git")
            : user == null ? null : user.resolve(".config").resolve("git");
    String configured = repository.config().get(KEY);
    if (configured == null && user != null) {
      configured = GitConfig.read(user.resolve(".gitconfig")).get(KEY);
    }
    if (configured == null && folder != null) {
      configured = GitConfig.read(folder.resolve("config")).get(KEY);
    }
    if (configured == null) {
      return folder == null ? null : folder.resolve("ignore");
    }
    if (configured.startsWith("~/")) {
      return user == null ? null : user.resolve(configured.substring(2));
    }
    Path base = repository.workTree() == null ? repository.gitDir() : repository.workTree();
    return base.resolve(configured);
  }
}
