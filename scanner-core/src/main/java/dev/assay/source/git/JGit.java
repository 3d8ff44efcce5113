package dev.assay.source.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Opens repositories with JGit, tamed first: it would measure the file system by writing into the
 * repository for seconds, write what it found to the user's configuration, and start git to ask
 * where the system's configuration is. JGit keeps such things in static state, so this does too,
 * once.
 */
public final class JGit {

  private static final Object LOCK = new Object();
  private static boolean tamed;

  private JGit() {}

  /** Opens {@code repository}; the caller closes it. */
  public static Repository open(GitRepository repository) throws IOException {
    tame();
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    builder.setGitDir(repository.gitDir().toFile());
    builder.setGitCommonDir(repository.commonDir().toFile());
    Path workTree = repository.workTree();
    if (workTree == null) {
      builder.setBare();
    } else {
      builder.setWorkTree(workTree.toFile());
      builder.setIndexFile(repository.indexFile().toFile());
    }
    List<Path> objects = repository.objectDirectories();
    builder.setObjectDirectory(objects.get(0).toFile());
    for (Path alternate : objects.subList(1, objects.size())) {
      builder.addAlternateObjectDirectory(alternate.toFile());
    }
    builder.setMustExist(true);
    return builder.build();
  }

  private static void tame() {
    synchronized (LOCK) {
      if (!tamed) {
        SystemReader.setInstance(new QuietReader(SystemReader.getInstance()));
        FS.FileStoreAttributes.setBackground(true);
        tamed = true;
      }
    }
  }

  /** Gives JGit no configuration but the repository's own, and takes none from it. */
  private static final class QuietReader extends SystemReader.Delegate {
    QuietReader(SystemReader usual) {
      super(usual);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return new NoFile(parent, fs);
    }
  }

  /** Has what JGit would otherwise measure: files change at most once in these times. */
  private static final class NoFile extends FileBasedConfig {
    NoFile(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      if (ConfigConstants.CONFIG_FILESYSTEM_SECTION.equals(section)) {
        return ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION.equals(name) ? "1 ms" : "10 ms";
      }
      return super.getString(section, subsection, name);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
