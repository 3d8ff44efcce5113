package dev.assay.detect.secret.generic;

import dev.assay.detect.secret.generic.Reading.Wrapper;
import dev.assay.model.Confidence;
import dev.assay.rules.Rule.Family;
import dev.assay.rules.Rule.Scoring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges a value that was read: vetoes first, the cheap ones before the dear, then the score. */
final class CandidateJudge {
  private static final String[] PLACEHOLDER_HOSTS = {
    "@example.", "@host", "@hostname", "@server", "@your", "@localhost"
  };

  private final GenericScorer scorer;
  private final Text text;
  private final ValueReader values;
  private final Reading reading;
  private final Name name;
  private final Surroundings around;
  private final ValueFacts value = new ValueFacts();
  private final Vetoes vetoes = new Vetoes(value);
  private final Score score = new Score();
  private final Base64Text base64 = new Base64Text();
  private @Nullable Weigher weigher;
  private int from;
  private int to;
  private boolean decoded;
  private boolean userAndPassword;

  CandidateJudge(
      GenericScorer scorer,
      Text text,
      Reading reading,
      ValueReader values,
      Name name,
      Surroundings around) {
    this.values = values;
    this.scorer = scorer;
    this.text = text;
    this.reading = reading;
    this.name = name;
    this.around = around;
  }

  /** First byte of the secret last judged: a scheme such as {@code Bearer} is left out. */
  int from() {
    return from;
  }

  int to() {
    return to;
  }

  private Weigher weigher() {
    Weigher made = weigher;
    if (made == null) {
      made = new Weigher(scorer, value, score);
      weigher = made;
    }
    return made;
  }

  /** Judges the value in {@code reading} under {@code name}; null if it is no credential. */
  @Nullable Judgement judge(Scoring scoring) {
    from = reading.from;
    to = reading.to;
    Family family = scoring.family();
    if (family != Family.PASSWORD && skipScheme(values)) {
      family = Family.TOKEN;
      reading.form = Form.HEADER;
    } else if (name.bare) {
      family = Family.WEAK;
    }
    if (to - from < 3 || valueIsKey() || typeAttribute()) {
      return null;
    }
    look(family);
    if (vetoes.deny(family, reading.wrapper, reading.quoted) || denyByName(family)) {
      return null;
    }
    SourceKind kind = around.kind(name.from);
    if (kind == SourceKind.CODE && denyInCode(family)) {
      return null;
    }
    score.begin(family, scoring.weight());
    weigher().value(family);
    weigher().name(name);
    relation();
    place(kind, family, scoring.low());
    score.addIf(family == Family.PASSWORD && value.namesCredential(), Feature.PLACEHOLDER_VALUE);
    boolean comment = around.comment(name.from, kind);
    if (comment && !random()) {
      if (kind == SourceKind.CODE) {
        return null;
      }
      score.add(Feature.SAMPLE);
    }
    score.addIf(comment, Feature.COMMENT);
    return judgement(scoring);
  }

  /** Takes the value's facts, of the decoded text where it is base64 of one. */
  private void look(Family family) {
    value.read(text.bytes, from, to);
    text.steps += to - from;
    decoded = false;
    userAndPassword = false;
    if (value.length >= 8 && value.special <= 2 && base64.decode(text.bytes, from, to)) {
      int colon = base64.colon();
      userAndPassword = colon > 0 && family != Family.PASSWORD;
      if (userAndPassword) {
        value.read(base64.bytes(), colon + 1, base64.length());
        decoded = true;
      } else if (family == Family.PASSWORD && base64.length() >= 4) {
        value.read(base64.bytes(), 0, base64.length());
        decoded = true;
      }
    }
  }

  private boolean denyByName(Family family) {
    if (value.uuid() && (name.endsInId || family == Family.WEAK)) {
      return true;
    }
    if (namesItself()
        || (text.at(name.from - 1) == '/' && text.startsWith("checksum", name.from - 9))) {
      return true;
    }
    if (family == Family.PASSWORD && aboutPasswords()) {
      return true;
    }
    if (family != Family.PASSWORD && name.endsInId && !name.session(text)) {
      return true;
    }
    if (family == Family.WEAK && (name.badAfter || name.otherAfter) && !name.session(text)) {
      return true;
    }
    if (family == Family.PASSWORD && value.digits == 0 && value.spaces > 0) {
      return true; // a text for people
    }
    if (family == Family.PASSWORD && value.digits == 0 && value.special == 0 && translation()) {
      return true;
    }
    int before = text.at(name.from - 1);
    if (reading.form == Form.PAIR && before == ':' && reading.tight) {
      return true; // arn:aws:secretsmanager:us-east-1:0123:secret:x
    }
    if (before == ' ' && text.at(name.from - 2) == '\\') {
      return true; // Confirm\ password=: a text of a translation
    }
    boolean brief = name.stemTo - name.stemFrom <= 4;
    if (brief && otherMeaning()) {
      return true;
    }
    if (brief && (reading.form == Form.CALL || (reading.form == Form.WORDS && !reading.ownLine))) {
      return true; // pass("x"), pass "x": verbs
    }
    int next = text.at(text.run(Text.SPACE, reading.after, 8));
    boolean argument =
        reading.form == Form.CALL || (reading.form == Form.SETTER && value.lettersOnly());
    if (reading.quoted ? argument && next == ',' : text.at(reading.after) == '(') {
      return true; // app_passwd("details", id), array(
    }
    if (!reading.quoted && text.at(text.run(Text.SPACE, reading.after, 8)) == '{') {
      return true;
    }
    if (!reading.quoted && text.startsWith("<<", reading.after)) {
      return true; // prefix_<<token>>
    }
    boolean status = name.stemTo - name.stemFrom == 4 && name.upper && !reading.quoted;
    return status && reading.ownLine && value.spaces > 0; // PASS: a test's name
  }

  /**
   * Whether the value is the name as a whole: a constant for a variable of the environment, or an
   * enumeration's {@code Password = "password"}; {@code password = "password"} is none.
   */
  private boolean namesItself() {
    if (!reading.quoted) {
      return memberOfSameName();
    }
    int at = name.from;
    int i = 0;
    boolean several = Text.is(Text.UPPER, text.at(at)) && !name.upper;
    while (at < name.to || i < value.length) {
      int c = at < name.to ? text.bytes[at] : 0;
      int v = i < value.length ? value.at(i) : 0;
      if (joint(c) || joint(v)) {
        several = true;
        at += joint(c) ? 1 : 0;
        i += joint(v) ? 1 : 0;
      } else if (Text.fold(c) != Text.fold(v)) {
        return false;
      } else {
        several |= at > name.from && Text.is(Text.UPPER, c) && Text.lower(text.at(at - 1));
        at++;
        i++;
      }
    }
    return several;
  }

  private static boolean joint(int c) {
    return c == '_' || c == '-' || c == '.';
  }

  /** {@code password: other.password}. */
  private boolean memberOfSameName() {
    int length = name.to - name.from;
    if (value.length <= length || value.at(value.length - length - 1) != '.') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (Text.fold(text.bytes[name.from + i]) != Text.fold(value.at(value.length - length + i))) {
        return false;
      }
    }
    return true;
  }

  /** An input's label, an algorithm; the table that passwords stand in. */
  private boolean aboutPasswords() {
    return (name.badAfter && !random())
        || (value.digits == 0 && name.otherAfter)
        || (value.digits == 0 && plural());
  }

  /** What short stems stand for as well: Palau, a symbol, a function that all must pass. */
  private boolean otherMeaning() {
    boolean initial = Text.is(Text.UPPER, value.at(0));
    boolean country = name.stemTo - name.stemFrom == 2 && value.lettersOnly() && initial;
    boolean symbol = value.lower == 0 && value.digits == 0 && value.joints > 0;
    boolean camel = value.lettersOnly() && value.upper > 0 && value.lower > 0 && !initial;
    return country || symbol || camel;
  }

  private boolean plural() {
    return name.stemTo - name.stemFrom > 4
        && Text.fold(text.at(name.stemTo - 1)) == 's'
        && value.lettersOnly();
  }

  /** Whether the value is another language's word for what its name says. */
  private boolean translation() {
    return scorer.words().translations.holds(value.bytes, value.from, value.to)
        && !weigher().namesWords(text, name);
  }

  /** What is no literal in code, or names an option there. */
  private boolean denyInCode(Family family) {
    boolean plain = value.digits == 0 && value.special == value.joints;
    if (reading.form == Form.IN_STRING || reading.form == Form.ELEMENT) {
      return false;
    }
    if (!reading.quoted) {
      boolean identifier = value.special - count('_') - count('.') == 0 && value.spaces == 0;
      boolean literal = random() && value.switches >= 4 && value.joints == 0 && value.lower > 0;
      boolean option = reading.form == Form.OPTION || text.at(name.from - 1) == '-';
      return !option && ((identifier && !literal) || reading.form == Form.WORDS);
    }
    if (plain && weigher().namesWords(text, name)) {
      return true;
    }
    boolean credential = weigher().partOfName(text, name);
    boolean camel = value.lower > 0 && value.upper > (Text.is(Text.UPPER, value.at(0)) ? 1 : 0);
    boolean plainEnough = value.digits <= 2 && value.special == value.joints;
    if (plainEnough && credential && (name.badAfter || name.otherAfter || name.sealed)) {
      return true; // an enumeration's names
    }
    if (plain && credential && camel) {
      return true;
    }
    return plain && credential && (name.upper || value.joints > 0 || family != Family.PASSWORD);
  }

  private int count(int c) {
    int count = 0;
    for (int i = 0; i < value.length; i++) {
      count += value.at(i) == c ? 1 : 0;
    }
    return count;
  }

  private boolean random() {
    return value.lettersAndDigits()
        && value.switches >= 2
        && scorer.lexicon().share(value.bytes, value.from, value.to) < 0.4;
  }

  /** Whether the value is the key of another one: an operator follows it. */
  private boolean valueIsKey() {
    if (!reading.quoted) {
      return false;
    }
    int at = text.run(Text.SPACE, reading.after, 8);
    int c = text.at(at);
    int next = text.at(at + 1);
    int before = text.runBack(Text.SPACE, name.from - 1, 8) - 1;
    if (Text.is(Text.QUOTE, text.at(name.from - 1)) && text.at(before) == '?') {
      return true; // a choice: passed ? "PASS" : "FAIL"
    }
    return (c == ':' && next != ':') || (c == '=' && (next == '>' || next != '=')) || c == '?';
  }

  /** {@code <input type="password" …>}. */
  private boolean typeAttribute() {
    int before = name.from - 1;
    if (!Text.is(Text.QUOTE, text.at(before))) {
      return false;
    }
    int at = before - 1;
    return reading.form == Form.NAME_VALUE && text.at(at) == '=' && text.startsWith("type", at - 4);
  }

  /** Whether {@code Bearer} or the like stands before the value; it is left out then. */
  private boolean skipScheme(ValueReader values) {
    int start = values.skipScheme(from);
    if (start > from && start < to) {
      from = start;
      return true;
    }
    return reading.quoted ? false : values.schemeEndsAt(from);
  }

  private void relation() {
    if (weigher().namesWords(text, name)) {
      score.add(Feature.NAMES_WORDS);
    } else {
      score.addIf(weigher().partOfName(text, name), Feature.PART_OF_NAME);
    }
    score.addIf(decoded && !userAndPassword, Feature.DECODED);
    score.addIf(userAndPassword, Feature.USER_AND_PASSWORD);
  }

  private void place(SourceKind kind, Family family, double low) {
    if (reading.form == Form.ELEMENT) {
      score.add(Feature.QUOTED_CONFIGURATION);
    } else if (reading.form == Form.IN_STRING) {
      score.add(Feature.BARE_OTHER);
    } else if (reading.quoted) {
      score.addIf(kind == SourceKind.CODE, Feature.QUOTED_CODE);
      score.addIf(kind == SourceKind.CONFIGURATION, Feature.QUOTED_CONFIGURATION);
    } else {
      score.add(
          switch (kind) {
            case CODE -> Feature.BARE_CODE;
            case CONFIGURATION -> Feature.BARE_CONFIGURATION;
            case OTHER -> Feature.BARE_OTHER;
          });
    }
    score.addIf(reading.tight, Feature.TIGHT);
    form();
    score.addIf(reading.wrapper == Wrapper.LITERAL, Feature.LITERAL_WRAPPER);
    score.addIf(reading.wrapper == Wrapper.OTHER, Feature.OTHER_WRAPPER);
    after();
    score.addIf(around.said(name.from), Feature.SAID);
    double most =
        Feature.USER_ON_LINE.weight(family) + Feature.USER_NEAR.weight(family); // worth the look?
    if (score.sum() + most >= low) {
      if (around.userOnLine(name.from, to)) {
        score.add(Feature.USER_ON_LINE);
      } else {
        score.addIf(around.userNear(name.from, to), Feature.USER_NEAR);
      }
    }
  }

  /** Whether another literal follows: a list of words, not a name and its value. */
  private boolean listed() {
    int comma = text.run(Text.SPACE, reading.after, 8);
    if (!reading.quoted || text.at(comma) != ',') {
      return false;
    }
    int next = text.run(Text.SPACE | Text.BREAK, comma + 1, 48);
    if (!Text.is(Text.QUOTE, text.at(next))) {
      return false;
    }
    return switch (reading.form) {
      case ARGUMENTS, NAMED_SETTER, CALL -> true;
      default -> false;
    };
  }

  private void form() {
    score.addIf(listed(), Feature.STRINGS);
    Feature feature =
        switch (reading.form) {
          case PAIR, ASSIGNMENT, ELEMENT, ENVIRONMENT -> null;
          case ARGUMENTS -> Feature.ARGUMENTS;
          case CALL -> Feature.CALL;
          case SETTER -> Feature.SETTER;
          case NAMED_SETTER -> Feature.NAMED_SETTER;
          case FALLBACK -> Feature.FALLBACK;
          case COMPARISON -> Feature.COMPARISON;
          case NAME_VALUE -> Feature.NAME_VALUE;
          case WORDS -> Feature.TWO_WORDS;
          case OPTION -> Feature.OPTION;
          case IN_STRING -> Feature.IN_STRING;
          case HEADER -> Feature.HEADER;
          case STATEMENT, COMMAND, URL -> Feature.COMMAND;
        };
    if (feature != null) {
      score.add(feature);
    }
  }

  private void after() {
    int at = reading.after;
    int limit = Math.min(text.end, at + 40);
    while (at < limit && closes(text.bytes[at])) {
      at++;
    }
    text.steps += 40;
    if (at >= text.end || Text.is(Text.BREAK, text.bytes[at])) {
      score.add(Feature.LAST);
      return;
    }
    int c = text.bytes[at];
    if (c == '+' || (c == '.' && text.at(at + 1) != '.') || c == '%') {
      boolean conversion =
          text.startsWith(".to", at)
              || text.startsWith(".into", at)
              || text.startsWith(".getbytes", at)
              || text.startsWith(".encode", at)
              || text.startsWith(".as_", at)
              || text.startsWith(".freeze", at);
      score.addIf(!conversion, Feature.JOINED_ON);
    } else if (Text.is(Text.LETTER, c) && !reading.quoted && text.at(reading.after) == ' ') {
      int word = text.run(Text.LETTER, at, 20);
      boolean shell = reading.tight && name.upper;
      score.addIf(
          !shell && (text.at(word) == ' ' || Text.is(Text.BREAK, text.at(word))), Feature.PROSE);
    }
  }

  private static boolean closes(int c) {
    return switch (c) {
      case ' ', '\t', ';', ',', ')', '}', ']', '"', '\'', '`', '>', '/', '\\' -> true;
      default -> false;
    };
  }

  /** Judges what a pattern found; null if it is no credential. */
  @Nullable Judgement judgeMatch(Scoring scoring, int start, int secretStart, int secretEnd) {
    reading.clear();
    from = secretStart;
    to = secretEnd;
    reading.from = from;
    reading.to = to;
    reading.after = to;
    reading.quoted = Text.is(Text.QUOTE, text.at(from - 1)) && text.at(to) == text.at(from - 1);
    reading.form =
        switch (scoring.notation()) {
          case ASSIGNMENT -> Form.ASSIGNMENT;
          case URL -> Form.URL;
          case HEADER -> Form.HEADER;
          case COMMAND -> Form.COMMAND;
        };
    Family family = scoring.family();
    if (to - from < 3) {
      return null;
    }
    look(family);
    if (vetoes.deny(family, Wrapper.NONE, reading.quoted)) {
      return null;
    }
    score.begin(family, scoring.weight());
    weigher().value(family);
    score.addIf(userAndPassword, Feature.USER_AND_PASSWORD);
    if (reading.form == Form.URL) {
      url(start);
    } else {
      score.addIf(
          value.digits == 0 && score.has(Feature.CREDENTIAL_WORD) && score.has(Feature.WORDS),
          Feature.PLACEHOLDER_VALUE);
      score.add(reading.form == Form.COMMAND ? Feature.COMMAND : Feature.HEADER);
    }
    return judgement(scoring);
  }

  /** {@code user:password@host} of documents, against those of a host. */
  private void url(int start) {
    int host = to;
    boolean placeholderHost = false;
    for (String mark : PLACEHOLDER_HOSTS) {
      placeholderHost |= text.startsWith(mark, host);
    }
    placeholderHost |=
        value.lettersOnly() && score.has(Feature.CREDENTIAL_WORD) && !dottedHost(host);
    boolean weak =
        value.is("pass")
            || value.is("pwd")
            || weigher().placeholder()
            || score.has(Feature.CREDENTIAL_WORD)
            || sameAsUser(start);
    score.addIf(weak && placeholderHost, Feature.URL_PLACEHOLDER);
    score.addIf(
        text.startsWith("@localhost", host) || text.startsWith("@127.", host), Feature.LOCALHOST);
  }

  private boolean dottedHost(int at) {
    int end = text.run(Text.NAME, at + 1, Name.LONGEST);
    for (int i = at; i < end; i++) {
      if (text.bytes[i] == '.') {
        return true;
      }
    }
    return false;
  }

  private boolean sameAsUser(int start) {
    int colon = from - 1;
    int length = to - from;
    if (colon - length < start) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.bytes[colon - length + i] != text.bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Judgement judgement(Scoring scoring) {
    double sum = score.sum();
    if (sum < scoring.low()) {
      return null;
    }
    Confidence confidence =
        sum >= scoring.high()
            ? Confidence.HIGH
            : sum >= scoring.medium() ? Confidence.MEDIUM : Confidence.LOW;
    List<String> evidence = new ArrayList<>();
    if (scoring.notation() == dev.assay.rules.Rule.Notation.ASSIGNMENT) {
      evidence.add(
          "the name's stem is '"
              + new String(
                      text.bytes,
                      name.stemFrom,
                      name.stemTo - name.stemFrom,
                      java.nio.charset.StandardCharsets.US_ASCII)
                  .toLowerCase(Locale.ROOT)
              + "', in "
              + reading.form.words());
    } else {
      evidence.add("stands in " + reading.form.words());
    }
    evidence.add(String.format(Locale.ROOT, "scores %.1f: ", sum) + score.strongest());
    boolean placeholder = score.has(Feature.PLACEHOLDER_WORD);
    return new Judgement(sum, confidence, placeholder, evidence);
  }
}
