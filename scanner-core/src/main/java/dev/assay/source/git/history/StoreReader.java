package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads single objects by id, wherever they stand, whatever they are deltas of. For commits and
 * trees, whose order is not that of the pack; keeps what it resolved on the way (the versions of a
 * tree are deltas of each other) up to a limit. For one thread.
 */
final class StoreReader implements Closeable {
  /** Git makes chains of 4,095 deltas at most. */
  private static final int MAX_CHAIN = 10_000;

  /** A pack should hold the bases of its deltas; one that doesn't is followed that often. */
  private static final int MAX_HOPS = 50;

  private static final int MAX_BAD = 100_000;

  /** Larger ones would push everything else out. */
  private static final int MAX_CACHED = 1 << 20;

  /** Beyond that an object is put into a file. */
  static final int HEAP_LIMIT = 32 << 20;

  /** An object as it is stored, of a type of {@link EntryHeader}. */
  record Stored(int type, Body body) {}

  private record Place(Pack pack, long offset) {}

  private final ObjectStore store;
  private final long cacheLimit;
  private final EntryInflater inflater = new EntryInflater();
  private final EntryHeader header = new EntryHeader();

  /** By place in a pack, or by id for what is loose. */
  private final LinkedHashMap<Object, Stored> cache = new LinkedHashMap<>(1024, 0.75f, true);

  private long cached;
  private final Set<Place> bad = new HashSet<>();
  private final byte[] baseId = new byte[64];
  private int recentPack;

  /** Keeps up to {@code cacheLimit} bytes of small objects. */
  StoreReader(ObjectStore store, long cacheLimit) {
    this.store = store;
    this.cacheLimit = cacheLimit;
  }

  /**
   * The object, from the first place where it can be read; null if there is none that holds it. A
   * body in a file is the caller's to close.
   *
   * @throws CorruptObjectException if it can't be read anywhere
   */
  @Nullable Stored read(byte[] id, int at) throws IOException {
    return read(id, at, 0);
  }

  /**
   * Like {@link #read}, and its id is computed anew from its bytes: places whose copy is another
   * object are passed over.
   */
  @Nullable Stored readVerified(byte[] id, int at) throws IOException {
    CorruptObjectException failure = null;
    List<Pack> packs = store.packs();
    for (int i = 0; i <= packs.size(); i++) {
      try {
        Stored stored;
        if (i < packs.size()) {
          int position = packs.get(i).index().find(id, at);
          stored = position < 0 ? null : resolve(offset(packs.get(i), position), 0);
        } else {
          stored = readLoose(id, at);
        }
        if (stored == null) {
          continue;
        }
        if (isNamed(stored, id, at)) {
          return stored;
        }
        stored.body().close();
        failure = new CorruptObjectException("its bytes are not those that its id names");
      } catch (CorruptObjectException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** The object whose entry starts at {@code offset} of {@code pack}. */
  Stored readAt(Pack pack, long offset) throws IOException {
    return resolve(new Place(pack, offset), 0);
  }

  private @Nullable Stored read(byte[] id, int at, int hops) throws IOException {
    CorruptObjectException failure = null;
    List<Pack> packs = store.packs();
    int count = packs.size();
    for (int i = 0; i < count; i++) {
      // Most often the next object stands where the last one stood.
      int which = i == 0 ? recentPack : i <= recentPack ? i - 1 : i;
      Pack pack = packs.get(which);
      int position = pack.index().find(id, at);
      if (position >= 0) {
        try {
          Stored stored = resolve(offset(pack, position), hops);
          recentPack = which;
          return stored;
        } catch (CorruptObjectException e) {
          failure = e;
        }
      }
    }
    try {
      Stored stored = readLoose(id, at);
      if (stored != null) {
        return stored;
      }
    } catch (CorruptObjectException e) {
      failure = e;
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  private static Place offset(Pack pack, int position) {
    return new Place(pack, pack.index().offset(position));
  }

  private @Nullable Stored readLoose(byte[] id, int at) throws IOException {
    if (store.loose().isEmpty()) {
      return null;
    }
    String key = HexFormat.of().formatHex(id, at, at + store.hashLength());
    Stored known = cache.get(key);
    if (known != null) {
      return known;
    }
    for (LooseStore place : store.loose()) {
      try (LooseStore.Opened opened = place.open(id, at)) {
        if (opened != null) {
          Stored stored = new Stored(opened.type(), body(opened.data(), opened.size()));
          keep(key, stored);
          return stored;
        }
      }
    }
    return null;
  }

  private static Body body(InputStream data, long size) throws IOException {
    if (size > HEAP_LIMIT) {
      return Body.inFile(data::transferTo);
    }
    byte[] bytes = data.readNBytes((int) size + 1);
    return Body.onHeap(bytes, bytes.length);
  }

  /** Follows the deltas at {@code place} down to a whole object and applies them upwards. */
  private Stored resolve(Place place, int hops) throws IOException {
    List<Place> deltas = new ArrayList<>();
    Place at = place;
    Stored whole = cache.get(at);
    while (whole == null) {
      Pack pack = at.pack();
      if (bad.contains(at)) {
        throw new CorruptObjectException("its delta base can't be read");
      }
      pack.header(at.offset(), header);
      if (!header.isDelta()) {
        whole = inflate(at);
        keep(at, whole);
        break;
      }
      deltas.add(at);
      if (deltas.size() > MAX_CHAIN) {
        throw new CorruptObjectException("its chain of deltas is too long or runs in a circle");
      }
      if (header.baseIdAt < 0) {
        at = new Place(pack, header.baseOffset);
      } else {
        int length = (int) (header.dataAt - header.baseIdAt);
        pack.file().copy(header.baseIdAt, baseId, 0, length);
        int position = pack.index().find(baseId, 0);
        if (position >= 0) {
          at = offset(pack, position);
        } else {
          whole = outside(hops + 1);
        }
      }
      if (whole == null) {
        whole = cache.get(at);
      }
    }
    try {
      for (int i = deltas.size() - 1; i >= 0; i--) {
        at = deltas.get(i);
        whole = apply(at, whole);
      }
    } catch (IOException e) {
      if (e instanceof CorruptObjectException) {
        markBad(at);
      }
      whole.body().close();
      throw e;
    }
    return whole;
  }

  /** A base that stands in another pack, or loose. */
  private Stored outside(int hops) throws IOException {
    if (hops > MAX_HOPS) {
      throw new CorruptObjectException("its chain of deltas goes through too many packs");
    }
    Stored base = read(baseId.clone(), 0, hops);
    if (base == null) {
      throw new CorruptObjectException(Problem.Kind.OBJECT_MISSING, "its delta base is in no pack");
    }
    return base;
  }

  private Stored inflate(Place place) throws IOException {
    Pack pack = place.pack();
    try {
      if (header.size > HEAP_LIMIT) {
        try (InputStream data = EntryInflater.stream(pack, header.dataAt, header.size)) {
          return new Stored(header.type, Body.inFile(data::transferTo));
        }
      }
      int size = (int) header.size;
      byte[] bytes = new byte[size + 1];
      inflater.inflate(pack, header.dataAt, bytes, size);
      return new Stored(header.type, Body.onHeap(bytes, size));
    } catch (CorruptObjectException e) {
      markBad(place);
      throw e;
    }
  }

  /** Thousands may derive from a damaged object; it is tried once. */
  private void markBad(Place place) {
    if (bad.size() < MAX_BAD) {
      bad.add(place);
    }
  }

  private Stored apply(Place place, Stored base) throws IOException {
    Pack pack = place.pack();
    pack.header(place.offset(), header);
    if (base.body().isOnHeap() && header.size <= HEAP_LIMIT) {
      byte[] delta = new byte[(int) header.size + 1];
      inflater.inflate(pack, header.dataAt, delta, (int) header.size);
      int from = (int) base.body().length();
      long size = DeltaCode.resultSize(delta, (int) header.size, from);
      if (size <= HEAP_LIMIT) {
        byte[] out = new byte[(int) size];
        DeltaCode.apply(base.body().array(), from, delta, (int) header.size, out, (int) size);
        Stored made = new Stored(base.type(), Body.onHeap(out, (int) size));
        keep(place, made);
        return made;
      }
    }
    Body made = BigDelta.apply(pack, header, base.body());
    base.body().close();
    return new Stored(base.type(), made);
  }

  private void keep(Object place, Stored stored) {
    Body body = stored.body();
    if (!body.isOnHeap() || body.length() > MAX_CACHED) {
      return;
    }
    Stored old = cache.put(place, stored);
    cached += cost(stored) - (old == null ? 0 : cost(old));
    Iterator<Map.Entry<Object, Stored>> eldest = cache.entrySet().iterator();
    while (cached > cacheLimit && eldest.hasNext()) {
      cached -= cost(eldest.next().getValue());
      eldest.remove();
    }
  }

  private static long cost(Stored stored) {
    return stored.body().array().length + 200L;
  }

  private boolean isNamed(Stored stored, byte[] id, int at) throws IOException {
    MessageDigest digest = store.newDigest();
    String start = EntryHeader.typeName(stored.type()) + " " + stored.body().length() + "\0";
    digest.update(start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    try (InputStream in = stored.body().open(false)) {
      byte[] buffer = new byte[16 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    byte[] computed = digest.digest();
    return java.util.Arrays.equals(
        computed, 0, store.hashLength(), id, at, at + store.hashLength());
  }

  @Override
  public void close() {
    inflater.close();
    cache.clear();
  }
}
