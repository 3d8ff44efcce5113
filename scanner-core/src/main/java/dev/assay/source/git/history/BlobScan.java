package dev.assay.source.git.history;

import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Delta;
import dev.assay.model.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pushes every blob of a store once, in tasks that the sink may run in parallel. An object in
 * several packs is taken from the first; one that can't be read there is looked for elsewhere when
 * all else is done, and then the books are closed: each object of each index was pushed, is no
 * blob, or is a problem.
 */
final class BlobScan implements Closeable {
  /** Unpacked bytes of one task, roughly. */
  private static final long TASK_BYTES = 32L << 20;

  private static final int TASK_BLOBS = 4096;

  /** What handed-over copies may hold in all until a worker is done with them. */
  private static final long HANDED_OVER = 16L << 20;

  private static final int LOOSE_TASKS = 16;

  private record Left(PackScan pack, int blob) {}

  private final ObjectStore store;
  private final ContentSink sink;
  private final List<PackScan> packs = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger(1);
  private final AtomicLong handedOver = new AtomicLong();
  private final Queue<FamilyWalker> walkers = new ConcurrentLinkedQueue<>();
  private final Deque<Left> bigOnes = new ArrayDeque<>();
  private final Object bigTurn = new Object();
  private final LongAdder blobs = new LongAdder();
  private final ProblemList looseProblems = new ProblemList();
  private final Queue<byte[]> looseHistory = new ConcurrentLinkedQueue<>();
  private final Last last;

  /** What is left to do when all blobs were pushed. */
  interface Last {
    /** {@code scan} knows all commits and tags by now. */
    void run(BlobScan scan) throws IOException;
  }

  BlobScan(ObjectStore store, ContentSink sink, Last last) {
    this.store = store;
    this.sink = sink;
    this.last = last;
  }

  /** Links the packs one after another and forks the work on each. */
  void start() {
    for (int i = 0; i < store.packs().size(); i++) {
      Pack pack = store.packs().get(i);
      checkFrame(pack);
      try {
        PackScan scanned = new PackScan(i, pack);
        packs.add(scanned);
        forkFamilies(scanned);
      } catch (CorruptObjectException e) {
        sink.problem(
            new Problem(e.kind(), pack.name(), "No blob of this pack was scanned: " + e.reason()));
      }
    }
    fork(this::walkBigOnes);
    for (int place = 0; place < store.loose().size(); place++) {
      int which = place;
      for (int i = 0; i < LOOSE_TASKS; i++) {
        int from = i * (256 / LOOSE_TASKS);
        fork(() -> new LooseScan(store, which, this).scan(from, from + 256 / LOOSE_TASKS));
      }
    }
  }

  /** No further work comes from outside; the last task closes the books. */
  void finish() throws IOException {
    done();
  }

  private void checkFrame(Pack pack) {
    long count = pack.index().count();
    if (!pack.index().verify(store.newDigest())) {
      sink.problem(
          new Problem(
              Problem.Kind.CORRUPT,
              pack.name(),
              "The pack's index is damaged (its checksum doesn't hold): objects may be missing."
                  + " Run 'git fsck', then 'git index-pack'"));
    }
    if (!pack.isAsIndexed(store.newDigest())) {
      sink.problem(
          new Problem(
              lastEntryIsBeyond(pack) ? Problem.Kind.TRUNCATED : Problem.Kind.CORRUPT,
              pack.name(),
              "The pack isn't the one that its index was made for: it was cut or changed. What can be read"
                  + " was scanned. Run 'git fsck'"));
    }
    if (pack.promised() != count) {
      sink.problem(
          new Problem(
              Problem.Kind.CORRUPT,
              pack.name(),
              "The pack says that it holds "
                  + pack.promised()
                  + " objects, its index has "
                  + count
                  + ": the others were not scanned"));
    }
  }

  private static boolean lastEntryIsBeyond(Pack pack) {
    for (int i = 0; i < pack.index().count(); i++) {
      if (pack.index().offset(i) >= pack.end()) {
        return true;
      }
    }
    return false;
  }

  private void forkFamilies(PackScan pack) {
    BlobFamilies families = pack.families();
    EntryHeader header = new EntryHeader();
    int from = 0;
    long work = 0;
    for (int i = 0; i < families.count(); i++) {
      if (families.base(i) == BlobFamilies.NONE) {
        work += workOf(families, i, header);
      }
      if (work >= TASK_BYTES || i - from >= TASK_BLOBS) {
        forkRoots(pack, from, i + 1);
        from = i + 1;
        work = 0;
      }
    }
    if (from < families.count()) {
      forkRoots(pack, from, families.count());
    }
  }

  private static long workOf(BlobFamilies families, int root, EntryHeader header) {
    try {
      families.pack().header(families.offset(root), header);
      return header.size * families.weight(root);
    } catch (CorruptObjectException e) {
      return 0;
    }
  }

  private void forkRoots(PackScan pack, int from, int to) {
    fork(
        () ->
            withWalker(
                walker -> {
                  for (int i = from; i < to; i++) {
                    if (pack.families().base(i) == BlobFamilies.NONE) {
                      walker.walk(pack, i, null);
                    }
                  }
                }));
  }

  /** Gives {@code child} of {@code base} to another task, unless too much waits already. */
  boolean tryHandOver(PackScan pack, int child, Body base) {
    int length = (int) base.length();
    if (handedOver.addAndGet(length) > HANDED_OVER) {
      handedOver.addAndGet(-length);
      return false;
    }
    byte[] copy = java.util.Arrays.copyOf(base.array(), length);
    fork(
        () -> {
          try {
            withWalker(walker -> walker.walk(pack, child, Body.onHeap(copy, length)));
          } finally {
            handedOver.addAndGet(-length);
          }
        });
    return true;
  }

  private interface Walk {
    void with(FamilyWalker walker) throws IOException;
  }

  private void withWalker(Walk walk) throws IOException {
    FamilyWalker walker = walkers.poll();
    if (walker == null) {
      walker = new FamilyWalker(this, false);
    }
    try {
      walk.with(walker);
    } finally {
      walkers.add(walker);
    }
  }

  void fork(ContentSink.Task task) {
    open.incrementAndGet();
    sink.fork(
        () -> {
          try {
            if (!sink.stopped()) {
              task.run();
            }
          } catch (InternalError e) {
            throw MappedFile.vanished(e);
          } finally {
            flushCounts();
            done();
          }
        });
  }

  private void done() throws IOException {
    if (open.decrementAndGet() == 0) {
      try {
        if (!sink.stopped()) {
          walkBigOnes();
          new Recovery(store, this).run(packs);
          closeTheBooks();
          last.run(this);
        }
      } finally {
        flushCounts();
        close();
      }
    }
  }

  private void closeTheBooks() {
    if (sink.stopped()) {
      return; // whoever stopped it says so
    }
    for (PackScan pack : packs) {
      long unaccounted = pack.unaccounted();
      if (unaccounted != 0) {
        sink.problem(
            new Problem(
                Problem.Kind.INTERNAL,
                pack.pack().name(),
                unaccounted + " objects of this pack were not dealt with"));
      }
    }
    looseProblems.report(sink, "objects", "loose objects");
  }

  private void flushCounts() {
    sink.count(Coverage.Unit.BLOBS, blobs.sumThenReset());
  }

  /** Leaves a blob and what derives from it to the one walker of large blobs. */
  void leaveToBig(PackScan pack, int blob) {
    synchronized (bigOnes) {
      bigOnes.add(new Left(pack, blob));
    }
  }

  private @Nullable Left nextBigOne() {
    synchronized (bigOnes) {
      return bigOnes.poll();
    }
  }

  private void walkBigOnes() throws IOException {
    synchronized (bigTurn) {
      Left next = nextBigOne();
      if (next == null) {
        return;
      }
      try (FamilyWalker walker = new FamilyWalker(this, true);
          StoreReader reader = new StoreReader(store, 0)) {
        for (; next != null; next = nextBigOne()) {
          PackScan pack = next.pack();
          int base = pack.families().base(next.blob());
          Body body =
              base == BlobFamilies.NONE
                  ? null
                  : reader.readAt(pack.pack(), pack.families().offset(base)).body();
          walker.walk(pack, next.blob(), body);
        }
      }
    }
  }

  /** The id at a position of an index, in full hexadecimal. */
  String hexId(Pack pack, int position) {
    byte[] id = new byte[store.hashLength()];
    pack.index().id(position, id, 0);
    return HexFormat.of().formatHex(id);
  }

  private @Nullable String newId(PackScan pack, int position) {
    byte[] id = new byte[store.hashLength()];
    pack.pack().index().id(position, id, 0);
    return store.packedBefore(pack.number(), id, 0) ? null : HexFormat.of().formatHex(id);
  }

  /** Pushes a blob, unless an earlier pack has it. */
  void push(PackScan pack, int position, Body body, @Nullable Supplier<Delta> derivation) {
    String id = newId(pack, position);
    if (id != null) {
      push(id, body, derivation);
    }
  }

  void push(String id, Body body, @Nullable Supplier<Delta> derivation) {
    accept(
        body.isOnHeap()
            ? StoredBlob.inMemory(id, body.array(), (int) body.length(), derivation)
            : StoredBlob.streamed(id, body.length(), () -> body.open(false)));
  }

  /** Pushes a whole blob straight from the pack. */
  void pushStreamed(PackScan pack, int position, long dataAt, long size) {
    String id = newId(pack, position);
    if (id != null) {
      accept(StoredBlob.streamed(id, size, () -> EntryInflater.stream(pack.pack(), dataAt, size)));
    }
  }

  void accept(StoredBlob content) {
    blobs.increment();
    sink.accept(content);
  }

  /** Packs that could be linked. */
  List<PackScan> packs() {
    return packs;
  }

  /** Ids of loose commits and tags. */
  Queue<byte[]> looseHistory() {
    return looseHistory;
  }

  ProblemList looseProblems() {
    return looseProblems;
  }

  ContentSink sink() {
    return sink;
  }

  @Override
  public void close() {
    for (FamilyWalker walker = walkers.poll(); walker != null; walker = walkers.poll()) {
      walker.close();
    }
  }
}
