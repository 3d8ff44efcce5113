package dev.assay.detect.secret.generic;

import dev.assay.detect.Window;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Scoring;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stems that the matcher tells, window by window, and keeps what scores as a credential.
 * For one thread. What a stem costs is bounded, so the whole is linear; most are dropped after a
 * look at the bytes behind them.
 */
public final class GenericPass {
  private final GenericScorer scorer;
  private final Text text = new Text();
  private final Reading reading = new Reading();
  private final OperatorReader operators = new OperatorReader(text, reading);
  private final ValueReader values = new ValueReader(text, reading);
  private final Surroundings around;
  private final Name name;
  private final CandidateJudge judge;
  private final List<GenericFinding> findings = new ArrayList<>();

  private int ownFrom;
  private int ownTo;

  /** Stems before this index stand in a name that was read already. */
  private int doneTo;

  GenericPass(GenericScorer scorer) {
    this.scorer = scorer;
    around = new Surroundings(text, scorer.words().users);
    name = new Name(scorer.stems(), scorer.words());
    judge = new CandidateJudge(scorer, text, reading, values, name, around);
  }

  /**
   * Begins with a window. A name belongs to the window whose own part holds the first byte of its
   * stem.
   */
  public void window(Window window) {
    text.show(window.bytes(), window.begin(), window.end(), window.base());
    ownFrom = window.ownBegin();
    ownTo = window.ownEnd();
    around.begin();
    judge.begin();
    findings.clear();
    doneTo = window.begin();
  }

  /** A stem stands at {@code [from..to)}. */
  public void stem(int from, int to) {
    if (from < doneTo || goesOn(to)) {
      return;
    }
    int nameEnd = nameEnd(to);
    doneTo = nameEnd;
    reading.clear();
    if (!operators.read(nameEnd)) {
      return;
    }
    int nameStart = text.runBack(Text.NAME, from, Name.LONGEST);
    if (nameEnd - nameStart > Name.LONGEST) {
      return;
    }
    while (nameStart < from && !Text.is(Text.LETTER | Text.DIGIT, text.bytes[nameStart])) {
      nameStart++;
    }
    if (!name.read(text, nameStart, nameEnd) || name.opaque || !readValue(nameStart)) {
      return;
    }
    if (name.stemFrom < ownFrom || name.stemFrom >= ownTo) {
      return;
    }
    Rule rule = scorer.rule(name.rule);
    Scoring scoring = ((Rule.Shape.Generic) rule.shape()).scoring();
    Judgement judgement = judge.judge(scoring);
    if (judgement != null) {
      keep(new GenericFinding(name.rule, name.from, judge.from(), judge.to(), judgement));
    }
  }

  /** Whether the stem's last letter is not the last of a word. */
  private boolean goesOn(int to) {
    int next = text.at(to);
    return Text.lower(next)
        || (Text.is(Text.UPPER, next) && Text.is(Text.UPPER, text.bytes[to - 1]));
  }

  private int nameEnd(int to) {
    int end = text.run(Text.NAME, to, Name.LONGEST);
    while (end > to
        && !Text.is(Text.LETTER | Text.DIGIT, text.bytes[end - 1])
        && text.bytes[end - 1] != '_') {
      end--;
    }
    return end;
  }

  private boolean readValue(int nameStart) {
    int at = operators.valueAt();
    if (reading.form == Form.CALL) {
      reading.form = setter() ? Form.SETTER : Form.CALL;
    }
    if (values.readQuoted(at)) {
      reading.ownLine = around.ownLine(nameStart);
      return true;
    }
    if (reading.wrapper != Reading.Wrapper.NONE || !maybeBare(at)) {
      return false;
    }
    return readBare(at, nameStart);
  }

  private boolean setter() {
    return (name.setter || text.at(name.stemFrom - 1) == '.') && !name.otherAfter && !name.badAfter;
  }

  /** Whether a bare value may begin with the byte at {@code at}, and be one in this form. */
  private boolean maybeBare(int at) {
    int c = text.at(at);
    boolean opens =
        switch (c) {
          case '(', '[', '{', '<', ',', ';', ')', ']', '}', '>', '"', '\'', '`', '\\', '|', '=' ->
              true;
          default -> c < '!' && c >= 0;
        };
    if (opens) {
      return false;
    }
    return switch (reading.form) {
      case ARGUMENTS, CALL, SETTER, NAMED_SETTER, COMPARISON, STATEMENT -> false;
      default -> true;
    };
  }

  private boolean readBare(int at, int nameStart) {
    ValueReader.Extent extent = ValueReader.Extent.WORD;
    if (reading.form == Form.ELEMENT
        || (reading.form == Form.NAME_VALUE && text.at(at - 1) == '>')) {
      extent = ValueReader.Extent.TAG;
    } else if (inQuery(nameStart)) {
      extent = ValueReader.Extent.PAIR;
      reading.form = Form.IN_STRING;
    }
    int start = values.skipScheme(at);
    if (start > at) {
      return values.readBare(start, extent);
    }
    if (!values.readBare(at, extent)) {
      return false;
    }
    boolean settings = reading.form == Form.PAIR || reading.form == Form.ASSIGNMENT;
    reading.ownLine = around.ownLine(nameStart);
    if (extent == ValueReader.Extent.TAG) {
      return true;
    }
    boolean expression = expression();
    if (expression && !(settings && reading.ownLine)) {
      return false;
    }
    SourceKind kind = around.kind(nameStart);
    if (kind == SourceKind.CODE) {
      return !expression;
    }
    boolean shell = reading.tight && name.upper; // NAME=value command
    return !(settings && reading.ownLine) || shell || values.readBare(at, ValueReader.Extent.LINE);
  }

  /** A call, an index or a member: brackets, arrows, scopes. */
  private boolean expression() {
    for (int i = reading.from; i < reading.to; i++) {
      int c = text.bytes[i];
      int next = text.at(i + 1);
      if (c == '(' || c == '[' || (c == '-' && next == '>') || (c == ':' && next == ':')) {
        return true;
      }
    }
    return text.at(reading.to) == '(';
  }

  private boolean inQuery(int nameStart) {
    int at = nameStart - 1;
    while (at > text.begin && at > nameStart - 4 && text.bytes[at] == ' ') {
      at--;
    }
    int c = text.at(at);
    return reading.form == Form.ASSIGNMENT && (c == '&' || c == '?' || c == ';');
  }

  /** Keeps the better of two on the same bytes, and one of the same value on a line. */
  private void keep(GenericFinding finding) {
    int last = findings.size() - 1;
    if (last >= 0) {
      GenericFinding before = findings.get(last);
      if (finding.secretStart() < before.secretEnd() || sameValueOnLine(before, finding)) {
        if (finding.judgement().score() > before.judgement().score()) {
          findings.set(last, finding);
        }
        return;
      }
    }
    findings.add(finding);
  }

  private boolean sameValueOnLine(GenericFinding one, GenericFinding other) {
    int length = one.secretEnd() - one.secretStart();
    if (length != other.secretEnd() - other.secretStart()
        || other.secretStart() - one.secretEnd() > Surroundings.REACH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.bytes[one.secretStart() + i] != text.bytes[other.secretStart() + i]) {
        return false;
      }
    }
    return text.lineEnd(one.secretEnd(), Surroundings.REACH) >= other.secretStart();
  }

  /** What was found in the window, in the order of the names. */
  public List<GenericFinding> findings() {
    return findings;
  }

  /**
   * Judges what a pattern found in this window.
   *
   * @return null if it is no credential
   */
  public @Nullable Judgement judge(Scoring scoring, int start, int secretStart, int secretEnd) {
    return judge.judgeMatch(scoring, start, secretStart, secretEnd);
  }

  /** Bytes looked at since the start; for a test. */
  long steps() {
    return text.steps;
  }
}
