package dev.assay.source.git.history;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.source.Attribution;
import dev.assay.source.Source;
import dev.assay.source.git.GitRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole history of a repository: every blob once, whatever names it, and the messages of all
 * commits and annotated tags that refs reach. Refs are all of them: heads, tags, remotes, notes,
 * the stash with its older entries, anything else below {@code refs/}, and the HEADs of all work
 * trees. Objects are taken as they are stored: replace refs and grafts change nothing.
 *
 * <p>Blobs are pushed without a path; {@link #attribution} tells where they stand, and must be
 * asked even when nothing was found: it also finds what is missing.
 */
public final class HistorySource implements Source {
  private static final long COMMIT_CACHE = 8L << 20;

  private final GitRepository repository;
  private final boolean includeUnreachable;
  private @Nullable State state;

  /** What {@link #push} found out. */
  private record State(
      ObjectStore store,
      StoreReader reader,
      RefTips tips,
      CommitGraph graph,
      HistoryWalk walk,
      ProblemList problems,
      BitSet reachable,
      ContentSink sink) {}

  /**
   * A source of the history of {@code repository}.
   *
   * @param includeUnreachable also report what no ref reaches
   */
  public HistorySource(GitRepository repository, boolean includeUnreachable) {
    this.repository = repository;
    this.includeUnreachable = includeUnreachable;
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    for (String extension : repository.unknownExtensions()) {
      sink.problem(
          new Problem(
              Problem.Kind.UNSUPPORTED,
              "config",
              "The repository uses "
                  + extension
                  + ", which Assay doesn't know: parts of it may"
                  + " have been missed"));
    }
    Problem cut = repository.historyCut();
    if (cut != null) {
      sink.problem(cut);
    }
    int hashLength = repository.objectFormat().rawLength();
    ObjectStore store = ObjectStore.open(repository.objectDirectories(), hashLength, sink::problem);
    RefTips tips =
        repository.reftable()
            ? ReftableRefs.read(repository, sink::problem)
            : FileRefs.read(repository, sink::problem);
    CommitGraph graph = new CommitGraph(hashLength);
    ProblemList problems = new ProblemList();
    StoreReader reader = new StoreReader(store, COMMIT_CACHE);
    HistoryWalk walk =
        new HistoryWalk(store, reader, graph, sink, problems, repository.shallowCommits());
    State now = new State(store, reader, tips, graph, walk, problems, new BitSet(), sink);
    state = now;
    BlobScan blobs = new BlobScan(store, sink, scan -> finish(now, scan));
    blobs.start();
    try {
      for (Map.Entry<String, String> ref : tips.refs().entrySet()) {
        walk.follow(ref.getKey(), ref.getValue(), true);
      }
      followGrafts(walk);
      now.reachable().or(graph.all());
      walk.count(sink, graph.count());
      notices(now);
    } catch (InternalError e) {
      throw MappedFile.vanished(e);
    } finally {
      blobs.finish();
    }
  }

  /** A graft may join to the history what no ref reaches, under its real ids. */
  private void followGrafts(HistoryWalk walk) throws IOException {
    Path grafts = repository.commonDir().resolve("info").resolve("grafts");
    if (!repository.grafts()) {
      return;
    }
    int hexLength = repository.objectFormat().hexLength();
    try (BufferedReader in = Files.newBufferedReader(grafts, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        for (int at = 0; at < line.length(); at += hexLength + 1) {
          if (RefTips.startsWithId(line.substring(at), hexLength)) {
            walk.follow("info/grafts", line.substring(at, at + hexLength), false);
          }
        }
      }
    }
  }

  private void notices(State now) {
    ContentSink sink = now.sink();
    if (now.tips().refs().isEmpty()) {
      sink.notice("The repository has no commits that a ref reaches");
    }
    if (!now.tips().refs().subMap("refs/replace/", "refs/replace0").isEmpty()) {
      sink.notice("Replace refs were not applied: the history was scanned as it is stored");
    }
    if (repository.grafts()) {
      sink.notice("Grafts were not applied: the history was scanned as it is stored");
    }
  }

  /** After all blobs: commits and tags that no ref reaches. */
  private void finish(State now, BlobScan scan) throws IOException {
    HistoryWalk walk = now.walk();
    ContentSink sink = now.sink();
    try {
      byte[] id = new byte[now.store().hashLength()];
      IdTable unreached = new IdTable(now.store().hashLength());
      for (PackScan pack : scan.packs()) {
        for (int position : pack.families().history()) {
          pack.pack().index().id(position, id, 0);
          if (!walk.knows(id)) {
            unreached.add(id, 0);
          }
        }
      }
      for (byte[] loose : scan.looseHistory()) {
        if (!walk.knows(loose)) {
          unreached.add(loose, 0);
        }
      }
      if (unreached.size() > 0 && !includeUnreachable) {
        sink.notice(
            unreached.size()
                + (unreached.size() == 1 ? " commit or tag is" : " commits and tags are")
                + " reached by no ref: messages not scanned (--include-unreachable does)");
      } else {
        int before = now.graph().count();
        for (int i = 0; i < unreached.size(); i++) {
          walk.follow("unreachable", unreached.hex(i), false);
        }
        walk.count(sink, now.graph().count() - before);
      }
    } finally {
      now.reader().close();
    }
    now.problems().report(sink, "objects", "objects");
  }

  @Override
  public @Nullable Attribution attribution() {
    State now = state;
    if (now == null) {
      return null;
    }
    BitSet unreachable = now.graph().all();
    unreachable.andNot(now.reachable());
    return new HistoryAttribution(
        now.store(),
        new HistoryAttribution.History(
            now.graph(),
            now.reachable(),
            unreachable,
            now.walk().named(),
            now.tips().former(),
            repository.shallowCommits(),
            includeUnreachable,
            repository.partialClone()),
        now.sink());
  }

  /** The date of the newest commit that a ref reaches. */
  @Override
  public @Nullable Instant when() {
    State now = state;
    if (now == null || now.reachable().isEmpty()) {
      return null;
    }
    long newest = now.reachable().stream().mapToLong(now.graph()::date).max().orElse(0);
    return Instant.ofEpochSecond(newest);
  }
}
