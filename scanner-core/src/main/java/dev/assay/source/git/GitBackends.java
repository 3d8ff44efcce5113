package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.util.List;

/** Chooses how a repository is read. */
final class GitBackends {

  private GitBackends() {}

  /**
   * By the git command if there is one, else by JGit, whose classes are loaded only then.
   *
   * @param forIndex whether the index is to be read
   * @throws Unsupported if there is no git, and JGit can't read this repository
   */
  static GitBackend open(GitRepository repository, boolean forIndex) throws IOException {
    GitCommand command = GitCommand.find(repository.environment());
    if (command != null) {
      return new CommandBackend(command, repository);
    }
    List<String> reasons = repository.needsGit();
    if (reasons.isEmpty() && forIndex) {
      reasons = repository.indexNeedsGit();
    }
    if (!reasons.isEmpty()) {
      throw new Unsupported(
          "This repository can only be read with the git command, because "
              + String.join(", and ", reasons)
              + ". Install git, or set "
              + GitCommand.VARIABLE
              + " to it");
    }
    try {
      return JGitBackend.open(repository);
    } catch (NoClassDefFoundError e) {
      throw new UsageException(
          "Neither git nor JGit is here: install git, or set " + GitCommand.VARIABLE + " to it", e);
    }
  }

  /** A repository that can't be read here. */
  static final class Unsupported extends IOException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
      super(message);
    }
  }
}
