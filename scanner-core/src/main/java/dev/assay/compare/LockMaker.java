package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.compare.LockRecord.Content;
import dev.assay.compare.LockRecord.Total;
import dev.assay.model.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what artifacts hold into content locks. Lines that hold stay as somebody wrote them; of
 * those that don't, only the numbers are made wider that must be; those that nothing is of go.
 */
public final class LockMaker {

  /**
   * What became of a lock.
   *
   * @param artifacts that went into it, in the syntax of patterns
   */
  public record Result(ContentLock lock, List<String> artifacts) {
    public Result {
      artifacts = List.copyOf(artifacts);
    }
  }

  private LockMaker() {}

  /**
   * Notes in {@code lock} what {@code seen} holds.
   *
   * @param folder what the user calls it, if it is a folder
   * @param noted names of artifacts that were noted just before: of several that are called the
   *     same the lock allows each
   */
  public static Result update(ContentLock lock, Inventory seen, String folder, Set<String> noted) {
    ContentLock changed = lock;
    List<String> names = new ArrayList<>();
    for (Artifact artifact : Artifact.of(seen, folder)) {
      ContentLock.Part before = changed.of(artifact.name());
      ContentLock.Part after = updated(before, artifact);
      boolean again = noted.contains(artifact.name()) || names.contains(artifact.name());
      changed = changed.with(artifact.name(), again ? both(before, after) : after);
      names.add(artifact.name());
    }
    return new Result(changed, names);
  }

  /** What either allows; what only one of them asks for may be missing. */
  private static ContentLock.Part both(ContentLock.Part one, ContentLock.Part other) {
    Map<String, Content> contents = new TreeMap<>();
    one.contents().forEach(each -> contents.put(each.key(), optional(each)));
    Set<String> before = Set.copyOf(contents.keySet());
    for (Content each : other.contents()) {
      contents.put(each.key(), before.contains(each.key()) ? each : optional(each));
    }
    return new ContentLock.Part(List.copyOf(contents.values()), other.total());
  }

  private static Content optional(Content content) {
    return content.with(new Range(0, content.files().high()), content.size());
  }

  /** What a new lock says of {@code artifact}. */
  static ContentLock.Part part(Artifact artifact) {
    return updated(new ContentLock.Part(List.of(), null), artifact);
  }

  static ContentLock.Part updated(ContentLock.Part part, Artifact artifact) {
    Allowed allowed = new Allowed(part.contents());
    Map<Content, List<Item>> found = new LinkedHashMap<>();
    List<Item> unknown = new ArrayList<>();
    List<Item> empty = new ArrayList<>();
    for (Item item : artifact.files()) {
      Content record = allowed.of(item);
      if (record != null && record.kind().equals(item.kind())) {
        found.computeIfAbsent(record, key -> new ArrayList<>()).add(item);
      } else {
        (item.size() == 0 ? empty : unknown).add(item);
      }
    }
    List<Content> contents = new ArrayList<>();
    for (Content record : part.contents()) {
      List<Item> items = found.get(record);
      if (items != null) {
        contents.add(widened(record, items));
      } else if (record.files().low() == 0) {
        contents.add(record);
      }
    }
    add(contents, unknown, artifact);
    // What is empty needs no line where others of its name may be.
    Allowed now = new Allowed(contents);
    empty.removeIf(item -> now.of(item) != null);
    add(contents, empty, artifact);
    return new ContentLock.Part(contents, total(part.total(), artifact));
  }

  private static void add(List<Content> contents, List<Item> items, Artifact artifact) {
    for (Generaliser.Group group : Generaliser.groups(items, artifact.version())) {
      contents.add(
          new Content(
              artifact.name(),
              group.pattern(),
              group.kind(),
              Tolerance.count(group.items().size(), group.pattern().exact()),
              Tolerance.sizes(group.least(), group.largest().size()),
              "",
              0));
    }
  }

  private static Content widened(Content record, List<Item> items) {
    Range files = record.files();
    if (!files.holds(items.size())) {
      files = files.and(Tolerance.count(items.size(), record.pattern().exact()));
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    for (Item item : items) {
      if (item.size() > 0 || record.kind().equals("empty")) {
        least = Math.min(least, item.size());
        most = Math.max(most, item.size());
      }
    }
    Range size = record.size();
    if (most > size.high()) {
      size = new Range(size.low(), Tolerance.most(most));
    }
    if (least < size.low()) {
      size = new Range(Tolerance.least(least), size.high());
    }
    return record.with(files, size);
  }

  private static Total total(@Nullable Total before, Artifact artifact) {
    long count = artifact.count();
    long bytes = artifact.bytes();
    Range files = Tolerance.totalFiles(count);
    Range size = Tolerance.totalBytes(bytes);
    if (before == null) {
      return new Total(artifact.name(), files, size, "", 0);
    }
    return before.with(
        before.files().holds(count) ? before.files() : before.files().and(files),
        before.bytes().holds(bytes) ? before.bytes() : before.bytes().and(size));
  }
}
