package dev.assay.model;

import java.io.Serializable;
import java.util.List;

/**
 * What to scan: the unit of work, small and serialisable, so that it can be handed to another
 * machine.
 */
public sealed interface ScanTarget extends Serializable {

  /** How the user would name it. */
  String describe();

  /** A file, folder or archive of the file system. */
  record Tree(String path) implements ScanTarget {
    @Override
    public String describe() {
      return path;
    }
  }

  /** Standard input, to its end. */
  record StandardInput() implements ScanTarget {
    @Override
    public String describe() {
      return "-";
    }
  }

  /**
   * A package in one version.
   *
   * @param purl its package URL
   * @param online whether it comes from its registry, and not from the local caches
   */
  record NamedPackage(String purl, boolean online) implements ScanTarget {
    @Override
    public String describe() {
      return purl;
    }
  }

  /** The index of a repository against HEAD; {@code GIT_INDEX_FILE} is honoured. */
  record GitStaged(String repository) implements ScanTarget {
    @Override
    public String describe() {
      return repository + " (staged)";
    }
  }

  /**
   * What commits added, merges included.
   *
   * @param repository path of the work tree or git directory
   * @param range {@code A..B}, or any set of revisions that git's rev-list takes
   */
  record GitRange(String repository, List<String> range) implements ScanTarget {
    public GitRange {
      range = List.copyOf(range);
    }

    @Override
    public String describe() {
      return repository + " (" + String.join(" ", range) + ")";
    }
  }

  /**
   * All files of one commit.
   *
   * @param repository path of the work tree or git directory
   * @param revision names the commit: a branch, a tag, an id, {@code v1~2} …
   */
  record GitTree(String repository, String revision) implements ScanTarget {
    @Override
    public String describe() {
      return repository + " (" + revision + ")";
    }
  }

  /**
   * The whole history of all refs, stash and notes too.
   *
   * @param repository path of the work tree or git directory
   * @param includeUnreachable also objects that no ref reaches (reflogs, dangling)
   */
  record GitHistory(String repository, boolean includeUnreachable) implements ScanTarget {
    @Override
    public String describe() {
      return repository + " (history)";
    }
  }
}
