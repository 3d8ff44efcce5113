package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a repository by git's plumbing commands. */
final class CommandBackend implements GitBackend {

  private final GitCommand git;
  private final GitRepository repository;
  private @Nullable ShadowGitDir shadow;

  CommandBackend(GitCommand git, GitRepository repository) {
    this.git = git;
    this.repository = repository;
  }

  @Override
  public ObjectReader objects() {
    try {
      return new CatFileBatch(git, repository, shadow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized @Nullable ShadowGitDir shadow() throws IOException {
    if (shadow == null && repository.partialClone()) {
      shadow = new ShadowGitDir(repository);
    }
    return shadow;
  }

  @Override
  public Staged staged() throws IOException {
    return new DiffIndex(git, repository).staged();
  }

  @Override
  public List<CommitNode> commits(List<String> revisions) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("rev-list", "--parents", "--timestamp"));
    arguments.addAll(revisions);
    arguments.add("--");
    List<CommitNode> commits = new ArrayList<>();
    try (GitProcess process = git.start(repository, arguments.toArray(String[]::new));
        BufferedReader lines = lines(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = fields(line);
        commits.add(
            new CommitNode(
                fields.get(1),
                List.copyOf(fields.subList(2, fields.size())),
                Long.parseLong(fields.get(0))));
      }
      process.finish();
    } catch (GitFailure e) {
      UsageException usage = Revisions.unknown(e, repository);
      if (usage != null) {
        throw usage;
      }
      throw e;
    }
    return commits;
  }

  @Override
  public String commit(String revision) throws IOException {
    try {
      byte[] out = git.run(repository, 1 << 10, "rev-parse", "--verify", revision + "^{commit}");
      String id = new String(out, StandardCharsets.ISO_8859_1).strip();
      if (!id.matches("[0-9a-f]+")) { // such as ^id, which leaves a commit out
        throw Revisions.unknown(revision, repository, null);
      }
      return id;
    } catch (GitFailure e) {
      for (String unknown :
          new String[] {
            "Needed a single revision", // in most cases, --verify given
            "unknown revision",
            "bad revision",
            "no upstream configured",
            "log for '", // has fewer entries
            "is not a", // commit
          }) {
        if (e.said().contains(unknown)) {
          throw Revisions.unknown(revision, repository, e);
        }
      }
      throw e;
    }
  }

  @Override
  public void changes(List<CommitNode> commits, ChangeVisitor visitor) throws IOException {
    new DiffTree(git, repository, shadow(), commits, visitor).run();
  }

  @Override
  public List<Deletion> deletions(String parent, String commit) throws IOException {
    List<Deletion> deletions = new ArrayList<>();
    try (GitProcess process =
        git.start(
            repository,
            shadow(),
            "diff-tree",
            "-r",
            "-z",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            "--diff-filter=D",
            parent,
            commit,
            "--")) {
      RawDiffReader reader = new RawDiffReader(process.output());
      while (reader.next()) {
        Change change = reader.change();
        String base = change == null ? null : change.bases()[0];
        if (change != null && base != null) {
          deletions.add(new Deletion(change.path(), base));
        }
      }
      process.finish();
    }
    return deletions;
  }

  @Override
  public List<String> tags() throws IOException {
    List<String> tags = new ArrayList<>();
    try (GitProcess process =
            git.start(repository, "for-each-ref", "--format=%(objecttype) %(objectname)");
        BufferedReader lines = lines(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("tag ")) {
          tags.add(line.substring("tag ".length()));
        }
      }
      process.finish();
    }
    return tags;
  }

  private static BufferedReader lines(GitProcess process) {
    return new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.ISO_8859_1));
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    while (start <= line.length()) {
      int end = line.indexOf(' ', start);
      end = end < 0 ? line.length() : end;
      if (end > start) {
        fields.add(line.substring(start, end));
      }
      start = end + 1;
    }
    return fields;
  }

  @Override
  public synchronized void close() {
    if (shadow != null) {
      shadow.close();
      shadow = null;
    }
  }
}
