package dev.assay.source.git.history;

import dev.assay.model.Delta;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks families of blobs depth first: the root is inflated once, each other blob is its delta,
 * inflated once, applied to its parent's bytes. For one thread at a time; keeps its buffers from
 * family to family.
 *
 * <p>There are two kinds. <b>Small</b> walkers run in parallel, keep blobs of up to 4 MB in memory
 * and leave whatever is larger, with what derives from it, to the one <b>big</b> walker, which
 * keeps up to 32 MB in memory and uses temporary files above.
 */
final class FamilyWalker implements Closeable {
  /** The largest blob that a small walker takes. */
  static final int SMALL = 4 << 20;

  /** What the ancestors of the current blob may hold in memory; more goes to files. */
  private static final long SMALL_KEPT = 12L << 20;

  private static final long BIG_KEPT = 48L << 20;

  /** A side branch of that many bytes is worth another worker. */
  private static final long WORTH_A_FORK = 8L << 20;

  /** A blob that has children still to be made. */
  private static final class Frame {
    private Body body;
    private int child;

    Frame(Body body, int child) {
      this.body = body;
      this.child = child;
    }
  }

  private final BlobScan scan;
  private final boolean big;
  private final int limit;
  private final long keep;
  private final EntryInflater inflater = new EntryInflater();
  private final EntryHeader header = new EntryHeader();
  private final BufferPool pool;
  private final List<Frame> frames = new ArrayList<>();
  private long kept;
  private byte[] delta = new byte[16 << 10];
  private int deltaLength;
  private boolean derived;
  private long walked;

  FamilyWalker(BlobScan scan, boolean big) {
    this.scan = scan;
    this.big = big;
    this.limit = big ? StoreReader.HEAP_LIMIT : SMALL;
    this.keep = big ? BIG_KEPT : SMALL_KEPT;
    this.pool = new BufferPool(big ? BIG_KEPT : SMALL_KEPT);
  }

  /**
   * Pushes {@code start} and all that derives from it.
   *
   * @param base what {@code start} is a delta of; null if it is whole. Closed here.
   */
  void walk(PackScan pack, int start, @Nullable Body base) throws IOException {
    BlobFamilies family = pack.families();
    walked = 0;
    try {
      visit(pack, start, base);
      if (base != null) {
        release(base);
      }
      while (!frames.isEmpty() && !scan.sink().stopped()) {
        Frame frame = frames.get(frames.size() - 1);
        int child = frame.child;
        frame.child = family.nextSibling(child);
        Body body = frame.body;
        boolean last = frame.child == BlobFamilies.NONE;
        if (last) {
          frames.remove(frames.size() - 1);
          kept -= onHeap(body);
        } else if (handOver(pack, child, body)) {
          continue;
        }
        visit(pack, child, body);
        if (last) {
          release(body);
        }
      }
    } finally {
      pack.walked(walked);
      for (Frame frame : frames) {
        release(frame.body);
      }
      frames.clear();
      kept = 0;
    }
  }

  /** Makes and pushes one blob; if it has children, it becomes the top frame. */
  private void visit(PackScan pack, int blob, @Nullable Body base) throws IOException {
    Body body;
    try {
      body = make(pack, blob, base);
    } catch (CorruptObjectException e) {
      fail(pack, blob, e);
      return;
    }
    if (body == null) {
      return;
    }
    walked++;
    BlobFamilies family = pack.families();
    Supplier<Delta> derivation = derived ? derivation(family, blob) : null;
    scan.push(pack, family.position(blob), body, derivation);
    int child = family.firstChild(blob);
    if (child == BlobFamilies.NONE) {
      release(body);
      return;
    }
    frames.add(new Frame(body, child));
    kept += onHeap(body);
    spill();
  }

  /** The blob's bytes; null if it was dealt with otherwise. */
  private @Nullable Body make(PackScan scanned, int blob, @Nullable Body base) throws IOException {
    BlobFamilies family = scanned.families();
    Pack pack = family.pack();
    derived = false;
    pack.header(family.offset(blob), header);
    if (!header.isDelta()) {
      if (header.size <= limit) {
        int size = (int) header.size;
        byte[] out = pool.take(size + EntryInflater.SLACK);
        inflater.inflate(pack, header.dataAt, out, size);
        return Body.onHeap(out, size);
      }
      if (family.firstChild(blob) == BlobFamilies.NONE) {
        walked++;
        scan.pushStreamed(scanned, family.position(blob), header.dataAt, header.size);
        return null;
      }
      if (!big) {
        scan.leaveToBig(scanned, blob);
        return null;
      }
      long dataAt = header.dataAt;
      long size = header.size;
      return Body.inFile(
          out -> {
            try (var data = EntryInflater.stream(pack, dataAt, size)) {
              data.transferTo(out);
            }
          });
    }
    if (base == null) {
      throw new CorruptObjectException("its delta base is missing");
    }
    if (base.isOnHeap() && header.size <= limit) {
      deltaLength = (int) header.size;
      if (delta.length < deltaLength + EntryInflater.SLACK) {
        pool.give(delta);
        delta = pool.take(deltaLength + EntryInflater.SLACK);
      }
      inflater.inflate(pack, header.dataAt, delta, deltaLength);
      int from = (int) base.length();
      long size = DeltaCode.resultSize(delta, deltaLength, from);
      if (size <= limit) {
        byte[] out = pool.take((int) size + EntryInflater.SLACK);
        DeltaCode.apply(base.array(), from, delta, deltaLength, out, (int) size);
        derived = true;
        return Body.onHeap(out, (int) size);
      }
    }
    if (!big && base.isOnHeap()) {
      scan.leaveToBig(scanned, blob);
      return null;
    }
    return BigDelta.apply(pack, header, base);
  }

  /** Of the delta that {@link #delta} holds until the content has been accepted. */
  private Supplier<Delta> derivation(BlobFamilies family, int blob) {
    return () ->
        new Delta(
            scan.hexId(family.pack(), family.position(family.base(blob))),
            DeltaCode.copies(delta, deltaLength));
  }

  /** Gives a large side branch to another worker, with a copy of what it is a delta of. */
  private boolean handOver(PackScan pack, int child, Body base) {
    if (big || !base.isOnHeap() || pack.families().weight(child) * base.length() < WORTH_A_FORK) {
      return false;
    }
    return scan.tryHandOver(pack, child, base);
  }

  /** Puts the oldest ancestors into files when all together hold too much. */
  private void spill() throws IOException {
    for (int i = 0; kept > keep && i < frames.size() - 1; i++) {
      Frame frame = frames.get(i);
      if (frame.body.isOnHeap()) {
        Body inMemory = frame.body;
        frame.body = Body.inFile(out -> inMemory.copyTo(out, 0, inMemory.length()));
        kept -= onHeap(inMemory);
        release(inMemory);
      }
    }
  }

  private static long onHeap(Body body) {
    return body.isOnHeap() ? body.array().length : 0;
  }

  private void release(Body body) throws IOException {
    if (body.isOnHeap()) {
      pool.give(body.array());
    } else {
      body.close();
    }
  }

  /** {@code blob} and whatever derives from it can't be read from this pack. */
  private void fail(PackScan pack, int blob, CorruptObjectException reason) {
    BlobFamilies family = pack.families();
    Failures failures = pack.failures();
    failures.add(family.position(blob), reason);
    CorruptObjectException base = new CorruptObjectException("its delta base can't be read");
    List<Integer> open = new ArrayList<>();
    open.add(family.firstChild(blob));
    while (!open.isEmpty()) {
      int at = open.remove(open.size() - 1);
      for (; at != BlobFamilies.NONE; at = family.nextSibling(at)) {
        failures.add(family.position(at), base);
        open.add(family.firstChild(at));
      }
    }
  }

  @Override
  public void close() {
    inflater.close();
  }
}
