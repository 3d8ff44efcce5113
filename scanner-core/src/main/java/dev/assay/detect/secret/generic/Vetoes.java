package dev.assay.detect.secret.generic;

import dev.assay.detect.secret.generic.Reading.Wrapper;
import dev.assay.rules.Rule.Family;

/** What a value can't be, whatever speaks for it: each answer is no. */
final class Vetoes {
  private static final WordTable NOTHING =
      WordTable.of(
          """
          null none nil true false undefined yes no on off empty void string str int integer bool boolean
          bytes object number float double char text password passwd any optional required unset default
          self this super function lambda async await new typeof nan na tbd todo varchar nvarchar auto
          replace hashed encrypted inherit disabled enabled never always unknown name value id passthrough
          """);
  private static final String[] TEMPLATES = {
    "${", "{{", "#{", "$(", "<%", "%(", "@@", "}}", "$[", "%{", "<<", "[[", "{%", "{}", "\\("
  };
  private static final String[] ELSEWHERE = {
    "enc(",
    "!vault",
    "!secret",
    "!ref",
    "!sub",
    "vault:",
    "op://",
    "arn:",
    "secret:",
    "secrets:",
    "env:",
    "file:",
    "ssm:",
    "awssm:",
    "gcpsm:",
    "keyvault",
    "config:",
    "ref+",
    "classpath:",
    "{cipher}",
    "sealed:",
    "$ansible_vault",
    "ej[1:",
    "crwdns",
    "age1"
  };
  private static final String[] REMOVED = {
    "redacted",
    "removed",
    "hidden",
    "masked",
    "filtered",
    "sanitized",
    "****",
    "....",
    "censored",
    "obscured"
  };
  private static final String[] CREDENTIALS = {"pass", "pwd", "secret", "token", "key"};
  private static final String[] HASHES = {
    "$2a$",
    "$2b$",
    "$2y$",
    "$1$",
    "$5$",
    "$6$",
    "$apr1$",
    "$argon2",
    "$pbkdf2",
    "pbkdf2",
    "{ssha",
    "{sha",
    "{crypt}",
    "{bcrypt}",
    "{md5}",
    "scram-sha",
    "sha1$",
    "sha1:",
    "sha384:",
    "sha256$",
    "sha256:",
    "sha512:",
    "sha512-",
    "sha256-",
    "sha384-",
    "sha1-",
    "md5:",
    "bcrypt",
    "$y$",
    "{noop}"
  };

  /** Keepers of passwords, by name. */
  private static final WordTable KEEPERS =
      WordTable.of("onepassword lastpass keepass keepassxc bitwarden dashlane nordpass");

  private static final String[] FILES = {
    ".pem",
    ".key",
    ".txt",
    ".json",
    ".properties",
    ".yml",
    ".yaml",
    ".jks",
    ".crt",
    ".p12",
    ".xml",
    ".html",
    ".js",
    ".ts",
    ".py",
    ".java",
    ".go",
    ".php",
    ".rb",
    ".cer",
    ".pfx",
    ".conf",
    ".cfg",
    ".ini",
    ".sh",
    ".md",
    ".c",
    ".h",
    ".com",
    ".org",
    ".net",
    ".io",
    ".css",
    ".svg",
    ".png",
    ".kdbx",
    ".tpl",
    ".log",
    ".gpg",
    ".asc",
    ".pub",
    ".der"
  };

  /** Characters that each follow the one before: 01234567 stands in no key that is drawn. */
  private static final int LEAST_COUNTED = 8;

  private final ValueFacts value;

  Vetoes(ValueFacts value) {
    this.value = value;
  }

  /** Whether the value can't be a credential of {@code family}. */
  boolean deny(Family family, Wrapper wrapper, boolean quoted) {
    return value.length < 3
        || wrapper == Wrapper.LOOKUP
        || nothing(quoted)
        || template(quoted)
        || value.containsAny(REMOVED)
        || masked()
        || Fillers.in(value)
        || place()
        || value.containsAny(HASHES)
        || (value.at(0) == '*' && value.length == 41)
        || email()
        || value.contains("\\u")
        || (value.contains("\\x") && value.length > 7)
        || time()
        || color(quoted)
        || value.is("1password")
        || (value.lettersOnly() && KEEPERS.holds(value.bytes, value.from, value.to))
        || asked()
        || value.ends("@todo")
        || headerOfToken()
        || (wrapper == Wrapper.OTHER && (value.at(0) == '#' || value.at(0) == '.')) // $("#id")
        || value.contains("=\"")
        || sqlType()
        || formRules()
        || value.contains("ugfzc3dvcmq6") // "Password:" as SMTP asks for it (RFC 4954)
        || publicNatsKey()
        || value.contains("openpgp4fpr:") // a public key's fingerprint
        || value.starts("phc_", 0) // what PostHog, Stripe, Datadog, RevenueCat have clients send
        || (value.starts("pub", 0) && value.length == 35 && value.special == 0)
        || ((value.starts("appl_", 0) || value.starts("goog_", 0)) && value.joints == 1)
        || value.starts("pk_live_", 0)
        || value.starts("pk_test_", 0)
        || value.starts("mfkwewyhkozizj0c", 0) // a public key on a curve, and one of RSA
        || value.starts("miibijanbgkqhkig9w0baq", 0)
        || (quoted && interpolated())
        || format()
        || (!quoted && (value.starts("0x", 0) || value.starts("-0x", 0)))
        || acronym()
        || (!quoted && value.contains(".") && value.at(value.length - 1) == '?') // a condition
        || (value.beyondAscii > 0 && value.digits == 0)
        || value.beyondAscii * 2 > value.length
        || (family != Family.PASSWORD && notRandom(quoted));
  }

  private boolean nothing(boolean quoted) {
    int last = value.at(value.length - 1);
    // A type of GraphQL, of Kotlin, or of TypeScript's interfaces.
    boolean optional = !quoted && (last == '!' || last == '?' || last == ';');
    if (!value.lettersOnly() && !(optional && value.special == 1 && value.digits == 0)) {
      return false;
    }
    return NOTHING.holds(value.bytes, value.from, optional ? value.to - 1 : value.to)
        && !(quoted && (value.starts("password", 0) || value.starts("passwd", 0)));
  }

  private boolean template(boolean quoted) {
    int first = value.at(0);
    int second = value.at(1);
    int last = value.at(value.length - 1);
    boolean name = Text.is(Text.LETTER, second) || second == '_' || second == '{' || second == '(';
    if ((first == '$' && (name || Text.is(Text.DIGIT, second)))
        || (first == '$' && second == '$' && Text.is(Text.LETTER, value.at(2))) // of compose files
        || (first == '%' && last == '%')
        || (first == '<' && (last == '>' || Text.is(Text.LETTER, second)))
        || (first == '{' && last == '}')
        || (first == '[' && last == ']')
        || (first == '(' && last == ')')
        || (first == '@' && last == '@')
        || (first == ':' && value.special == 1)
        || (first == '_' && second == '_' && last == '_')
        || (!quoted
            && (first == '&'
                || first == '@'
                || first == '!'
                || first == '*'
                || first == '|'
                || first == '>'))) {
      return true;
    }
    if (value.containsAny(TEMPLATES)) {
      return true;
    }
    for (String elsewhere : ELSEWHERE) {
      if (value.starts(elsewhere, 0)) {
        return true;
      }
    }
    return false;
  }

  /** {@code password: "LDAP"}: how it is checked. */
  private boolean acronym() {
    return value.length <= 5 && value.upper == value.length;
  }

  private boolean masked() {
    if (value.distinct == 1) {
      return true;
    }
    for (int i = 0; i < value.length; i++) {
      int c = value.at(i);
      if (c != 'x' && c != 'X' && c != '*' && c != '.' && c != '-' && c != '_' && c != '#'
          && c != '?' && c != '0' && c != '=' && c != ' ' && c != '\\') {
        return false;
      }
    }
    return true;
  }

  private boolean place() {
    int first = value.at(0);
    if ((first == '/' && value.indexOf("/") == 0 && slashes() > 1)
        || (first == '/' && value.digits == 0)
        || value.starts("./", 0)
        || value.starts("../", 0)
        || value.starts("~/", 0)
        || value.contains("://")
        || (value.at(1) == ':' && value.at(2) == '\\')
        || value.starts("www.", 0)) {
      return true;
    }
    for (String ending : FILES) {
      if (value.ends(ending)) {
        return true;
      }
    }
    return (slashes() > 0 && value.digits * 8 < value.length && value.upper * 4 < value.length)
        || (slashes() > 1 && value.upper == 0 && value.length >= 16);
  }

  private int slashes() {
    int slashes = 0;
    for (int i = 0; i < value.length; i++) {
      slashes += value.at(i) == '/' ? 1 : 0;
    }
    return slashes;
  }

  /** {@code required|string|min:8}, as validators of forms read it. */
  private boolean formRules() {
    boolean bar = false;
    for (int i = 0; i < value.length; i++) {
      int c = value.at(i);
      bar |= c == '|';
      if (!Text.lower(c) && !Text.is(Text.DIGIT, c) && c != '|' && c != ':' && c != '_') {
        return false;
      }
    }
    return bar && value.digits <= 4;
  }

  /** {@code --pass: #22c55e}: a colour. */
  private boolean color(boolean quoted) {
    if (quoted || value.at(0) != '#' || (value.length != 4 && value.length != 7)) {
      return false;
    }
    for (int i = 1; i < value.length; i++) {
      int c = Text.fold(value.at(i));
      if (!Text.is(Text.DIGIT, c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /** {@code YourXmailPass}, {@code YOURPASSWORD}: words for what the reader has. */
  private boolean asked() {
    return value.starts("your", 0)
        && value.digits == 0
        && value.special == value.joints
        && value.containsAny(CREDENTIALS);
  }

  /** The first part of a web token alone: {@code {"alg":…}} as base 64. */
  private boolean headerOfToken() {
    return (value.starts("eyjhbgcioi", 0) || value.starts("eyj0exaioi", 0)) && !value.contains(".");
  }

  /** A public key of NATS: 56 digits of base32, of which those of seeds begin with S. */
  private boolean publicNatsKey() {
    return value.length == 56
        && value.lower == 0
        && value.special == 0
        && "AUONCX".indexOf(value.at(0)) >= 0;
  }

  /** {@code "password-$it"}: a name after a dollar sign, and before it no more than words. */
  private boolean interpolated() {
    int at = value.indexOf("$");
    return at > 0
        && value.digits == 0
        && Text.is(Text.LETTER, value.at(at + 1))
        && value.at(at - 1) == '-';
  }

  /** {@code VARCHAR(255)}. */
  private boolean sqlType() {
    int open = value.indexOf("(");
    return open > 0
        && value.at(value.length - 1) == ')'
        && value.letters() == open
        && value.digits == value.length - open - 2;
  }

  /** A point in time: {@code 2016-09-21T…}. */
  private boolean time() {
    if (value.length < 10 || value.at(4) != '-' || value.at(7) != '-') {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (i != 4 && i != 7 && !Text.is(Text.DIGIT, value.at(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean email() {
    int at = value.indexOf("@");
    return at > 0
        && value.spaces == 0
        && at < value.length - 3
        && value.bytes[value.from + at + 1] != '.'
        && indexOfDot(at) > at + 1
        && !Text.is(Text.DIGIT, value.at(value.length - 1))
        && value.special - value.joints == 1;
  }

  private int indexOfDot(int from) {
    for (int i = from; i < value.length - 2; i++) {
      if (value.at(i) == '.') {
        return i;
      }
    }
    return -1;
  }

  /** A directive of {@code printf}: a percent sign, figures, a letter. */
  private boolean format() {
    for (int i = 0; i < value.length - 1; i++) {
      if (value.at(i) != '%') {
        continue;
      }
      int end = i + 1;
      while (Text.is(Text.DIGIT, value.at(end))
          || value.at(end) == '.'
          || value.at(end) == '-'
          || value.at(end) == 'l') {
        end++;
      }
      int c = value.at(end);
      boolean directive =
          c == 's' || c == 'd' || c == 'x' || c == 'X' || c == 'v' || c == 'u' || c == 'q'
              || c == 'p' || c == 'i';
      if (directive && !Text.is(Text.LETTER | Text.DIGIT, value.at(end + 1)) && end - i < 6) {
        return true;
      }
    }
    return false;
  }

  private boolean notRandom(boolean quoted) {
    boolean constant = value.lower == 0 && value.digits == 0 && value.upper > 0;
    boolean number = value.letters() == 0;
    boolean named = !quoted && value.lower == 0 && value.upper > 0 && value.contains("_");
    boolean counted = value.ascent >= LEAST_COUNTED;
    return constant || named || number || counted || value.spaces > 1;
  }
}
