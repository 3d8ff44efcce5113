package dev.assay.source.git;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.LineFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a blob that none of its earlier versions has, computed when first asked for. Where
 * an earlier version can't be read, all lines count: that may report too much, never too little.
 */
final class AddedLines implements LineFilter {

  private final Content content;
  private final Change change;
  private final DeletionLister deletions;
  private final BaseTexts texts;
  private final ContentSink sink;
  private @Nullable BitSet added;
  private int lines;

  AddedLines(
      Content content, Change change, DeletionLister deletions, BaseTexts texts, ContentSink sink) {
    this.content = content;
    this.change = change;
    this.deletions = deletions;
    this.texts = texts;
    this.sink = sink;
  }

  /** What a commit deleted against one of its parents. */
  interface DeletionLister {

    /** In the order of paths. */
    List<Deletion> deletions(int parent) throws IOException;
  }

  @Override
  public boolean touches(int first, int last) {
    BitSet known = added;
    if (known == null) {
      try {
        known = compute();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      added = known;
    }
    int next = known.nextSetBit(first - 1);
    return (next >= 0 && next < last) || last > lines;
  }

  private BitSet compute() throws IOException {
    long[] to;
    try (InputStream in = content.open()) {
      to = LineHashes.of(in);
    }
    BitSet none = new BitSet();
    if (to == null) {
      return none; // and no line is known: all count
    }
    lines = to.length;
    BitSet result = new BitSet(lines);
    result.set(0, lines);
    for (int parent = 0; parent < change.bases().length; parent++) {
      String base = change.bases()[parent];
      long[] from =
          base == null
              ? new Renames(texts).source(change, to, deletions.deletions(parent))
              : texts.lines(base);
      if (from != null) {
        result.and(LineDiff.added(from, to));
      } else if (base != null) {
        sink.notice(
            "all lines of "
                + change.path()
                + " count as added, for its earlier version "
                + base
                + " can't be read or has too many lines");
      }
    }
    return result;
  }
}
