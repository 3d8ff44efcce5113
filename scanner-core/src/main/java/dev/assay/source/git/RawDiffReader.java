package dev.assay.source.git;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code git diff-index|diff-tree --raw -z --no-abbrev} prints, combined diffs of merges
 * and the commits' own lines included (git-diff-index(1), "Raw output format"). Ids of what isn't
 * there (all zeros), or is not a blob, are null.
 */
final class RawDiffReader {

  private final NulRecords records;
  private @Nullable String commit;
  private @Nullable Change change;
  private char status;

  RawDiffReader(InputStream in) {
    records = new NulRecords(in);
  }

  /** Reads the next commit or change; false at the end. */
  boolean next() throws IOException {
    commit = null;
    change = null;
    if (!records.next()) {
      return false;
    }
    int from = records.start();
    int parents = 0;
    while (from < records.stop() && records.bytes()[from] == ':') {
      parents++;
      from++;
    }
    if (parents == 0) {
      commit = records.text(from, records.stop());
      return true;
    }
    int[] modes = new int[parents];
    for (int i = 0; i < parents; i++) {
      int space = records.find(' ', from);
      modes[i] = records.octal(from, space);
      from = space + 1;
    }
    int space = records.find(' ', from);
    int mode = records.octal(from, space);
    from = space + 1;
    @Nullable String[] bases = new @Nullable String[parents];
    for (int i = 0; i < parents; i++) {
      space = records.find(' ', from);
      bases[i] = Change.isGitlink(modes[i]) ? null : id(from, space);
      from = space + 1;
    }
    space = records.find(' ', from);
    String id = id(from, space);
    status = (char) records.bytes()[space + 1];
    records.need();
    change = new Change(records.path(records.start()), mode, id, bases);
    return true;
  }

  /** The id of the commit whose changes follow; null if a change was read. */
  @Nullable String commit() {
    return commit;
  }

  /** The change that was read; null if it was a commit. */
  @Nullable Change change() {
    return change;
  }

  /** The status letter of the change (of its first parent): A, D, M, T, U. */
  char status() {
    return status;
  }

  private @Nullable String id(int from, int to) {
    for (int i = from; i < to; i++) {
      if (records.bytes()[i] != '0') {
        return records.text(from, to);
      }
    }
    return null;
  }
}
