package dev.assay.match;

import dev.assay.match.MatchProgram.AssignUse;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleIndex;
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

  /** More for patterns that take long windows: those of a search may span a window's margin. */
  private static final int STEPS_PER_BYTE_OF_WINDOW = 8;

  /** Characters that all tries of one rule in one window may look at: a part for each byte. */
  private static final long STEPS_PER_BYTE = 64;

  private static final long LEAST_STEPS = 8_000_000;

  /** Matches of a window that are held; more of them say nothing new. */
  private static final int MOST_MATCHES = 1 << 20;

  /** Tries between two looks at the clock. */
  private static final int TRIES = 256;

  /** Stretch that one pass of the automaton takes, bytes: its hits are bounded by it. */
  private static final int BLOCK = 1 << 18;

  private final MatchProgram program;
  private final RuleIndex index;
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
  private final @Nullable Searches searches;

  /** Steps that each rule has taken in this window; more than allowed: it is given up there. */
  private final long[] spent;

  private long allowed;
  private int tries;
  private boolean stopped;

  RuleMatcher(MatchProgram program) {
    this.program = program;
    this.index = program.index();
    this.automaton = program.automaton();
    int rules = program.rules().size();
    matchers = new Matcher[rules];
    lastEnd = new long[rules];
    touched = new int[rules];
    Arrays.fill(lastEnd, Long.MIN_VALUE);
    spent = new long[rules];
    SearchPlan plan = program.searches();
    searches = plan == null ? null : new Searches(plan, rules);
  }

  /** Begins with another content. */
  public void begin() {
    for (int i = 0; i < touchedCount; i++) {
      lastEnd[touched[i]] = Long.MIN_VALUE;
    }
    touchedCount = 0;
    if (searches != null) {
      searches.beginContent();
    }
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
    Arrays.fill(spent, 0);
    allowed = LEAST_STEPS + STEPS_PER_BYTE * (to - from);
    stopped = false;
    if (searches != null) {
      searches.beginWindow();
    }
    for (int block = ownFrom; block < ownTo; block += BLOCK) {
      int blockEnd = Math.min(ownTo, block + BLOCK);
      automaton.scan(array, block, Math.min(to, blockEnd + automaton.longest() - 1), hits);
      confirm(blockEnd, sink);
    }
    for (TokenPattern pattern : program.slow()) {
      everywhere(pattern, ownFrom, ownTo, sink);
    }
    SearchPlan plan = program.searches();
    if (searches != null && plan != null) {
      searchAll(searches, plan, ownFrom, ownTo, sink);
    }
    deliver(sink);
  }

  private void confirm(int blockEnd, MatchSink sink) {
    for (int stream = 0; stream <= Hits.STREAMS; stream++) {
      int count = hits.count(stream);
      for (int i = 0; i < count; i++) {
        int hitEnd = hits.position(stream, i) + 1;
        for (int literal : automaton.endings(hits.state(stream, i))) {
          int at = hitEnd - automaton.length(literal);
          if (at < blockEnd) {
            concern(literal, at, hitEnd, sink);
          }
        }
      }
    }
  }

  /** A literal stands at {@code [at..hitEnd)}. */
  private void concern(int literal, int at, int hitEnd, MatchSink sink) {
    int uses = index.firstUse(literal + 1);
    for (int use = index.firstUse(literal); use < uses; use++) {
      if (index.caseHolds(use, bytes, at, hitEnd - at)) {
        tryToken(use, at, sink);
      }
    }
    if (searches != null) {
      searches.keyword(literal, at, hitEnd, bytes, begin, end);
    }
    int assigns = index.firstAssign(literal + 1);
    if (index.firstAssign(literal) < assigns) {
      tryAssigns(index.firstAssign(literal), assigns, at, hitEnd);
    }
    if (program.stem(literal)) {
      sink.stem(at, hitEnd);
    }
  }

  private void tryToken(int use, int anchor, MatchSink sink) {
    TokenPattern pattern = program.pattern(index.rule(use));
    int last = anchor - index.minOffset(use);
    int first = Math.max(begin, anchor - index.maxOffset(use));
    if (pattern.inOrder() && first < lastEndIndex(pattern.rule())) {
      return;
    }
    for (int start = first; start <= last && !stopped; start++) {
      if (pattern.guardsHold(bytes, begin, start, end)) {
        tryAt(pattern, start, pattern.inOrder(), sink);
      }
    }
  }

  /** Tries {@code pattern} at {@code start}; {@code settled} if no earlier match can come later. */
  private void tryAt(TokenPattern pattern, int start, boolean settled, MatchSink sink) {
    int rule = pattern.rule();
    if (spent[rule] > allowed) {
      return;
    }
    if (++tries % TRIES == 0 && sink.stopped()) {
      stopped = true;
      return;
    }
    Matcher matcher = matcher(pattern);
    int from = start - begin;
    matcher.region(from, Math.min(end - begin, from + pattern.window()));
    int steps = Math.max(STEPS_PER_TRY, STEPS_PER_BYTE_OF_WINDOW * pattern.window());
    view.allow(steps);
    boolean matches;
    try {
      matches = matcher.lookingAt();
    } catch (ByteView.StepLimit | StackOverflowError e) {
      matchers[rule] = null;
      sink.gaveUp(rule, start);
      matches = false;
    }
    spend(rule, steps - view.left(), start, sink);
    if (matches) {
      add(pattern, matcher, start, settled, sink);
    }
  }

  /** Counts what a rule has cost in this window; beyond what is allowed it is given up there. */
  private void spend(int rule, long steps, int at, MatchSink sink) {
    boolean within = spent[rule] <= allowed;
    spent[rule] += steps;
    if (within && spent[rule] > allowed) {
      sink.gaveUp(rule, at);
    }
  }

  private void add(
      TokenPattern pattern, Matcher matcher, int start, boolean settled, MatchSink sink) {
    if (found.count() >= MOST_MATCHES) {
      spend(pattern.rule(), allowed + 1, start, sink);
      return;
    }
    int group = pattern.group(matcher);
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

  /** Searches for what no anchor finds, where keywords say or everywhere. */
  private void searchAll(Searches seen, SearchPlan plan, int ownFrom, int ownTo, MatchSink sink) {
    if (ownTo < end) {
      // Keywords in the margin too: a match may begin before it.
      automaton.scan(bytes, ownTo, end, hits);
      for (int stream = 0; stream <= Hits.STREAMS; stream++) {
        for (int i = 0; i < hits.count(stream); i++) {
          int hitEnd = hits.position(stream, i) + 1;
          for (int literal : automaton.endings(hits.state(stream, i))) {
            int keyword = hitEnd - automaton.length(literal);
            seen.keyword(literal, keyword, hitEnd, bytes, begin, end);
          }
        }
      }
    }
    for (SearchPlan.Use use : plan.uses()) {
      int rule = use.rule();
      if (stopped || sink.stopped()) {
        stopped = true;
        return;
      }
      if (!seen.open(rule)) {
        continue;
      }
      if (use.reach() == Shape.Search.ANYWHERE) {
        search(use.pattern(), ownFrom, ownTo, end, sink);
      }
      for (int i = 0; i < seen.bounds(rule); i += 2) {
        int stop = seen.bound(rule, i + 1);
        search(
            use.pattern(),
            Math.max(ownFrom, seen.bound(rule, i)),
            Math.min(ownTo, stop),
            stop,
            sink);
      }
    }
  }

  /** Matches that begin in {@code from..ownTo} and end before {@code to}. */
  private void search(TokenPattern pattern, int from, int ownTo, int to, MatchSink sink) {
    int rule = pattern.rule();
    int at = (int) Math.max(from, lastEndIndex(rule));
    if (at >= ownTo || spent[rule] > allowed || stopped) {
      return;
    }
    Matcher matcher = matcher(pattern);
    matcher.region(at - begin, to - begin);
    int steps = (int) Math.min(Integer.MAX_VALUE, allowed / 2 - spent[rule]);
    view.allow(steps);
    try {
      while (matcher.find() && begin + matcher.start() < ownTo) {
        at = begin + matcher.end();
        add(pattern, matcher, begin + matcher.start(), true, sink);
      }
      spend(rule, steps - view.left(), at, sink);
    } catch (ByteView.StepLimit | StackOverflowError e) {
      matchers[rule] = null;
      spend(rule, steps - view.left(), at, sink);
      // Some stretch explodes: offset by offset only the tries that do so are lost.
      everywhere(pattern, at, ownTo, sink);
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

  private void tryAssigns(int firstUse, int uses, int keyword, int keywordEnd) {
    if (!assign.readKey(bytes, begin, keyword, keywordEnd, end)) {
      return;
    }
    for (int i = firstUse; i < uses; i++) {
      AssignUse use = program.assign(index.assignRule(i));
      if ((!use.wholeWord() || assign.wordEnds())
          && !(assign.spaced() && use.shape().untilDelimiter())
          && assign.restHolds(use.shape().then(), bytes)
          && assign.readValue(bytes, end, use.shape())) {
        found.add(
            use.rule(), keyword, assign.valueEnd(), assign.valueStart(), assign.valueEnd(), false);
      }
    }
  }

  /** A slow rule: at every offset of the window's own part. */
  private void everywhere(TokenPattern pattern, int ownFrom, int ownTo, MatchSink sink) {
    int rule = pattern.rule();
    for (int start = ownFrom; start < ownTo && !stopped && spent[rule] <= allowed; start++) {
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
      if (searches != null && !searches.open(rule)) {
        continue;
      }
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
