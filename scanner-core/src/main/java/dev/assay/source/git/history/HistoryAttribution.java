package dev.assay.source.git.history;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Attribution;
import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the commits that introduced blobs by one pass over all commits, oldest first. What it costs
 * depends on the history alone, not on how many blobs are asked for.
 */
final class HistoryAttribution implements Attribution {
  private static final HexFormat HEX = HexFormat.of();
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
      AttributionPass pass =
          new AttributionPass(store, history, reader, wanted, pathOfInterest, out);
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
    } catch (InternalError e) {
      throw MappedFile.vanished(e);
    }
  }

  /** Says how many blobs with hits are left out, and how many of them a reflog still reaches. */
  private void noticeUnreached(AttributionPass pass, StoreReader reader, IdTable wanted)
      throws IOException {
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
    AttributionPass former =
        new AttributionPass(store, history, reader, wanted, path -> false, place -> {});
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
