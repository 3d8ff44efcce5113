package dev.assay.source.git.history;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Delta;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Keeps all that a history source says, and names what it pushes anew from its bytes. */
final class CollectingSink implements ContentSink {

  /** How forked tasks run. */
  enum Forks {
    AT_ONCE,
    LATER,
    IN_PARALLEL
  }

  private final Forks forks;
  private final Queue<Task> later = new ConcurrentLinkedQueue<>();
  private final ExecutorService pool = Executors.newFixedThreadPool(3);
  private final Queue<Future<?>> running = new ConcurrentLinkedQueue<>();

  /** Ids of pushed blobs, each with the id that its bytes have. */
  final Map<String, String> blobs = Collections.synchronizedMap(new TreeMap<>());

  final List<String> twice = Collections.synchronizedList(new ArrayList<>());
  final Map<String, String> messages = Collections.synchronizedMap(new TreeMap<>());
  final TreeSet<Problem> problems = new TreeSet<>();
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final Map<Coverage.Unit, Long> counts = Collections.synchronizedMap(new HashMap<>());
  final List<String> wrongDeltas = Collections.synchronizedList(new ArrayList<>());
  final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, byte[]> bytes = Collections.synchronizedMap(new HashMap<>());
  int deltas;

  CollectingSink(Forks forks) {
    this.forks = forks;
  }

  @Override
  public void accept(Content content) {
    try {
      byte[] bytes = bytes(content);
      if (content.provenance() instanceof Provenance.Message message) {
        messages.put(
            message.kind() + " " + message.objectId(),
            new String(bytes, StandardCharsets.ISO_8859_1));
        return;
      }
      Provenance.Blob blob = (Provenance.Blob) content.provenance();
      if (!blob.path().isEmpty() || blob.commit() != null || content.size() != bytes.length) {
        failures.add(new AssertionError("odd blob " + blob + " of " + content.size()));
      }
      String named = blobId(bytes, blob.objectId().length());
      if (blobs.put(blob.objectId(), named) != null) {
        twice.add(blob.objectId());
      }
      this.bytes.put(blob.objectId(), bytes);
      check(blob.objectId(), bytes, content.delta());
    } catch (IOException e) {
      problem(new Problem(Problem.Kind.UNREADABLE, content.provenance().path(), e.toString()));
    }
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteSlice slice = content.inMemory();
    try (InputStream in = content.open()) {
      byte[] streamed = in.readNBytes(1 << 30);
      if (slice != null
          && !java.util.Arrays.equals(
              streamed,
              0,
              streamed.length,
              slice.array(),
              slice.offset(),
              slice.offset() + slice.length())) {
        throw new AssertionError("stream and slice differ");
      }
      return streamed;
    }
  }

  static String blobId(byte[] bytes, int hexLength) {
    try {
      MessageDigest digest = MessageDigest.getInstance(hexLength == 64 ? "SHA-256" : "SHA-1");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Copied spans must stand in the base, which was pushed before. */
  private synchronized void check(String id, byte[] made, Delta delta) {
    if (delta == null) {
      return;
    }
    deltas++;
    byte[] base = bytes.get(delta.baseId());
    long end = 0;
    for (Delta.Copy copy : delta.copies()) {
      if (base == null
          || copy.at() < end
          || !java.util.Arrays.equals(
              made,
              (int) copy.at(),
              (int) (copy.at() + copy.length()),
              base,
              (int) copy.from(),
              (int) (copy.from() + copy.length()))) {
        wrongDeltas.add(id);
        return;
      }
      end = copy.at() + copy.length();
    }
  }

  @Override
  public synchronized void problem(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void notice(String notice) {
    notices.add(notice);
  }

  @Override
  public void count(Coverage.Unit what, long amount) {
    counts.merge(what, amount, Long::sum);
  }

  long count(Coverage.Unit what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public void fork(Task task) {
    switch (forks) {
      case AT_ONCE -> run(task);
      case LATER -> later.add(task);
      case IN_PARALLEL -> running.add(pool.submit(() -> run(task)));
    }
  }

  private void run(Task task) {
    try {
      task.run();
    } catch (IOException | RuntimeException | Error e) {
      failures.add(e);
    }
  }

  /** Runs what was forked, to the end. */
  CollectingSink drain() {
    for (Task task = later.poll(); task != null; task = later.poll()) {
      run(task);
    }
    for (Future<?> next = running.poll(); next != null; next = running.poll()) {
      try {
        next.get();
      } catch (ExecutionException e) {
        failures.add(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    pool.shutdown();
    return this;
  }
}
