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
  private static final double ENCODED_WORDS = 0.6;

  private final GenericScorer scorer;
  private final Text text;
  private final ValueReader values;
  private final Reading reading;
  private final Name name;
  private final Surroundings around;
  private final ValueFacts value = new ValueFacts();
  private final Vetoes vetoes = new Vetoes(value);
  private final NameVetoes nameVetoes;
  private final LookAlikes lookAlikes;
  private final Samples samples;
  private final UrlCredentials urls;
  private final Score score = new Score();
  private final Base64Text base64 = new Base64Text();
  private @Nullable Weigher weigher;
  private int from;
  private int to;
  private boolean decoded;
  private boolean userAndPassword;

  /** Whether it is base64 of {@code ThisIsMyCustomKey}. */
  private boolean encodedWords;

  /** Whether it is base64 of {@code 0123456789abcdef}. */
  private boolean encodedCount;

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
    this.nameVetoes = new NameVetoes(scorer.words(), text, reading, name, value);
    this.lookAlikes = new LookAlikes(text, reading, name, value);
    this.samples = new Samples(text, scorer.lexicon(), value);
    this.urls = new UrlCredentials(text, value, score, samples);
  }

  /** Begins with another window. */
  void begin() {
    samples.begin();
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
    if (encodedCount
        || vetoes.deny(family, reading.wrapper, reading.quoted)
        || lookAlikes.any(family)
        || nameVetoes.deny(family, weigher())
        || (family == Family.PASSWORD && samples.scott(name.from))) {
      return null;
    }
    SourceKind kind = around.kind(name.from);
    if (kind == SourceKind.CODE && nameVetoes.denyInCode(family, weigher())) {
      return null;
    }
    score.begin(family, scoring.weight());
    weigher().value(family);
    weigher().name(name);
    relation();
    place(kind, family, scoring.low());
    score.addIf(family == Family.PASSWORD && value.namesCredential(), Feature.PLACEHOLDER_VALUE);
    boolean comment = around.comment(name.from, kind);
    if (comment && score.has(Feature.NAMES_WORDS)) {
      return null; // # password = "password"
    }
    if (comment && around.documentation(name.from, kind)) {
      if (family == Family.WEAK) {
        return null;
      }
      score.add(Feature.SAMPLE);
    } else if (comment && (!weigher().random() || samples.wordsInDisguise())) {
      if (kind == SourceKind.CODE || around.session(name.from)) {
        return null;
      }
      score.add(Feature.SAMPLE);
    }
    score.addIf(comment, Feature.COMMENT);
    if (score.sum() >= scoring.low()) {
      if (around.binary(name.from, to)) {
        return null;
      }
      boolean example =
          around.underExample(name.from)
              || samples.inDocumentation(name.from)
              || ((!weigher().random() || samples.wordsInDisguise()) && samples.shown(name.from));
      score.addIf(example, Feature.UNDER_EXAMPLE);
      score.addIf(around.testModule(name.from), Feature.TEST_MODULE);
    }
    return judgement(scoring);
  }

  /** Takes the value's facts, of the decoded text where it is base64 of one. */
  private void look(Family family) {
    value.read(text.bytes, from, to);
    text.steps += to - from;
    decoded = false;
    userAndPassword = false;
    encodedWords = false;
    encodedCount = false;
    if (value.length >= 8 && value.special <= 2 && base64.decode(text.bytes, from, to)) {
      int colon = base64.colon();
      userAndPassword = colon > 0 && family != Family.PASSWORD;
      if (userAndPassword) {
        value.read(base64.bytes(), colon + 1, base64.length());
        decoded = true;
      } else if (family == Family.PASSWORD && base64.length() >= 4) {
        value.read(base64.bytes(), 0, base64.length());
        decoded = true;
      } else {
        encodedCount = base64.counted();
        encodedWords = scorer.lexicon().share(base64.bytes(), 0, base64.length()) >= ENCODED_WORDS;
      }
    }
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
    score.addIf(encodedWords, Feature.PLACEHOLDER_VALUE);
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
          !shell
              && (text.at(word) == ' '
                  || text.at(word) == ','
                  || Text.is(Text.BREAK, text.at(word))),
          Feature.PROSE);
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
    if (vetoes.deny(family, Wrapper.NONE, reading.quoted)
        || (reading.form == Form.COMMAND && value.starts("\\n", 0))
        || samples.scott(start)) {
      return null;
    }
    score.begin(family, scoring.weight());
    weigher().value(family);
    score.addIf(userAndPassword, Feature.USER_AND_PASSWORD);
    if (reading.form == Form.URL) {
      urls.judge(start, from, to, weigher());
    } else if (urls.documented(start, from)) {
      return null; // curl -u user:pass
    } else {
      score.addIf(
          value.digits == 0 && score.has(Feature.CREDENTIAL_WORD) && score.has(Feature.WORDS),
          Feature.PLACEHOLDER_VALUE);
      score.add(reading.form == Form.COMMAND ? Feature.COMMAND : Feature.HEADER);
    }
    sample(scoring, start);
    return judgement(scoring);
  }

  /** What comments, blocks of code in texts and tests show, if it was not drawn at random. */
  private void sample(Scoring scoring, int start) {
    if (score.sum() < scoring.low()) {
      return;
    }
    score.addIf(around.testModule(start), Feature.TEST_MODULE);
    if (weigher().random() && !samples.wordsInDisguise()) {
      return;
    }
    SourceKind kind = around.kind(start);
    if (kind == SourceKind.CODE && around.comment(start, kind)) {
      score.add(Feature.SAMPLE);
      score.add(Feature.COMMENT);
    } else {
      score.addIf(samples.shown(start), Feature.UNDER_EXAMPLE);
    }
  }

  private @Nullable Judgement judgement(Scoring scoring) {
    double sum = score.sum();
    if (sum < scoring.low()) {
      return null;
    }
    boolean shown = score.has(Feature.TEST_MODULE) || score.has(Feature.UNDER_EXAMPLE);
    Confidence confidence =
        sum < scoring.medium() || shown
            ? Confidence.LOW
            : sum >= scoring.high() ? Confidence.HIGH : Confidence.MEDIUM;
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
