package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule.Family;

/** Names, calls and ciphers that stand where a literal would: each answer is that it is none. */
final class LookAlikes {
  private static final WordTable WORDS =
      WordTable.of("define undef plaintext path token return throw break continue");

  private static final int MOST_HEADER = 8192;

  private final Text text;
  private final Reading reading;
  private final Name name;
  private final ValueFacts value;

  LookAlikes(Text text, Reading reading, Name name, ValueFacts value) {
    this.text = text;
    this.reading = reading;
    this.name = name;
    this.value = value;
  }

  /** Whether the value only looks like a credential of {@code family}. */
  boolean any(Family family) {
    if ((value.lettersOnly() && WORDS.holds(value.bytes, value.from, value.to))
        || (value.ends("padding") && value.contains("/")) // AES/CBC/PKCS5Padding
        || (value.length == 87 && value.at(0) == 'B' && value.special == value.joints) // of a curve
        || value.starts("go.string.", 0) // a symbol that Go's compiler makes
        || (value.starts("anonymous", 0) && value.length <= 10) // FTP's, by convention
        || prompt()
        || (family == Family.PASSWORD
            && name.sealed
            && value.hexKey()) // hashed_password = "d033e22ae…"
        || helpText()
        || (value.at(0) == '-' && Text.is(Text.LETTER, value.at(1)) && value.at(2) == ' ')
        || commandName()) {
      return true;
    }
    if (value.length > MOST_HEADER && reading.form == Form.HEADER) {
      return true; // no server takes it
    }
    if (value.length == 32 && value.hex && near("indexname")) {
      return true; // Algolia's key for searching, which pages hold
    }
    if (text.at(reading.from - 1) == '`' && text.at(reading.to) == '`' && name.upper) {
      return true; // KEY `FKB3D587CE0DD567A` (`office_id`): an index of MySQL
    }
    if (before("alt=media&")) {
      return true; // the address of a file that Firebase gives to everybody
    }
    if (posthog()) {
      return true; // its keys for projects are public
    }
    if (before("/etc/") || before(":param ") || before("@param ")) {
      return true; // /etc/passwd: %v
    }
    return reading.quoted ? literal(family) : bare();
  }

  private boolean near(String word) {
    int low = Math.max(text.begin, name.from - Surroundings.REACH);
    return text.find(word, low, Math.min(text.end, name.to + Surroundings.REACH)) >= 0;
  }

  private boolean posthog() {
    return text.find("posthog", name.from, name.stemFrom) >= 0;
  }

  private boolean before(String what) {
    return text.startsWith(what, name.from - what.length());
  }

  /** {@code --auth-user-pass passwords.\n"}: the end of a sentence in a literal. */
  private boolean helpText() {
    int stop = value.indexOf(".");
    return !reading.quoted
        && stop > 2
        && value.digits == 0
        && value.letters() >= stop
        && (stop == value.length - 1 || value.starts("\\n", stop + 1));
  }

  /** {@code commands :password => "chage"}: programs that a provider of Puppet runs. */
  private boolean commandName() {
    if (!value.lettersOnly() || text.at(name.from - 1) != ':') {
      return false;
    }
    int line = text.lineStart(name.from, Surroundings.REACH);
    int first = text.run(Text.SPACE, line, Surroundings.REACH);
    return text.startsWith("commands ", first) || text.startsWith("optional_commands ", first);
  }

  /** {@code secret("Password:")}. */
  private boolean prompt() {
    return value.digits == 0
        && value.special == 1
        && value.at(value.length - 1) == ':'
        && (value.contains("pass") || value.contains("token") || value.contains("secret"));
  }

  private boolean literal(Family family) {
    if (dottedNameOfName() || numberedNameOfName() || methodOfSameName()) {
      return true;
    }
    if (value.at(0) == ':' && value.at(1) == '{' && value.at(value.length - 1) == '}') {
      return true; // f":{password}"
    }
    if (reading.tight && text.at(name.from - 1) == ':' && identifier()) {
      return true; // <Prompt v-model:password="password">: an expression
    }
    if (reading.tight && name.upper && reading.form == Form.PAIR && sameAsName()) {
      return true; // {GOOGLE:"google.com",PASSWORD:"password"}
    }
    if (family == Family.PASSWORD) {
      return false;
    }
    boolean called = reading.form == Form.SETTER || reading.form == Form.CALL;
    if ((called || reading.wrapper == Reading.Wrapper.OTHER) && dottedLower()) {
      return true; // attribute.Key("zos.smf.id")
    }
    boolean plural = Text.fold(text.at(name.stemTo - 1)) == 's';
    return (plural && value.lettersOnly() && value.length < 12) || repeated() || constant();
  }

  /** {@code trustStorePassword = "product.trustStorePassword"}: a setting's name. */
  private boolean dottedNameOfName() {
    int size = name.to - name.from;
    int start = value.length - size;
    if (start < 2 || value.at(start - 1) != '.' || value.spaces > 0) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (Text.fold(value.at(start + i)) != Text.fold(text.bytes[name.from + i])) {
        return false;
      }
    }
    return true;
  }

  /** {@code validate("password1", "password2")}: two fields of a form. */
  private boolean numberedNameOfName() {
    boolean list =
        switch (reading.form) {
          case ARGUMENTS, NAMED_SETTER, CALL -> true;
          default -> false;
        };
    if (!list || value.length != name.to - name.from || value.digits == 0) {
      return false;
    }
    for (int i = 0; i < value.length; i++) {
      int c = text.bytes[name.from + i];
      boolean digits = Text.is(Text.DIGIT, c) && Text.is(Text.DIGIT, value.at(i));
      if (!digits && Text.fold(c) != Text.fold(value.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** {@code credentials = credentials.with_project("x")}. */
  private boolean methodOfSameName() {
    int equals = text.run(Text.SPACE, name.to, 8);
    int again = text.run(Text.SPACE, equals + 1, 8);
    int size = name.to - name.from;
    if (text.at(equals) != '=' || text.at(again + size) != '.') {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (text.bytes[name.from + i] != text.at(again + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameAsName() {
    boolean same = value.length == name.to - name.from;
    for (int i = 0; same && i < value.length; i++) {
      same = Text.fold(text.bytes[name.from + i]) == Text.fold(value.at(i));
    }
    return same;
  }

  /** A name, perhaps of a member. */
  private boolean identifier() {
    return value.letters() + value.joints == value.length && Text.lower(value.at(0));
  }

  /** Small letters in parts. */
  private boolean dottedLower() {
    return value.joints > 0 && value.lower + value.joints == value.length;
  }

  /** {@code aaaabbbbccccdddd}. */
  private boolean repeated() {
    int repeats = 0;
    for (int i = 1; i < value.length; i++) {
      repeats += value.at(i) == value.at(i - 1) ? 1 : 0;
    }
    return value.length >= 12 && repeats * 2 > value.length;
  }

  /** {@code ECC_SECG_P256}: capitals in parts, the first two of letters alone. */
  private boolean constant() {
    if (value.lower > 0 || value.length > 40 || value.digits > value.upper) {
      return false;
    }
    int parts = 0;
    int at = 0;
    while (parts < 2) {
      int start = at;
      while (Text.is(Text.UPPER, value.at(at))) {
        at++;
      }
      if (at - start < 3 || value.at(at) != '_') {
        return false;
      }
      at++;
      parts++;
    }
    return true;
  }

  private boolean bare() {
    int last = value.at(value.length - 1);
    if (before("case\"") || before("case'")) {
      return true; // case"password":return
    }
    if (reading.form == Form.WORDS && text.at(reading.from - 1) == '`') {
      return true; // Pass `zone` …
    }
    if (reading.form == Form.ASSIGNMENT) {
      boolean member =
          text.find(".", name.from, name.stemFrom) >= 0 || text.at(name.from - 1) == '.';
      boolean closed = text.at(reading.after) == '}' && reading.tight;
      return (member && closed) // set password(p){url.password=p}
          || unpacked()
          || methodOfClass()
          || call()
          || memberOfEnumeration()
          || (last == ',' && sameButForComma());
    }
    if (last == ',' && value.contains("_") && value.lower + value.joints == value.length - 1) {
      return true; // password: db_password,
    }
    boolean inString = Text.is(Text.QUOTE, text.at(name.from - 1));
    return inString
        && reading.tight
        && last == ','
        && Text.is(Text.QUOTE, value.at(value.length - 2))
        && value.letters() == value.length - 2; // "passwd:gecos",
  }

  /** {@code user, password = proxy_auth}: a tuple taken apart. */
  private boolean unpacked() {
    if (reading.tight || text.at(name.from - 1) != ' ' || text.at(name.from - 2) != ',') {
      return false;
    }
    int start = text.runBack(Text.NAME, name.from - 2, Name.LONGEST);
    int line = text.lineStart(name.from, Surroundings.REACH);
    return start < name.from - 2 && text.run(Text.SPACE, line, Surroundings.REACH) == start;
  }

  /** {@code pwd = SecureRandom.base58}, which Ruby calls without parentheses. */
  private boolean methodOfClass() {
    int dot = value.indexOf(".");
    if (dot < 3 || !Text.is(Text.UPPER, value.at(0)) || !Text.lower(value.at(dot + 1))) {
      return false;
    }
    for (int i = 1; i < value.length; i++) {
      int c = value.at(i);
      boolean name = Text.is(Text.LETTER, c) || c == '_' || c == ':';
      if (!name && i != dot && !(i > dot && Text.is(Text.DIGIT, c))) {
        return false;
      }
    }
    return true;
  }

  /** {@code enforce_bytes(password, …)}. */
  private boolean call() {
    int open = value.indexOf("(");
    if (open < 3 || value.digits > 0 || value.at(value.length - 1) != ',') {
      return false;
    }
    for (int i = 0; i < open; i++) {
      if (!Text.lower(value.at(i)) && value.at(i) != '_') {
        return false;
      }
    }
    return value.letters() >= value.length - 4;
  }

  /** {@code 45, _Type.bytes}. */
  private boolean memberOfEnumeration() {
    int comma = value.indexOf(", ");
    return comma > 0
        && value.digits == comma
        && (value.at(comma + 2) == '_' || Text.is(Text.LETTER, value.at(comma + 2)))
        && value.contains(".");
  }

  private boolean sameButForComma() {
    int size = name.to - name.from;
    boolean same = value.length - 1 == size;
    for (int i = 0; same && i < size; i++) {
      same = text.bytes[name.from + i] == value.at(i);
    }
    return same;
  }
}
