package dev.assay.source.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a path that is new was made from: the deleted path of the same commit that most of its
 * lines stand in, one of the same file name if there is such. Ours, and asked only when something
 * was found, so that the outcome is the same with every reader of git and costs nothing where
 * nothing is found. A line that it calls old did stand in a file that this very commit deleted, so
 * choosing badly hides nothing new.
 */
final class Renames {

  /** As git's default of {@code -l}: of more deletions, only those of the same name are tried. */
  static final int MAX_CANDIDATES = 1000;

  /** Lines of all candidates that are read, at most. */
  private static final long MAX_LINES = 4_000_000;

  private final BaseTexts texts;

  Renames(BaseTexts texts) {
    this.texts = texts;
  }

  /**
   * The lines of what {@code change} was renamed from; null if it is new.
   *
   * @param lines of the change itself
   */
  long @Nullable [] source(Change change, long[] lines, List<Deletion> deletions)
      throws IOException {
    for (Deletion deletion : deletions) {
      if (deletion.id().equals(change.id())) {
        return lines;
      }
    }
    long[] sorted = lines.clone();
    Arrays.sort(sorted);
    long @Nullable [] best = null;
    int most = 0;
    long read = 0;
    String name = name(change.path());
    for (int round = 0; round < 2; round++) {
      if (best != null || (round == 1 && deletions.size() > MAX_CANDIDATES)) {
        break;
      }
      for (Deletion deletion : deletions) {
        if (name.equals(name(deletion.path())) != (round == 0) || read > MAX_LINES) {
          continue;
        }
        long[] from = texts.lines(deletion.id());
        if (from == null) {
          continue;
        }
        read += from.length;
        int common = common(sorted, from);
        if (common > most && 2 * common >= Math.min(lines.length, from.length)) {
          best = from;
          most = common;
        }
      }
    }
    return best;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static int common(long[] sorted, long[] from) {
    long[] other = from.clone();
    Arrays.sort(other);
    int common = 0;
    for (int i = 0, j = 0; i < sorted.length && j < other.length; ) {
      int order = Long.compare(sorted[i], other[j]);
      if (order == 0) {
        common++;
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return common;
  }
}
