package dev.assay.detect.secret;

import dev.assay.decode.DecodedText;
import dev.assay.decode.Decoding;
import dev.assay.decode.EncodedRuns;
import dev.assay.decode.EncodedStretches;
import dev.assay.decode.TextCode;
import dev.assay.decode.TextDecoding;
import dev.assay.detect.Window;
import dev.assay.match.MatchProgram;
import dev.assay.match.MatchSink;
import dev.assay.match.RuleMatcher;
import dev.assay.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is encoded in the windows of a content, decodes it and lets the rules run over it;
 * what is encoded there again is decoded again, down to a given depth.
 *
 * <p>The law at the edges of windows is that of plain matches: an anchor counts for the window
 * whose own part holds the first byte of its encoded form. A window decodes every run that touches
 * its own part, from as far left to as far right as it sees: so a match is found wherever it stands
 * in a run of any length, if its encoded form reaches no further than {@link Window#MARGIN} from
 * that byte. Decoded text is looked at in pieces of {@link DecodedText#CAPACITY} with the same
 * margins. Compressed text has no such parts: it belongs to the window whose own part holds its
 * first byte, and is a problem if it goes on beyond what that window sees.
 *
 * <p>What is decoded of a content, at all depths together, is bounded by {@link #MOST_TIMES} times
 * its size, or {@link #ALWAYS}; more is a problem.
 */
final class DecodedPass {
  /** Decoded bytes of a content, in times of its own bytes. */
  static final int MOST_TIMES = 4;

  /** Decoded bytes that every content may have. */
  static final long ALWAYS = 16L << 20;

  /** Takes what is found. */
  interface Sink extends MatchSink {

    /** The matches that are told next stand in {@code window}. */
    void enter(Window window);

    /**
     * All matches of {@code window} were told; both are valid during the call only.
     *
     * @param layer what the window is decoded from
     */
    void leave(Window window, DecodedLayer layer);

    /** Not all was decoded; one sentence. */
    void cut(Problem.Kind kind, String detail);
  }

  /** The scratch of one depth. */
  private static final class Level {
    private final RuleMatcher matcher;
    private final DecodedText text = new DecodedText();
    private final EncodedRuns runs = new EncodedRuns();
    private final EncodedStretches stretches = new EncodedStretches();

    Level(MatchProgram program) {
      matcher = program.matcher();
    }
  }

  private final MatchProgram program;
  private final int depth;
  private final Sink sink;
  private final List<Level> levels = new ArrayList<>();
  private long allowance;
  private long decoded;
  private boolean spent;

  /**
   * @param depth how many layers are looked through; 0 for none
   */
  DecodedPass(MatchProgram program, int depth, Sink sink) {
    this.program = program;
    this.depth = depth;
    this.sink = sink;
  }

  /** Begins with another content. */
  void begin() {
    allowance = ALWAYS;
    decoded = 0;
    spent = false;
  }

  /** Looks at what is encoded in a window of the content. */
  void window(Window window) {
    if (depth > 0) {
      allowance += (long) MOST_TIMES * (window.ownEnd() - window.ownBegin());
      look(window, 0, null);
    }
  }

  /** Bytes that were decoded of the content so far, at all depths. */
  long decoded() {
    return decoded;
  }

  private void look(Window window, int at, @Nullable DecodedLayer outer) {
    while (levels.size() <= at) {
      levels.add(new Level(program));
    }
    Level level = levels.get(at);
    byte[] bytes = window.bytes();
    EncodedRuns runs = level.runs;
    runs.over(bytes, window.begin(), window.ownEnd(), window.end(), window.last());
    while (!spent && !sink.stopped() && runs.next()) {
      Decoding decoding = null;
      boolean here = outer == null || outer.changed(runs.start(), runs.end());
      if (here && !window.locator().takenOut(runs.start())) {
        decoding = runs.decoding();
      }
      if (decoding != null && decoding.end() > window.ownBegin()) {
        through(decoding, window, at, outer);
      }
    }
    level.stretches.find(
        bytes,
        window.begin(),
        window.ownEnd(),
        window.end(),
        new EncodedStretches.Sink() { // no lambda: it is on the way of every hook
          @Override
          public void stretch(TextCode code, int from, int to) {
            DecodedPass.this.stretch(code, from, to, window, at, outer);
          }
        });
  }

  private void stretch(
      TextCode code, int from, int to, Window window, int at, @Nullable DecodedLayer outer) {
    if (spent
        || sink.stopped()
        || to <= window.ownBegin()
        || window.locator().takenOut(from)
        || (outer != null && !outer.changed(from, to))) {
      return;
    }
    through(new TextDecoding(code, window.bytes(), from, to), window, at, outer);
  }

  private void through(Decoding decoding, Window window, int at, @Nullable DecodedLayer outer) {
    Level level = levels.get(at);
    DecodedText text = level.text;
    text.clear();
    level.matcher.begin();
    DecodedLayer layer = new DecodedLayer(outer, window, text, decoding);
    try (decoding) {
      long taken = 0;
      long base = 0;
      int ownBegin = 0;
      boolean more = true;
      while (more && !spent && !sink.stopped()) {
        more = decoding.fill(text);
        spend(text.taken() - taken);
        taken = text.taken();
        int ownEnd = more ? text.length() - Window.MARGIN : text.length();
        int from = Math.max(ownBegin, text.firstFrom(window.ownBegin()));
        int to = Math.min(ownEnd, text.firstFrom(window.ownEnd()));
        if (from < to) {
          match(
              new Window(text.bytes(), 0, from, to, text.length(), base, base == 0, !more, layer),
              at,
              layer);
        }
        if (more) {
          int gone = ownEnd - Window.MARGIN;
          text.drop(gone);
          base += gone;
          ownBegin = Window.MARGIN;
        }
      }
      String cut = decoding.cut();
      if (cut != null) {
        sink.cut(Problem.Kind.RATIO, cut);
      }
    }
  }

  private void match(Window window, int at, DecodedLayer layer) {
    sink.enter(window);
    levels
        .get(at)
        .matcher
        .window(
            window.bytes(),
            window.begin(),
            window.ownBegin(),
            window.ownEnd(),
            window.end(),
            window.base(),
            sink);
    sink.leave(window, layer);
    if (at + 1 < depth) {
      look(window, at + 1, layer);
    }
  }

  private void spend(long bytes) {
    decoded += bytes;
    allowance -= bytes;
    if (allowance < 0) {
      spent = true;
      sink.cut(
          Problem.Kind.TOO_LARGE,
          "it holds so much encoded text that not all of it was decoded: more than "
              + MOST_TIMES
              + " times its size");
    }
  }
}
