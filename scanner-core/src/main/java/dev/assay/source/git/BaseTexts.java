package dev.assay.source.git;

import dev.assay.model.Problem;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of earlier versions, read only when something was found in a later one. Thread-safe.
 */
final class BaseTexts implements AutoCloseable {

  /** Lines that are kept in memory, at most; 8 bytes each. */
  private static final int KEPT = 2_000_000;

  private final GitBackend backend;
  private final LinkedHashMap<String, Lines> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int keptLines;
  private @Nullable ObjectReader reader;

  BaseTexts(GitBackend backend) {
    this.backend = backend;
  }

  /** Hashes of a version's lines; null if it can't be read or has too many. */
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  record Lines(long @Nullable [] hashes) {}

  /** The lines of blob {@code id}. */
  synchronized long @Nullable [] lines(String id) throws IOException {
    Lines known = kept.get(id);
    if (known == null) {
      if (reader == null) {
        reader = backend.objects();
      }
      Taker taker = new Taker();
      reader.read(new String[] {id}, taker);
      known = new Lines(taker.hashes);
      keep(id, known);
    }
    return known.hashes();
  }

  private void keep(String id, Lines lines) {
    kept.put(id, lines);
    keptLines += weight(lines);
    Iterator<Lines> oldest = kept.values().iterator();
    while (keptLines > KEPT && kept.size() > 1) {
      keptLines -= weight(oldest.next());
      oldest.remove();
    }
  }

  private static int weight(Lines lines) {
    return 10 + (lines.hashes() == null ? 0 : lines.hashes().length);
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  private static final class Taker implements ObjectReader.Visitor {
    private long @Nullable [] hashes;

    @Override
    public void object(int index, GitObject object) throws IOException {
      try {
        hashes = LineHashes.of(object.stream());
      } catch (IOException e) {
        hashes = null;
      }
    }

    @Override
    public void failed(int index, Problem.Kind kind, String why) {
      hashes = null;
    }
  }
}
