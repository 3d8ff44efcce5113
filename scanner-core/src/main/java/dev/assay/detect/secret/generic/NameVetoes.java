package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule.Family;

/** What a value can't be under its name, or where it stands: each answer is no. */
final class NameVetoes {
  private final NameWords words;
  private final Text text;
  private final Reading reading;
  private final Name name;
  private final ValueFacts value;

  NameVetoes(NameWords words, Text text, Reading reading, Name name, ValueFacts value) {
    this.words = words;
    this.text = text;
    this.reading = reading;
    this.name = name;
    this.value = value;
  }

  /** Whether name and value together can't be a credential of {@code family}. */
  boolean deny(Family family, Weigher weigher) {
    if (value.uuid() && (name.endsInId || family == Family.WEAK)) {
      return true;
    }
    if (value.uuid()
        && (text.startsWith("fromstring(", reading.from - 12)
            || text.startsWith("uuid(", reading.from - 6))) {
      return true; // an identity
    }
    if (fingerprint() || emailInName() || textOfLink()) {
      return true;
    }
    if (namesItself()
        || (text.at(name.from - 1) == '/' && text.startsWith("checksum", name.from - 9))) {
      return true;
    }
    if (family == Family.PASSWORD && aboutPasswords(weigher)) {
      return true;
    }
    if (family != Family.PASSWORD && name.endsInId && !name.session(text)) {
      return true;
    }
    if (family == Family.WEAK && (name.badAfter || name.otherAfter) && !name.session(text)) {
      return true;
    }
    if (value.digits == 0 && value.spaces > 0) {
      return true; // a text for people
    }
    if (text.at(reading.from - 1) == '`' && name.upper && value.spaces > 0) {
      return true; // PWD=`dirname "$0"`: a command of a shell
    }
    if (text.startsWith("page ", name.from - 5) || text.startsWith(".svg?", name.from - 5)) {
      return true; // where a list goes on; what shows a badge
    }
    if (text.startsWith("websocket-key", name.to - 13)) {
      return true; // a nonce (RFC 6455)
    }
    if (text.startsWith("signing_salt", name.to - 12)
        || text.startsWith("encryption_salt", name.to - 15)) {
      return true; // beside a secret of its own, as Phoenix has them
    }
    if (text.at(name.from - 1) == '<' && groupOfPattern()) {
      return true;
    }
    if (reading.form == Form.NAME_VALUE && sameAsName()) {
      return true; // label: 'password', value: 'password'
    }
    if (!reading.quoted && (constantOfSameName() || variable())) {
      return true;
    }
    if (reading.form == Form.ELEMENT
        && text.at(name.from - 1) == ' '
        && Text.is(Text.QUOTE, text.at(name.to))) {
      return true; // <string comment="shows the login credential">: the end of an attribute
    }
    if (family == Family.PASSWORD
        && value.digits == 0
        && value.special == 0
        && translation(weigher)) {
      return true;
    }
    boolean argument =
        switch (reading.form) {
          case CALL, ARGUMENTS, NAMED_SETTER -> true;
          default -> false;
        };
    if (argument && reading.quoted && plural()) {
      return true; // renameIndex("access_tokens", "idx_368a4209"): a table
    }
    int before = text.at(name.from - 1);
    if (reading.form == Form.PAIR && before == ':' && reading.tight) {
      return true; // arn:aws:secretsmanager:us-east-1:0123:secret:x
    }
    if (before == ' ' && text.at(name.from - 2) == '\\') {
      return true; // Confirm\ password=: a text of a translation
    }
    boolean brief = name.stemTo - name.stemFrom <= 4;
    if (brief && value.lettersOnly() && words.outcomes.holds(value.bytes, value.from, value.to)) {
      return true; // pass: "success"
    }
    if (brief && otherMeaning()) {
      return true;
    }
    if (brief && (reading.form == Form.CALL || (reading.form == Form.WORDS && !reading.ownLine))) {
      return true; // pass("x"), pass "x": verbs
    }
    int next = text.at(text.run(Text.SPACE, reading.after, 8));
    boolean first =
        reading.form == Form.CALL || (reading.form == Form.SETTER && value.lettersOnly());
    if (reading.quoted ? first && next == ',' : text.at(reading.after) == '(') {
      return true; // app_passwd("details", id), array(
    }
    if (!reading.quoted && next == '{') {
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
    if (!reading.quoted && memberOfSameName()) {
      return true;
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

  /** {@code apt_key: F640…}: which key of somebody else's is meant. */
  private boolean fingerprint() {
    return value.hex
        && value.length == 40
        && value.lower == 0
        && (text.find("apt", name.from, name.to) >= 0
            || text.find("gpg", name.from, name.to) >= 0
            || text.find("pgp", name.from, name.to) >= 0
            || text.find("release", name.from, name.to) >= 0);
  }

  /** {@code <someone@pwd.example>}. */
  private boolean emailInName() {
    for (int i = name.from + 1; i < name.stemFrom; i++) {
      if (text.bytes[i] == '@') {
        return true;
      }
    }
    return false;
  }

  /** {@code <a id="new-password">Generate</a>}: the text that people see. */
  private boolean textOfLink() {
    int quote = name.from - 1;
    return reading.form == Form.ELEMENT
        && Text.is(Text.QUOTE, text.at(quote))
        && (text.startsWith(" id=", quote - 4)
            || text.startsWith(" for=", quote - 5)
            || text.startsWith("class=", quote - 6)
            || text.startsWith("href=", quote - 5));
  }

  /** {@code state.form.password = ssoCode}: in a language without semicolons. */
  private boolean variable() {
    return reading.form == Form.ASSIGNMENT
        && !reading.tight
        && (text.startsWith("this.", name.from)
            || text.startsWith("self.", name.from)
            || text.startsWith("state.", name.from))
        && value.lettersOnly();
  }

  /** {@code (?<password>…)}: a group of a pattern. */
  private boolean groupOfPattern() {
    int before = text.at(name.from - 2);
    return before == '?' || (before == 'P' && text.at(name.from - 3) == '?');
  }

  private boolean sameAsName() {
    boolean same = value.length == name.to - name.from;
    for (int i = 0; same && i < value.length; i++) {
      same = Text.fold(text.bytes[name.from + i]) == Text.fold(value.at(i));
    }
    return same;
  }

  /** {@code PASSWORD: REDIS_PASSWORD}: a constant whose last word is the stem. */
  private boolean constantOfSameName() {
    int length = name.stemTo - name.stemFrom;
    int end = value.at(value.length - 1) == ',' ? value.length - 1 : value.length;
    if (length < 4 || value.lower > 0 || end <= length || value.at(end - length - 1) != '_') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (Text.fold(text.bytes[name.stemFrom + i]) != Text.fold(value.at(end - length + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean joint(int c) {
    return c == '_' || c == '-' || c == '.';
  }

  /** {@code password: other.password}. */
  private boolean memberOfSameName() {
    int length = name.to - name.from;
    int end = value.length;
    while (end > 0 && (value.at(end - 1) == ',' || value.at(end - 1) == ';')) {
      end--;
    }
    if (end <= length || value.at(end - length - 1) != '.') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (Text.fold(text.bytes[name.from + i]) != Text.fold(value.at(end - length + i))) {
        return false;
      }
    }
    return true;
  }

  /** An input's label, an algorithm; the table that passwords stand in. */
  private boolean aboutPasswords(Weigher weigher) {
    return (name.badAfter && !weigher.random())
        || (value.digits == 0 && name.otherAfter)
        || (value.lettersOnly() && plural())
        || (value.hex && value.length >= 96); // a digest of one
  }

  /** What short stems stand for as well: Palau, a symbol, a function that all must pass. */
  private boolean otherMeaning() {
    boolean initial = Text.is(Text.UPPER, value.at(0));
    boolean country =
        name.stemTo - name.stemFrom == 2
            && value.digits == 0
            && value.special == value.joints
            && (initial || value.joints > 0);
    boolean symbol = value.lower == 0 && value.digits == 0 && value.joints > 0;
    boolean camel = value.lettersOnly() && value.upper > 0 && value.lower > 0 && !initial;
    return country || symbol || camel;
  }

  private boolean plural() {
    return name.stemTo - name.stemFrom > 4 && Text.fold(text.at(name.stemTo - 1)) == 's';
  }

  /** Whether the value is another language's word for what its name says. */
  private boolean translation(Weigher weigher) {
    return words.translations.holds(value.bytes, value.from, value.to)
        && !weigher.namesWords(text, name);
  }

  /** What is no literal in code, or names an option there. */
  boolean denyInCode(Family family, Weigher weigher) {
    if (value.is("pass") && reading.form != Form.FALLBACK) {
      return true;
    }
    boolean plain = value.digits == 0 && value.special == value.joints;
    if (reading.form == Form.IN_STRING || reading.form == Form.ELEMENT) {
      return false;
    }
    if (!reading.quoted) {
      boolean identifier = value.special - count('_') - count('.') == 0 && value.spaces == 0;
      boolean literal =
          weigher.random() && value.switches >= 4 && value.joints == 0 && value.lower > 0;
      boolean option = reading.form == Form.OPTION || text.at(name.from - 1) == '-';
      return !option && ((identifier && !literal) || reading.form == Form.WORDS);
    }
    if (plain && weigher.namesWords(text, name)) {
      return true;
    }
    boolean credential = weigher.partOfName(text, name);
    boolean camel = value.lower > 0 && value.upper > (Text.is(Text.UPPER, value.at(0)) ? 1 : 0);
    boolean plainEnough = value.digits <= 2 && value.special == value.joints;
    if (plainEnough && credential && (name.badAfter || name.otherAfter || name.sealed)) {
      return true; // an enumeration's names
    }
    if (plain && credential && camel) {
      return true;
    }
    boolean words = value.special == 0 && value.spaces == 0 && camel;
    if (words && value.digits <= 2 && name.otherAfter && !weigher.random()) {
      return true; // PREFERENCE_PASSCODE_D1 = "PrefPinCode1"
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
}
