package dev.assay.engine;

import dev.assay.config.ScanConfig;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.source.Source;
import dev.assay.source.StandardInputSource;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.folder.FolderSource;
import dev.assay.source.git.CommitTreeSource;
import dev.assay.source.git.GitRepository;
import dev.assay.source.git.RangeSource;
import dev.assay.source.git.StagedSource;
import dev.assay.source.git.history.HistorySource;
import dev.assay.source.packages.PackageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The one place that knows which source scans which kind of target. */
final class Sources {

  private Sources() {}

  /**
   * The source of {@code target}.
   *
   * @param several whether it is one target of several, so that its name must stand in paths
   */
  static Source open(ScanTarget target, boolean several, ScanConfig config, Host host) {
    if (target instanceof ScanTarget.Tree tree) {
      return new FolderSource(
          tree.path(),
          several ? prefix(tree.path()) : "",
          config.noIgnore() || ships(tree.path(), config),
          host.environment());
    }
    if (target instanceof ScanTarget.StandardInput) {
      return new StandardInputSource(host.standardInput().get());
    }
    if (target instanceof ScanTarget.GitHistory history) {
      return new HistorySource(
          repository(history.repository(), host), history.includeUnreachable());
    }
    if (target instanceof ScanTarget.GitStaged staged) {
      return new StagedSource(
          staged.repository(), several ? prefix(staged.repository()) : "", host.environment());
    }
    if (target instanceof ScanTarget.GitRange range) {
      return new RangeSource(
          range.repository(),
          several ? prefix(range.repository()) : "",
          range.range(),
          host.environment());
    }
    if (target instanceof ScanTarget.GitTree tree) {
      return new CommitTreeSource(
          tree.repository(), tree.revision(), config.budget().maxEntries(), host.environment());
    }
    if (target instanceof ScanTarget.NamedPackage named) {
      return named(named, config, host);
    }
    throw new UsageException("This version can't scan " + target.describe());
  }

  /**
   * Whether a folder is looked at as something that ships, so that it doesn't matter what git would
   * leave out: builds are what {@code .gitignore} names. A whole work tree never ships as it
   * stands.
   */
  private static boolean ships(String path, ScanConfig config) {
    return config.comparison().asksForFiles() && !Files.exists(Path.of(path, ".git"));
  }

  private static PackageSource named(ScanTarget.NamedPackage target, ScanConfig config, Host host) {
    return new PackageSource(
        target.purl(),
        target.online(),
        config.budget().maxBytes(),
        Surroundings.of(host.environment()));
  }

  /**
   * Looks whether the packages among {@code targets} are there, before anything is scanned.
   *
   * @throws UsageException if one isn't
   */
  static void check(List<ScanTarget> targets, ScanConfig config, Host host) {
    for (ScanTarget target : targets) {
      if (target instanceof ScanTarget.NamedPackage named) {
        try (PackageSource source = named(named, config, host)) {
          source.check();
        } catch (IOException e) {
          // The scan of it tells what can't be read.
        }
      }
    }
  }

  /**
   * Beginnings of paths that tell where the user keeps things, and not what they are: the names of
   * packages, and of several targets those that are absolute or outside of the current folder.
   * Longer ones first.
   */
  static List<String> roots(List<ScanTarget> targets) {
    List<String> roots = new ArrayList<>();
    for (ScanTarget target : targets) {
      // The text first: a hook's start need not load the class to learn that it is another.
      if (target.describe().startsWith(PackageName.SCHEME)
          && target instanceof ScanTarget.NamedPackage named) {
        roots.add(PackageName.parse(named.purl()).shown()); // "test-utils" is no test
        continue;
      }
      if (targets.size() == 1) {
        break;
      }
      String path = path(target);
      if (path.startsWith("..") || path.startsWith("/") || path.startsWith(":", 1)) {
        String prefix = prefix(path);
        roots.add(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
      }
    }
    if (roots.isEmpty()) {
      return roots; // as at every hook, which spares itself what follows
    }
    roots.removeIf(String::isEmpty);
    roots.sort(Comparator.comparingInt(String::length).reversed());
    return roots;
  }

  private static String path(ScanTarget target) {
    if (target instanceof ScanTarget.Tree tree) {
      return tree.path();
    }
    if (target instanceof ScanTarget.GitStaged staged) {
      return staged.repository();
    }
    return target instanceof ScanTarget.GitRange range ? range.repository() : "";
  }

  private static GitRepository repository(String path, Host host) {
    return GitRepository.open(Path.of(path), host.environment());
  }

  private static String prefix(String path) {
    String shown = path.replace('\\', '/');
    while (shown.startsWith("./")) {
      shown = shown.substring(2);
    }
    while (shown.endsWith("/")) {
      shown = shown.substring(0, shown.length() - 1);
    }
    return shown.isEmpty() || shown.equals(".") ? "" : shown + "/";
  }
}
