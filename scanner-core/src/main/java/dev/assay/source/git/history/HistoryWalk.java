package dev.assay.source.git.history;

import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.CommitInfo;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows refs through tags and commits to the roots: fills a {@link CommitGraph} and pushes the
 * messages. For one thread.
 */
final class HistoryWalk {
  private static final HexFormat HEX = HexFormat.of();

  /** The largest octopus known has 66. */
  private static final int MAX_PARENTS = 4096;

  /** A tree or blob that a ref names itself, without a commit. */
  record Named(String ref, int type, String id) {}

  private final ObjectStore store;
  private final StoreReader reader;
  private final @Nullable ContentSink messages;
  private final ProblemList problems;
  private final Set<String> shallow;
  private final CommitGraph graph;
  private final IdTable tags;
  private final List<Named> named = new ArrayList<>();
  private final Deque<Integer> pending = new ArrayDeque<>();
  private final HistoryObject parsed;
  private final byte[] id;
  private long pushed;

  /**
   * Walks into {@code graph}, which may hold commits already.
   *
   * @param messages takes the messages of what is new; null to push none
   * @param shallow full hexadecimal ids of commits whose parents are not looked for
   */
  HistoryWalk(
      ObjectStore store,
      StoreReader reader,
      CommitGraph graph,
      @Nullable ContentSink messages,
      ProblemList problems,
      Set<String> shallow) {
    this.store = store;
    this.reader = reader;
    this.messages = messages;
    this.problems = problems;
    this.shallow = shallow;
    this.graph = graph;
    this.tags = new IdTable(store.hashLength());
    this.parsed = new HistoryObject(store.hashLength());
    this.id = new byte[store.hashLength()];
  }

  /** Trees and blobs that refs name. */
  List<Named> named() {
    return named;
  }

  /** Whether a commit or tag was walked. */
  boolean knows(byte[] object) {
    int commit = graph.ids().find(object, 0);
    return (commit >= 0 && graph.isRead(commit)) || tags.find(object, 0) >= 0;
  }

  /**
   * Follows one ref.
   *
   * @param mustExist whether it is one: an object that isn't there is a problem then, and a tree or
   *     blob stands at its name
   */
  void follow(String ref, String hexId, boolean mustExist) throws IOException {
    byte[] at = HEX.parseHex(hexId);
    for (int depth = 0; depth < 1000; depth++) {
      if (knows(at)) {
        return;
      }
      StoreReader.Stored stored = read(at, ref, mustExist);
      if (stored == null) {
        return;
      }
      switch (stored.type()) {
        case EntryHeader.COMMIT -> {
          int commit = graph.ids().add(at, 0);
          commit(commit, stored.body());
          drain();
          return;
        }
        case EntryHeader.TAG -> {
          tags.add(at, 0);
          tag(at, stored.body());
          byte[] target = new byte[store.hashLength()];
          if (!parsed.target(target, 0)) {
            problem(Problem.Kind.CORRUPT, at, "tag", "it names no object");
            return;
          }
          at = target;
        }
        default -> {
          if (mustExist) {
            named.add(new Named(ref, stored.type(), HEX.formatHex(at)));
          }
          stored.body().close();
          return;
        }
      }
    }
  }

  private StoreReader.@Nullable Stored read(byte[] object, String ref, boolean mustExist)
      throws IOException {
    try {
      StoreReader.Stored stored = reader.read(object, 0);
      if (stored == null && mustExist) {
        problems.add(
            new Problem(
                Problem.Kind.OBJECT_MISSING,
                ref,
                "It names " + HEX.formatHex(object) + ", which is not in the repository"));
      }
      return stored;
    } catch (CorruptObjectException e) {
      problem(e.kind(), object, "object", e.reason());
      return null;
    }
  }

  private void problem(Problem.Kind kind, byte[] object, String noun, String reason) {
    String hex = HEX.formatHex(object);
    problems.add(
        new Problem(
            kind,
            noun + " " + hex,
            "The history behind it was not followed: " + reason + ". Run 'git fsck'"));
  }

  private void drain() throws IOException {
    for (Integer next = pending.poll(); next != null; next = pending.poll()) {
      if (graph.isRead(next)) {
        continue;
      }
      System.arraycopy(graph.ids().array(), graph.ids().at(next), id, 0, id.length);
      try {
        StoreReader.Stored stored = reader.read(id, 0);
        if (stored == null) {
          problem(Problem.Kind.OBJECT_MISSING, id, "commit", "it is not in the repository");
        } else if (stored.type() != EntryHeader.COMMIT) {
          stored.body().close();
          problem(Problem.Kind.CORRUPT, id, "commit", "it is no commit");
        } else {
          commit(next, stored.body());
        }
      } catch (CorruptObjectException e) {
        problem(e.kind(), id, "commit", e.reason());
      }
    }
  }

  private void commit(int commit, Body body) throws IOException {
    byte[] object = onHeap(body);
    parsed.parse(object, (int) body.length());
    graph.add(commit, parsed);
    if (shallow.isEmpty() || !shallow.contains(graph.ids().hex(commit))) {
      if (parsed.parents() > MAX_PARENTS) {
        problems.add(
            new Problem(
                Problem.Kind.MALFORMED,
                "commit " + graph.ids().hex(commit),
                "Not all of its " + parsed.parents() + " parents were followed"));
      }
      for (int i = 0; i < Math.min(parsed.parents(), MAX_PARENTS); i++) {
        parsed.parent(i, id, 0);
        int parent = graph.ids().add(id, 0);
        graph.addParent(commit, parent);
        if (!graph.isRead(parent)) {
          pending.push(parent);
        }
      }
    }
    if (messages == null) {
      return;
    }
    CommitInfo info = new CommitInfo(graph.ids().hex(commit), parsed.author(), parsed.authored());
    List<byte[]> mergeTags = parsed.mergeTags();
    push("commit", info.id(), info, object, (int) body.length());
    for (byte[] tag : mergeTags) {
      mergeTag(tag, info);
    }
  }

  /** A tag in a merge's header that may be stored nowhere else. */
  private void mergeTag(byte[] tag, CommitInfo info) {
    MessageDigest digest = store.newDigest();
    digest.update(("tag " + tag.length + "\0").getBytes(StandardCharsets.ISO_8859_1));
    byte[] tagId = digest.digest(tag);
    if (!store.contains(tagId, 0)) {
      parsed.parse(tag, tag.length);
      push("tag", HEX.formatHex(tagId), info, tag, tag.length);
    }
  }

  private void tag(byte[] tagId, Body body) throws IOException {
    byte[] object = onHeap(body);
    parsed.parse(object, (int) body.length());
    push("tag", HEX.formatHex(tagId), null, object, (int) body.length());
  }

  private static byte[] onHeap(Body body) throws IOException {
    if (body.isOnHeap()) {
      return body.array();
    }
    long length = body.length();
    body.close();
    throw new CorruptObjectException(
        Problem.Kind.TOO_LARGE, "a commit or tag of " + length + " bytes");
  }

  private void push(
      String kind, String hexId, @Nullable CommitInfo info, byte[] object, int length) {
    int at = parsed.messageAt();
    if (messages == null || at >= length) {
      return;
    }
    pushed++;
    messages.accept(
        new BytesContent(
            new Provenance.Message(kind, hexId, info),
            new ByteSlice(object, at, length - at),
            null));
  }

  /** Counts what was walked since the last call. */
  void count(ContentSink sink, long commits) {
    sink.count(Coverage.Unit.COMMITS, commits);
    sink.count(Coverage.Unit.MESSAGES, pushed);
    pushed = 0;
  }
}
