package dev.assay.source.git;

import dev.assay.model.UsageException;
import dev.assay.source.git.GitBackend.CommitNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.util.GitTimeParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads revisions as rev-list does, by JGit. Everything that is reachable from an excluded commit
 * is walked, so that wrong clocks don't matter. What only git knows is refused.
 */
final class JGitRange {

  private final GitRepository layout;
  private final Repository repository;
  private final List<RevCommit> included = new ArrayList<>();
  private final List<RevCommit> excluded = new ArrayList<>();
  private boolean not;
  private boolean firstParent;
  private long earliest = Long.MIN_VALUE;
  private long latest = Long.MAX_VALUE;

  JGitRange(GitRepository layout, Repository repository) {
    this.layout = layout;
    this.repository = repository;
  }

  List<CommitNode> commits(List<String> revisions) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      for (String revision : revisions) {
        if (revision.charAt(0) == '-') {
          option(revision, walk);
        } else {
          revision(revision, walk);
        }
      }
      Set<RevCommit> left = reachable(excluded, walk);
      List<RevCommit> found = new ArrayList<>();
      List<RevCommit> old = new ArrayList<>();
      Set<RevCommit> seen = new HashSet<>();
      ArrayDeque<RevCommit> next = new ArrayDeque<>(included);
      while (!next.isEmpty()) {
        RevCommit commit = next.pop();
        if (left.contains(commit) || !seen.add(commit)) {
          continue;
        }
        walk.parseHeaders(commit);
        if (commit.getCommitTime() < earliest) {
          old.add(commit); // and all before it
          continue;
        }
        found.add(commit);
        for (RevCommit parent : parents(commit)) {
          next.push(parent);
        }
      }
      Set<RevCommit> tooOld = reachable(old, walk);
      List<CommitNode> nodes = new ArrayList<>();
      for (RevCommit commit : found) {
        if (!tooOld.contains(commit) && commit.getCommitTime() <= latest) {
          nodes.add(node(commit));
        }
      }
      return nodes;
    }
  }

  private Set<RevCommit> reachable(List<RevCommit> from, RevWalk walk) throws IOException {
    Set<RevCommit> seen = new HashSet<>();
    ArrayDeque<RevCommit> next = new ArrayDeque<>(from);
    while (!next.isEmpty()) {
      RevCommit commit = next.pop();
      if (seen.add(commit)) {
        walk.parseHeaders(commit);
        for (RevCommit parent : commit.getParents()) {
          next.push(parent);
        }
      }
    }
    return seen;
  }

  private List<RevCommit> parents(RevCommit commit) {
    List<RevCommit> parents = List.of(commit.getParents());
    return firstParent && parents.size() > 1 ? parents.subList(0, 1) : parents;
  }

  private static CommitNode node(RevCommit commit) {
    List<String> parents = new ArrayList<>(commit.getParentCount());
    for (RevCommit parent : commit.getParents()) {
      parents.add(parent.name());
    }
    return new CommitNode(commit.name(), parents, commit.getCommitTime());
  }

  private void option(String option, RevWalk walk) throws IOException {
    String since = Revisions.value(option, "--since=", "--after=");
    String until = Revisions.value(option, "--until=", "--before=");
    String maxAge = Revisions.value(option, "--max-age=");
    String minAge = Revisions.value(option, "--min-age=");
    switch (option) {
      case "--all" -> {
        refs("", walk);
        heads(walk);
      }
      case "--branches" -> refs("refs/heads/", walk);
      case "--tags" -> refs("refs/tags/", walk);
      case "--remotes" -> refs("refs/remotes/", walk);
      case "--not" -> not = !not;
      case "--first-parent" -> firstParent = true;
      default -> {
        if (since != null) {
          earliest = time(since);
        } else if (until != null) {
          latest = time(until);
        } else if (maxAge != null) {
          earliest = Long.parseLong(maxAge);
        } else if (minAge != null) {
          latest = Long.parseLong(minAge);
        } else {
          throw new UsageException(
              "'" + option + "' is understood by the git command only, which is not here");
        }
      }
    }
  }

  private static long time(String date) {
    try {
      return GitTimeParser.parseInstant(date).getEpochSecond();
    } catch (ParseException e) {
      throw new UsageException(
          "Not a date: '" + date + "'. Without the git command, write it as 2026-11-20", e);
    }
  }

  private void refs(String prefix, RevWalk walk) throws IOException {
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
      ObjectId id = ref.getObjectId();
      if (id != null) {
        addAny(id, walk);
      }
    }
  }

  /** HEADs of all work trees, which may be detached. */
  private void heads(RevWalk walk) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(layout.gitDir().resolve("HEAD"));
    files.add(layout.commonDir().resolve("HEAD"));
    Path linked = layout.commonDir().resolve("worktrees");
    if (Files.isDirectory(linked)) {
      try (DirectoryStream<Path> directories = Files.newDirectoryStream(linked)) {
        for (Path directory : directories) {
          files.add(directory.resolve("HEAD"));
        }
      }
    }
    for (Path file : files) {
      for (String line : GitLocation.readLines(file)) {
        if (ObjectId.isId(line)) {
          addAny(ObjectId.fromString(line), walk);
        }
      }
    }
  }

  /** Adds a commit, or what a tag points to; other objects are none of a range's business. */
  private void addAny(ObjectId id, RevWalk walk) throws IOException {
    RevObject object = walk.peel(walk.parseAny(id));
    if (object instanceof RevCommit commit) {
      add(commit, false);
    }
  }

  private void add(RevCommit commit, boolean exclude) {
    (exclude ^ not ? excluded : included).add(commit);
  }

  private void revision(String revision, RevWalk walk) throws IOException {
    int three = revision.indexOf("...");
    int two = revision.indexOf("..");
    if (three >= 0) {
      RevCommit left = named(revision.substring(0, three), revision, walk);
      RevCommit right = named(revision.substring(three + 3), revision, walk);
      add(left, false);
      add(right, false);
      for (RevCommit base : mergeBases(left, right)) {
        add(walk.parseCommit(base), true);
      }
    } else if (two >= 0) {
      add(named(revision.substring(0, two), revision, walk), true);
      add(named(revision.substring(two + 2), revision, walk), false);
    } else if (revision.startsWith("^")) {
      add(named(revision.substring(1), revision, walk), true);
    } else if (revision.endsWith("^!") || revision.endsWith("^@")) {
      RevCommit commit = named(revision.substring(0, revision.length() - 2), revision, walk);
      boolean self = revision.endsWith("!");
      if (self) {
        add(commit, false);
      }
      for (RevCommit parent : commit.getParents()) {
        add(parent, self);
      }
    } else {
      add(named(revision, revision, walk), false);
    }
  }

  private List<RevCommit> mergeBases(RevCommit left, RevCommit right) throws IOException {
    List<RevCommit> bases = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(left));
      walk.markStart(walk.parseCommit(right));
      for (RevCommit base : walk) {
        bases.add(base);
      }
    }
    return bases;
  }

  private RevCommit named(String name, String whole, RevWalk walk) throws IOException {
    @Nullable ObjectId id;
    try {
      id = repository.resolve(name.isEmpty() ? "HEAD" : name);
      if (id != null) {
        return walk.parseCommit(id);
      }
    } catch (RevisionSyntaxException | IncorrectObjectTypeException | MissingObjectException e) {
      throw Revisions.unknown(whole, layout, e);
    }
    throw Revisions.unknown(whole, layout, null);
  }
}
