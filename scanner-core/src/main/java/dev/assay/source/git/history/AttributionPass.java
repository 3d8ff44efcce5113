package dev.assay.source.git.history;

import dev.assay.model.CommitInfo;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Attribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One pass over commits: what it reports, what it can't read, and what it counts. For one thread.
 */
final class AttributionPass implements TreeDiff.Output {
  private static final HexFormat HEX = HexFormat.of();
  private static final int MAX_GIT_LINKS = 100_000;

  private final ObjectStore store;
  private final CommitGraph graph;
  private final StoreReader reader;
  private final IdTable wanted;
  private final Attribution.Output out;
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

  AttributionPass(
      ObjectStore store,
      HistoryAttribution.History history,
      StoreReader reader,
      IdTable wanted,
      Predicate<String> pathOfInterest,
      Attribution.Output out) {
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
    diff.start();
    byte[] name = named.ref().getBytes(StandardCharsets.UTF_8);
    int path = paths.child(PathTable.ROOT, name, 0, name.length);
    byte[] id = HEX.parseHex(named.id());
    if (named.type() == EntryHeader.TREE) {
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
