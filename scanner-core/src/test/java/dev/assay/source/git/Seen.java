package dev.assay.source.git;

import dev.assay.model.CommitInfo;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.LineFilter;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes what a source pushes, and asks each content which of its lines were added. */
final class Seen implements ContentSink {

  /**
   * One content.
   *
   * @param added the text of the added lines; all lines where the content has no filter
   */
  record Item(String path, String commit, String id, List<String> added) {
    @Override
    public String toString() {
      return commit + " " + path + " " + id + " " + added;
    }
  }

  final List<Item> items = Collections.synchronizedList(new ArrayList<>());
  final List<byte[]> bytes = Collections.synchronizedList(new ArrayList<>());
  final List<CommitInfo> commits = Collections.synchronizedList(new ArrayList<>());
  final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
  final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  final Map<Coverage.Unit, Long> counts =
      Collections.synchronizedMap(new EnumMap<>(Coverage.Unit.class));
  private final ArrayDeque<Task> tasks = new ArrayDeque<>();

  /** All that {@code source} pushes. */
  static Seen of(Source source) {
    Seen seen = new Seen();
    try (source) {
      source.push(seen);
      for (Task task = seen.tasks.poll(); task != null; task = seen.tasks.poll()) {
        task.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  static Seen staged(GitFixture git) {
    return of(new StagedSource(git.directory().toString(), "", git.environment()));
  }

  static Seen range(GitFixture git, String... revisions) {
    return of(
        new RangeSource(git.directory().toString(), "", List.of(revisions), git.environment()));
  }

  /** {@code path: [added lines]} of all blobs, sorted. */
  List<String> added() {
    List<String> all = new ArrayList<>();
    for (Item item : items) {
      if (!item.path().endsWith(" message")) {
        all.add(item.path() + ": " + item.added());
      }
    }
    all.sort(null);
    return all;
  }

  /** Added lines of messages, sorted. */
  List<String> messages() {
    List<String> all = new ArrayList<>();
    for (Item item : items) {
      if (item.path().endsWith(" message")) {
        all.add(item.path().substring(0, item.path().indexOf(' ')) + ": " + item.added());
      }
    }
    all.sort(null);
    return all;
  }

  Item at(String path) {
    return items.stream().filter(item -> item.path().equals(path)).findFirst().orElseThrow();
  }

  @Override
  public void accept(Content content) {
    byte[] all;
    try (InputStream in = content.open()) {
      all = in.readNBytes(Integer.MAX_VALUE);
    } catch (IOException e) {
      problem(
          new Problem(
              Problem.Kind.UNREADABLE,
              content.provenance().path(),
              String.valueOf(e.getMessage())));
      return;
    }
    LineFilter filter = content.lines();
    List<String> added = new ArrayList<>();
    String[] lines = text(all).split("\r\n|\n|\r", -1);
    int count =
        lines.length > 0 && lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    for (int i = 1; i <= count; i++) {
      if (filter == null || filter.touches(i, i)) {
        added.add(lines[i - 1]);
      }
    }
    Provenance place = content.provenance();
    CommitInfo commit = place.commit();
    String id =
        place instanceof Provenance.Blob blob
            ? blob.objectId()
            : ((Provenance.Message) place).objectId();
    items.add(new Item(place.path(), commit == null ? "" : commit.id(), id, added));
    bytes.add(all);
    if (commit != null) {
      commits.add(commit);
    }
  }

  private static String text(byte[] all) {
    if (all.length >= 2 && all[0] == (byte) 0xff && all[1] == (byte) 0xfe) {
      return new String(all, 2, all.length - 2, StandardCharsets.UTF_16LE);
    }
    return new String(all, StandardCharsets.UTF_8);
  }

  @Override
  public void problem(Problem problem) {
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

  @Override
  public void fork(Task task) {
    tasks.add(task);
  }
}
