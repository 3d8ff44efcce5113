package dev.assay.source.git.history;

import dev.assay.model.CommitInfo;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Attribution;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commits that introduced blobs by one pass over all commits, oldest first. What it costs
 * depends on the history alone, not on how many blobs are asked for.
 */
final class HistoryAttribution implements Attribution {
  private static final HexFormat HEX = HexFormat.of();
  private static final int MAX_GIT_LINKS = 100_000;
  private static final long TREE_CACHE = 40L << 20;

  private final ObjectStore store;
  private final History history;
  private final ContentSink sink;

  HistoryAttribution(ObjectStore store, History history, ContentSink sink) {
    this.store = store;
    this.history = history;
    this.sink = sink;
  }

  @Override
  public void attribute(Set<String> blobIds, Predicate<String> pathOfInterest, Output out)
      throws IOException {
    IdTable wanted = new IdTable(store.hashLength());
    for (String id : blobIds) {
      wanted.add(HEX.parseHex(id), 0);
    }
    try (StoreReader reader = new StoreReader(store, TREE_CACHE)) {
      Pass pass = new Pass(store, history, reader, wanted, pathOfInterest, out);
      pass.commits(history.reachable());
      pass.commits(history.unreachable());
      for (HistoryWalk.Named named : history.named()) {
        pass.named(named);
      }
      pass.report(sink);
      if (history.includesUnreachable()) {
        pass.dangling();
      } else {
        noticeUnreached(pass, reader, wanted);
      }
    }
  }

  /** Says how many blobs with hits are left out, and how many of them a reflog still reaches. */
  private void noticeUnreached(Pass pass, StoreReader reader, IdTable wanted) throws IOException {
    int left = wanted.size() - pass.reached().cardinality();
    if (left == 0) {
      return;
    }
    BitSet before = (BitSet) pass.reached().clone();
    CommitGraph graph = history.graph();
    BitSet known = graph.all();
    HistoryWalk walk =
        new HistoryWalk(store, reader, graph, null, new ProblemList(), history.shallow());
    for (String id : history.former()) {
      walk.follow(id, id, false);
    }
    BitSet more = graph.all();
    more.andNot(known);
    Pass former = new Pass(store, history, reader, wanted, path -> false, place -> {});
    former.commits(more);
    BitSet byReflog = former.reached();
    byReflog.andNot(before);
    sink.notice(
        left
            + (left == 1 ? " blob" : " blobs")
            + " with hits left out: no ref reaches them ("
            + byReflog.cardinality()
            + " only reflogs do); --include-unreachable reports them");
  }

  @Override
  public Content open(Provenance.Blob place) {
    return new Reopened(store, place);
  }

  /** What a history scan learned before attribution. */
  record History(
      CommitGraph graph,
      BitSet reachable,
      BitSet unreachable,
      Collection<HistoryWalk.Named> named,
      Collection<String> former,
      Set<String> shallow,
      boolean includesUnreachable,
      boolean partialClone) {}

  /** One pass over commits: what it reports and counts. */
  private static final class Pass implements TreeDiff.Output {
    private final ObjectStore store;
    private final CommitGraph graph;
    private final StoreReader reader;
    private final IdTable wanted;
    private final Output out;
    private final PathTable paths;
    private final TreeDiff diff;
    private final BitSet reached = new BitSet();
    private final Set<String> gitLinks = new HashSet<>();
    private final IdTable missing;
    private final IdTable badTrees;
    private final ProblemList problems = new ProblemList();
    private final HistoryObject parsed;
    private final boolean partialClone;
    private int missingTrees;
    private @Nullable String firstMissing;
    private int commit = -1;
    private @Nullable CommitInfo info;

    Pass(
        ObjectStore store,
        History history,
        StoreReader reader,
        IdTable wanted,
        Predicate<String> pathOfInterest,
        Output out) {
      this.store = store;
      this.graph = history.graph();
      this.partialClone = history.partialClone();
      this.reader = reader;
      this.wanted = wanted;
      this.out = out;
      this.paths = new PathTable(pathOfInterest);
      this.missing = new IdTable(store.hashLength());
      this.badTrees = new IdTable(store.hashLength());
      this.parsed = new HistoryObject(store.hashLength());
      long objects = 0;
      for (Pack pack : store.packs()) {
        objects += pack.index().count();
      }
      this.diff = new TreeDiff(reader, paths, store.hashLength(), 20_000_000 + 64 * objects, this);
    }

    void commits(BitSet which) throws IOException {
      for (int next : graph.oldestFirst(which)) {
        commit = next;
        info = null;
        diff.start();
        for (int p = 0; p < graph.parentCount(next); p++) {
          int parent = graph.parent(next, p);
          if (graph.isRead(parent)) {
            diff.addParent(graph.trees(), graph.treeAt(parent));
          }
        }
        diff.run(graph.trees(), graph.treeAt(next), PathTable.ROOT);
      }
    }

    /** A tree or blob that a ref names stands at the ref's name, in no commit. */
    void named(HistoryWalk.Named named) throws IOException {
      commit = -1;
      info = null;
      byte[] name = named.ref().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      int path = paths.child(PathTable.ROOT, name, 0, name.length);
      byte[] id = HEX.parseHex(named.id());
      if (named.type() == EntryHeader.TREE) {
        diff.start();
        diff.run(id, 0, path);
      } else {
        blob(path, id, 0);
      }
    }

    /** Numbers of wanted blobs that were reported. */
    BitSet reached() {
      return reached;
    }

    /** Reports what no commit reaches, without a path. */
    void dangling() {
      for (int i = 0; i < wanted.size(); i++) {
        if (!reached.get(i)) {
          out.introduced(new Provenance.Blob(wanted.hex(i), "", null));
        }
      }
    }

    @Override
    public void blob(int path, byte[] tree, int idAt) {
      int hit = wanted.find(tree, idAt);
      if (hit >= 0) {
        reached.set(hit);
      }
      if (hit >= 0 || paths.isTaken(path)) {
        out.introduced(
            new Provenance.Blob(
                HEX.formatHex(tree, idAt, idAt + store.hashLength()), paths.path(path), info()));
      }
      if (!store.contains(tree, idAt)) {
        int known = missing.size();
        if (missing.add(tree, idAt) == known) {
          String shown = paths.path(path);
          firstMissing = firstMissing == null ? shown : firstMissing;
          if (partialClone) {
            return; // one problem for all
          }
          problems.add(
              new Problem(
                  Problem.Kind.OBJECT_MISSING,
                  shown,
                  "Blob "
                      + missing.hex(known)
                      + " is not in the repository: it was not scanned. Run 'git fsck'"));
        }
      }
    }

    private @Nullable CommitInfo info() {
      if (info == null && commit >= 0) {
        IdTable ids = graph.ids();
        try {
          StoreReader.Stored stored = reader.read(ids.array(), ids.at(commit));
          if (stored != null && stored.body().isOnHeap()) {
            parsed.parse(stored.body().array(), (int) stored.body().length());
            info = new CommitInfo(ids.hex(commit), parsed.author(), parsed.authored());
          }
        } catch (IOException e) {
          info = null;
        }
        if (info == null) { // it was read before
          info = new CommitInfo(ids.hex(commit), "", graph.date(commit));
        }
      }
      return info;
    }

    @Override
    public void gitLink(int path) {
      if (gitLinks.size() < MAX_GIT_LINKS) {
        gitLinks.add(paths.path(path));
      }
    }

    @Override
    public void unreadable(int path, byte[] id, int at, Problem.Kind kind, String reason) {
      int known = badTrees.size();
      if (badTrees.add(id, at) != known) {
        return;
      }
      String shown = paths.path(path).isEmpty() ? "/" : paths.path(path);
      if (partialClone && kind == Problem.Kind.OBJECT_MISSING) {
        missingTrees++;
        firstMissing = firstMissing == null ? shown : firstMissing;
        return;
      }
      problems.add(
          new Problem(
              kind,
              shown,
              "Tree "
                  + badTrees.hex(known)
                  + (commit < 0 ? "" : " of commit " + graph.ids().hex(commit))
                  + " was not followed: "
                  + reason));
    }

    void report(ContentSink sink) {
      if (partialClone && missing.size() + missingTrees > 0) {
        sink.problem(
            new Problem(
                Problem.Kind.OBJECT_MISSING,
                "objects",
                "This is a partial clone: "
                    + missing.size()
                    + " blobs and "
                    + missingTrees
                    + " folders of its history (the first at "
                    + firstMissing
                    + ") were never fetched and not scanned. Clone it without --filter"));
      }
      problems.report(sink, "objects", "objects");
      int links = gitLinks.size();
      if (links > 0) {
        sink.notice(
            links
                + (links == 1 ? " submodule" : " submodules")
                + " not followed: scan their repositories too");
      }
    }
  }

  /** A blob, read when it is asked for. */
  private record Reopened(ObjectStore store, Provenance.Blob provenance) implements Content {
    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() throws IOException {
      return new BlobStream(this::stored);
    }

    private InputStream stored() throws IOException {
      try (StoreReader reader = new StoreReader(store, 0)) {
        StoreReader.Stored stored = reader.read(HEX.parseHex(provenance.objectId()), 0);
        if (stored == null) {
          throw new CorruptObjectException(
              Problem.Kind.OBJECT_MISSING, "it is not in the repository");
        }
        return stored.body().open(true);
      }
    }
  }
}
