package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.PackageKind;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All entries of one lockfile, in order, in bounded memory: what goes beyond is told. */
final class LockedEntries {

  /** Entries of one lockfile beyond this are not read. */
  static final int MOST = 200_000;

  /** Bytes, roughly, that the entries of one lockfile may take. */
  static final long MOST_BYTES = 64L << 20;

  private final Map<String, LockedEntry> entries = new LinkedHashMap<>();
  private final LockfileReader.Output out;
  private long bytes;
  private boolean full;

  LockedEntries(LockfileReader.Output out) {
    this.out = out;
  }

  /**
   * A new entry; not kept if there are too many.
   *
   * @return null if there is one of that key
   */
  @Nullable LockedEntry add(String key, PackageKind kind, @Nullable Region region) {
    if (entries.containsKey(key)) {
      return null;
    }
    LockedEntry entry = new LockedEntry(key, region, kind);
    if (!full && (entries.size() == MOST || bytes > MOST_BYTES)) {
      full = true;
      out.problem(
          Problem.Kind.TOO_LARGE,
          region == null ? 1 : region.line(),
          "it has more entries than are kept; from here on none was read");
    }
    if (!full) {
      entries.put(key, entry);
    }
    return entry;
  }

  /** To be called when all is known of an entry but whom it means by what it needs. */
  void done(LockedEntry entry) {
    bytes += entry.weight();
  }

  @Nullable LockedEntry get(String key) {
    return entries.get(key);
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  Collection<LockedEntry> all() {
    return entries.values();
  }

  void remove(String key) {
    entries.remove(key);
  }

  /** Says what an entry means by what it needs. */
  interface Resolver {

    /** The key of the entry that {@code from} means by {@code need}; null if none is known. */
    @Nullable String resolve(LockedEntry from, String need);
  }

  /** Puts keys in place of what entries call those that they need; what isn't there is left out. */
  void resolve(Resolver resolver) {
    for (LockedEntry entry : entries.values()) {
      Map<String, DependencyScope> called = new LinkedHashMap<>(entry.needs());
      entry.needs().clear();
      called.forEach(
          (need, scope) -> {
            String key = resolver.resolve(entry, need);
            if (key != null && entries.containsKey(key) && !key.equals(entry.key)) {
              entry.needs(key, scope);
            }
          });
    }
  }

  /**
   * Tells what each entry is for, from what the project needs: of one way there the weakest need
   * counts, of several ways the strongest. Entries that have a scope keep it.
   *
   * @param roots keys of what the project is
   */
  void spread(Collection<String> roots) {
    Map<String, DependencyScope> best = new LinkedHashMap<>();
    for (DependencyScope level : DependencyScope.values()) {
      Deque<LockedEntry> open = new ArrayDeque<>();
      for (String root : roots) {
        LockedEntry entry = entries.get(root);
        if (entry != null) {
          open.add(entry);
        }
      }
      Map<String, Boolean> seen = new LinkedHashMap<>();
      while (!open.isEmpty()) {
        LockedEntry from = open.remove();
        from.needs()
            .forEach(
                (key, scope) -> {
                  LockedEntry to = entries.get(key);
                  if (to != null
                      && scope.compareTo(level) <= 0
                      && seen.put(key, Boolean.TRUE) == null) {
                    best.putIfAbsent(key, level);
                    open.add(to);
                  }
                });
      }
    }
    for (LockedEntry entry : entries.values()) {
      if (entry.scope == null) {
        entry.scope = roots.contains(entry.key) ? DependencyScope.RUNTIME : best.get(entry.key);
      }
    }
  }

  /** Gives all of them. */
  void give(Provenance lockfile) {
    for (LockedEntry entry : entries.values()) {
      out.locked(entry.build(lockfile));
    }
  }
}
