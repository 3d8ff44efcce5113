package dev.assay.source.git;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.CommitInfo;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blobs of changes and pushes them, each with the lines that it adds. Thread-safe: each
 * call takes a reader of its own.
 */
final class BlobPusher implements AutoCloseable {

  /** What to do about a missing object of a partial clone. */
  static final String PARTIAL_CLONE =
      ". This is a partial clone, and nothing is fetched by a scan: run"
          + " 'git fetch --refetch --no-filter' first";

  private static final AddedLines.DeletionLister NONE_DELETED =
      new AddedLines.DeletionLister() { // no lambda: this is on the way of every hook
        @Override
        public List<Deletion> deletions(int parent) {
          return List.of();
        }
      };

  private final String prefix;
  private final GitBackend backend;
  private final @Nullable LooseObjects loose;
  private final boolean partialClone;
  private final BaseTexts texts;
  private final ArrayDeque<ObjectReader> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * A blob to push.
   *
   * @param place where it stands
   * @param change what made it, of which only the added lines count; null: all lines count
   * @param deletions asked if it has no earlier version
   * @param mode whether it may be run
   */
  record Item(
      Provenance.Blob place,
      @Nullable Change change,
      AddedLines.DeletionLister deletions,
      ArtifactFile.Mode mode) {}

  /**
   * @param loose looked into before git is asked; null to ask git at once
   * @param prefix goes before all paths
   */
  BlobPusher(
      GitBackend backend, @Nullable LooseObjects loose, boolean partialClone, String prefix) {
    this.prefix = prefix;
    this.backend = backend;
    this.loose = loose;
    this.partialClone = partialClone;
    this.texts = new BaseTexts(backend);
  }

  /**
   * What to push of {@code change}.
   *
   * @param commit that made it; null for the index
   * @param deletions asked if it has no earlier version
   */
  Item item(
      Change change, String id, @Nullable CommitInfo commit, AddedLines.DeletionLister deletions) {
    return new Item(
        new Provenance.Blob(id, prefix + change.path(), commit),
        change,
        deletions,
        ArtifactFile.Mode.UNSAID);
  }

  /** A blob of which all lines count. */
  static Item whole(String path, String id, CommitInfo commit, ArtifactFile.Mode mode) {
    return new Item(new Provenance.Blob(id, path, commit), null, NONE_DELETED, mode);
  }

  /** A reader that nobody uses; {@link #giveBack} it. */
  ObjectReader borrow() {
    synchronized (idle) {
      ObjectReader reader = idle.poll();
      return reader == null ? backend.objects() : reader;
    }
  }

  /** Takes back what {@link #borrow} gave. */
  void giveBack(ObjectReader reader) {
    synchronized (idle) {
      if (closed) {
        reader.close();
      } else {
        idle.push(reader);
      }
    }
  }

  /** Pushes {@code items} on this thread. */
  void push(List<Item> items, ContentSink sink) throws IOException {
    Pass pass = new Pass(sink);
    List<Item> rest = items;
    if (loose != null) {
      rest = new ArrayList<>();
      for (Item item : items) {
        if (sink.stopped()) {
          return;
        }
        if (!pass.loose(item, loose)) {
          rest.add(item);
        }
      }
    }
    if (!rest.isEmpty()) {
      ObjectReader reader = borrow();
      try {
        pass.batch(rest, reader);
      } finally {
        giveBack(reader);
      }
    }
  }

  @Override
  public void close() {
    texts.close();
    synchronized (idle) {
      closed = true;
      for (ObjectReader reader : idle) {
        reader.close();
      }
      idle.clear();
    }
  }

  /** One group of blobs, which share a buffer. */
  private final class Pass implements ObjectReader.Visitor {
    private final ContentSink sink;
    private byte[] buffer = new byte[0];
    private List<Item> items = List.of();
    private @Nullable ObjectReader reader;

    Pass(ContentSink sink) {
      this.sink = sink;
    }

    /** False if the blob isn't loose. */
    boolean loose(Item item, LooseObjects objects) {
      String id = item.place().objectId();
      try {
        GitObject object = objects.open(id);
        if (object == null) {
          return false;
        }
        try (InputStream in = object.stream()) {
          accept(item, new GitObject(object.type(), object.size(), in), objects);
        }
      } catch (IOException e) {
        failed(item, Problem.Kind.CORRUPT, e.getMessage());
      }
      return true;
    }

    void batch(List<Item> rest, ObjectReader from) throws IOException {
      items = rest;
      reader = from;
      String[] ids = new String[rest.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = rest.get(i).place().objectId();
      }
      from.read(ids, this);
    }

    @Override
    public void object(int index, GitObject object) {
      Item item = items.get(index);
      if (sink.stopped()) {
        return;
      }
      try {
        accept(item, object, null);
      } catch (IOException e) {
        failed(item, Problem.Kind.CORRUPT, e.getMessage());
      }
    }

    @Override
    public void failed(int index, Problem.Kind kind, String why) {
      failed(items.get(index), kind, why);
    }

    private void accept(Item item, GitObject object, @Nullable LooseObjects from)
        throws IOException {
      if (!object.type().equals("blob")) {
        throw new IOException("the object is a " + object.type() + ", not a blob");
      }
      BlobContent content;
      if (object.size() > BlobContent.IN_MEMORY) {
        content =
            new BlobContent(
                item.place(),
                object.size(),
                object.stream(),
                opener(item.place().objectId(), from));
      } else {
        int length = (int) object.size();
        if (buffer.length < length) {
          buffer = new byte[Math.max(length, Math.min(2 * buffer.length, BlobContent.IN_MEMORY))];
        }
        int read = object.stream().readNBytes(buffer, 0, length);
        if (read < length) {
          throw new IOException("the object is cut short");
        }
        content = new BlobContent(item.place(), new ByteSlice(buffer, 0, length));
      }
      Change change = item.change();
      if (change != null) {
        content.lines(new AddedLines(content, change, item.deletions(), texts, sink));
      }
      content.mode(item.mode());
      sink.count(Coverage.Unit.BLOBS, 1);
      sink.accept(content);
    }

    private BlobContent.Opener opener(String id, @Nullable LooseObjects from) {
      ObjectReader own = reader;
      return from != null || own == null ? () -> reopened(from, id) : () -> own.open(id);
    }

    private void failed(Item item, Problem.Kind kind, @Nullable String why) {
      StringBuilder detail = new StringBuilder("Blob ").append(item.place().objectId());
      if (item.place().commit() != null) {
        detail.append(" of commit ").append(item.place().commit().id());
      }
      detail.append(" was not scanned: ").append(why);
      if (partialClone && kind == Problem.Kind.OBJECT_MISSING) {
        detail.append(PARTIAL_CLONE);
      }
      sink.problem(new Problem(kind, item.place().path(), detail.toString()));
    }
  }

  private static InputStream reopened(@Nullable LooseObjects objects, String id)
      throws IOException {
    GitObject object = objects == null ? null : objects.open(id);
    if (object == null) {
      throw new IOException("the loose object " + id + " is gone");
    }
    return object.stream();
  }
}
