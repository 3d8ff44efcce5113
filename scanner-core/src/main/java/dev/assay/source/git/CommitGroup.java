package dev.assay.source.git;

import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.CommitInfo;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.git.GitBackend.CommitNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some commits of a range and what they changed: one task. Their messages come first, since a
 * commit's own text says who wrote it.
 */
final class CommitGroup implements ContentSink.Task {

  private final GitBackend backend;
  private final BlobPusher pusher;
  private final ContentSink sink;
  private final List<CommitNode> commits = new ArrayList<>();
  private final List<List<Change>> changes = new ArrayList<>();
  private final List<@Nullable List<Deletion>> deletions = new ArrayList<>();
  private int size;

  CommitGroup(GitBackend backend, BlobPusher pusher, ContentSink sink) {
    this.backend = backend;
    this.pusher = pusher;
    this.sink = sink;
  }

  /**
   * @param deleted against the only parent; null for merges
   */
  void add(CommitNode commit, List<Change> changed, @Nullable List<Deletion> deleted) {
    commits.add(commit);
    changes.add(changed);
    deletions.add(deleted);
    size += 1 + changed.size();
  }

  /** Objects to read. */
  int size() {
    return size;
  }

  @Override
  public void run() throws IOException {
    if (sink.stopped()) {
      return;
    }
    String[] ids = new String[commits.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = commits.get(i).id();
    }
    Messages messages = new Messages("commit", ids, sink);
    ObjectReader reader = pusher.borrow();
    try {
      reader.read(ids, messages);
    } finally {
      pusher.giveBack(reader);
    }
    sink.count(Coverage.Unit.COMMITS, ids.length);
    List<BlobPusher.Item> items = new ArrayList<>(size - ids.length);
    for (int i = 0; i < ids.length; i++) {
      CommitInfo info = messages.info(i, commits.get(i).time());
      AddedLines.DeletionLister lister = lister(i);
      for (Change change : changes.get(i)) {
        String id = change.id();
        if (id != null) {
          items.add(pusher.item(change, id, info, lister));
        }
      }
    }
    pusher.push(items, sink);
  }

  private AddedLines.DeletionLister lister(int index) {
    List<Deletion> known = deletions.get(index);
    if (known != null) {
      return parent -> known;
    }
    return new MergeDeletions(commits.get(index));
  }

  /** Asks for what a merge deleted against a parent, once. */
  private final class MergeDeletions implements AddedLines.DeletionLister {
    private final CommitNode merge;
    private final Map<Integer, List<Deletion>> known = new HashMap<>();

    MergeDeletions(CommitNode merge) {
      this.merge = merge;
    }

    @Override
    public List<Deletion> deletions(int parent) throws IOException {
      List<Deletion> list = known.get(parent);
      if (list == null) {
        list = backend.deletions(merge.parents().get(parent), merge.id());
        known.put(parent, list);
      }
      return list;
    }
  }

  /** Reads commits or annotated tags and pushes their messages. */
  static final class Messages implements ObjectReader.Visitor {
    private final String kind;
    private final String[] ids;
    private final ContentSink sink;
    private final @Nullable CommitInfo[] infos;

    Messages(String kind, String[] ids, ContentSink sink) {
      this.kind = kind;
      this.ids = ids;
      this.sink = sink;
      this.infos = new @Nullable CommitInfo[ids.length];
    }

    /** Who wrote it; nobody if it could not be read. */
    CommitInfo info(int index, long time) {
      CommitInfo info = infos[index];
      return info == null ? new CommitInfo(ids[index], "", time) : info;
    }

    @Override
    public void object(int index, GitObject object) throws IOException {
      if (object.size() > BlobContent.IN_MEMORY) {
        failed(index, Problem.Kind.TOO_LARGE, "it is larger than 16 MB");
        return;
      }
      byte[] bytes;
      try {
        bytes = object.stream().readNBytes((int) object.size());
      } catch (IOException e) {
        failed(index, Problem.Kind.CORRUPT, String.valueOf(e.getMessage()));
        return;
      }
      CommitObject parsed = CommitObject.parse(ids[index], bytes, bytes.length);
      infos[index] = parsed.info();
      int from = parsed.messageOffset();
      push(kind, index, new ByteSlice(bytes, from, bytes.length - from), parsed.info());
      for (byte[] merged : parsed.mergedTags()) {
        push("mergetag", index, new ByteSlice(merged, 0, merged.length), parsed.info());
      }
    }

    private void push(String what, int index, ByteSlice message, CommitInfo info) {
      sink.count(Coverage.Unit.MESSAGES, 1);
      sink.accept(new BytesContent(new Provenance.Message(what, ids[index], info), message, null));
    }

    @Override
    public void failed(int index, Problem.Kind objectKind, String why) {
      sink.problem(
          new Problem(
              objectKind,
              kind + " " + ids[index] + " message",
              "The message of " + kind + " " + ids[index] + " was not scanned: " + why));
    }
  }
}
