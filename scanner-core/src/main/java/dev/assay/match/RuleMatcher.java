package dev.assay.match;

import dev.assay.match.MatchProgram.AssignUse;
import dev.assay.match.MatchProgram.TokenUse;
import java.util.Arrays;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link MatchProgram} over one content after another, window by window. For one thread.
 *
 * <p>The law that every shortcut keeps: its matches are those of trying each rule's pattern at
 * every offset of the content, leftmost first, without overlaps of one rule with itself. A
 * differential test holds it to that.
 */
public final class RuleMatcher {
  /** Characters that one try of a pattern may look at; ordinary tries need a few hundred. */
  static final int STEPS_PER_TRY = 200_000;

  /** Stretch that one pass of the automaton takes, bytes: its hits are bounded by it. */
  private static final int BLOCK = 1 << 18;

  private final MatchProgram program;
  private final Automaton automaton;
  private final Hits hits = new Hits();
  private final ByteView view = new ByteView();
  private final @Nullable Matcher[] matchers;
  private final AssignReader assign = new AssignReader();
  private final FoundMatches found = new FoundMatches();

  /** Offset in the content of the end of a rule's last match, by rule. */
  private final long[] lastEnd;

  private final int[] touched;
  private int touchedCount;

  private byte[] bytes = new byte[0];
  private int begin;
  private int end;
  private long base;

  RuleMatcher(MatchProgram program) {
    this.program = program;
    this.automaton = program.automaton();
    int rules = program.rules().size();
    matchers = new Matcher[rules];
    lastEnd = new long[rules];
    touched = new int[rules];
    Arrays.fill(lastEnd, Long.MIN_VALUE);
  }

  /** Begins with another content. */
  public void begin() {
    for (int i = 0; i < touchedCount; i++) {
      lastEnd[touched[i]] = Long.MIN_VALUE;
    }
    touchedCount = 0;
  }

  /**
   * Finds the matches whose anchor begins in {@code array[ownFrom..ownTo)}. No match may reach
   * beyond {@code array[from..to)}, look-arounds see no further.
   *
   * @param offset of {@code array[0]} in the content
   */
  public void window(
      byte[] array, int from, int ownFrom, int ownTo, int to, long offset, MatchSink sink) {
    bytes = array;
    begin = from;
    end = to;
    base = offset;
    view.show(array, from, to);
    found.clear();
    for (int block = ownFrom; block < ownTo; block += BLOCK) {
      int blockEnd = Math.min(ownTo, block + BLOCK);
      automaton.scan(array, block, Math.min(to, blockEnd + automaton.longest() - 1), hits);
      confirm(blockEnd, sink);
    }
    for (TokenPattern pattern : program.slow()) {
      everywhere(pattern, ownFrom, ownTo, sink);
    }
    deliver(sink);
  }

  private void confirm(int blockEnd, MatchSink sink) {
    for (int stream = 0; stream <= Hits.STREAMS; stream++) {
      int count = hits.count(stream);
      for (int i = 0; i < count; i++) {
        int hitEnd = hits.position(stream, i) + 1;
        for (int literal : automaton.endings(hits.state(stream, i))) {
          for (TokenUse use : program.tokens(literal)) {
            int at = hitEnd - use.exact().length();
            if (at < blockEnd && (use.ignoreCase() || sameCase(use.exact(), at))) {
              tryToken(use, at, sink);
            }
          }
          AssignUse[] uses = program.assigns(literal);
          int keyword = hitEnd - automaton.length(literal);
          if (uses.length > 0 && keyword < blockEnd) {
            tryAssigns(uses, keyword, hitEnd);
          }
          if (program.stem(literal) && keyword < blockEnd) {
            sink.stem(keyword, hitEnd);
          }
        }
      }
    }
  }

  private boolean sameCase(String exact, int at) {
    for (int i = 0; i < exact.length(); i++) {
      if ((bytes[at + i] & 0xff) != exact.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void tryToken(TokenUse use, int anchor, MatchSink sink) {
    TokenPattern pattern = use.pattern();
    int last = anchor - use.minOffset();
    int first = Math.max(begin, anchor - use.maxOffset());
    if (pattern.inOrder() && first < lastEndIndex(pattern.rule())) {
      return;
    }
    for (int start = first; start <= last; start++) {
      if (pattern.guardsHold(bytes, begin, start, end)) {
        tryAt(pattern, start, pattern.inOrder(), sink);
      }
    }
  }

  /** Tries {@code pattern} at {@code start}; {@code settled} if no earlier match can come later. */
  private void tryAt(TokenPattern pattern, int start, boolean settled, MatchSink sink) {
    Matcher matcher = matcher(pattern);
    int from = start - begin;
    matcher.region(from, Math.min(end - begin, from + pattern.window()));
    view.allow(STEPS_PER_TRY);
    try {
      if (!matcher.lookingAt()) {
        return;
      }
    } catch (ByteView.StepLimit | StackOverflowError e) {
      matchers[pattern.rule()] = null;
      sink.gaveUp(pattern.rule(), start);
      return;
    }
    int group = matcher.start(pattern.secretGroup()) < 0 ? 0 : pattern.secretGroup();
    found.add(
        pattern.rule(),
        start,
        begin + matcher.end(),
        begin + matcher.start(group),
        begin + matcher.end(group),
        settled);
    if (settled) {
      ended(pattern.rule(), begin + matcher.end());
    }
  }

  private Matcher matcher(TokenPattern pattern) {
    Matcher matcher = matchers[pattern.rule()];
    if (matcher == null) {
      matcher =
          pattern.pattern().matcher(view).useTransparentBounds(true).useAnchoringBounds(false);
      matchers[pattern.rule()] = matcher;
    }
    return matcher.reset();
  }

  private void tryAssigns(AssignUse[] uses, int keyword, int keywordEnd) {
    if (!assign.readKey(bytes, begin, keyword, keywordEnd, end)) {
      return;
    }
    for (AssignUse use : uses) {
      if ((!use.wholeWord() || assign.wordEnds())
          && assign.restHolds(use.shape().then(), bytes)
          && assign.readValue(bytes, end, use.shape())) {
        found.add(
            use.rule(), keyword, assign.valueEnd(), assign.valueStart(), assign.valueEnd(), false);
      }
    }
  }

  /** A slow rule: at every offset of the window's own part. */
  private void everywhere(TokenPattern pattern, int ownFrom, int ownTo, MatchSink sink) {
    for (int start = ownFrom; start < ownTo; start++) {
      if (start >= lastEndIndex(pattern.rule()) && pattern.guardsHold(bytes, begin, start, end)) {
        tryAt(pattern, start, true, sink);
      }
    }
  }

  /** Hands over what was found: leftmost first, without overlaps of one rule with itself. */
  private void deliver(MatchSink sink) {
    found.sort();
    for (int i = 0; i < found.count(); i++) {
      int rule = found.rule(i);
      if (!found.settled(i) && found.start(i) < lastEndIndex(rule)) {
        continue;
      }
      ended(rule, found.end(i));
      sink.match(rule, found.start(i), found.end(i), found.secretStart(i), found.secretEnd(i));
    }
  }

  private long lastEndIndex(int rule) {
    long last = lastEnd[rule];
    return last == Long.MIN_VALUE ? last : last - base;
  }

  private void ended(int rule, int index) {
    if (lastEnd[rule] == Long.MIN_VALUE) {
      touched[touchedCount++] = rule;
    }
    lastEnd[rule] = Math.max(lastEnd[rule], base + index);
  }
}
