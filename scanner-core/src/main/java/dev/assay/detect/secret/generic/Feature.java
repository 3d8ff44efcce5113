package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule.Family;

/**
 * What speaks for a credential and against one: in words, and how much, for passwords, tokens and
 * weak names. A score begins at {@link #START}; the sum is the log of the odds.
 */
enum Feature {
  SHORTEST("very short", -3.5, -2.0, -0.8),
  SHORT("short", 0.5, -2.0, -0.8),
  PASSWORD_LENGTH("of a password's length", 1.7, -2.0, -0.8),
  EIGHT("8 to 11 characters", 1.7, -0.2, -0.2),
  TWELVE("12 to 23 characters", 0.7, 1.0, 0.4),
  LONG("24 characters or more", -1.5, 1.3, -0.4),

  LETTERS_AND_DIGITS("letters and digits", 1.5, 1.4, -0.1),
  LETTERS("letters only", 1.1, 1.1, -0.4),
  THREE_KINDS("upper case, lower case and digits", 0.9, -1.1, 0.9),
  SWITCHES("letters and digits mixed", 1.1, 1.4, 1.2),
  MANY_SWITCHES("letters and digits mixed throughout", 0.3, 2.0, 1.4),
  HEX_KEY("hexadecimal of a key's length", 0, 2.3, 2.4),
  UNKNOWN_LETTERS("in no dictionary", 1.3, 1.4, 0.1),
  SOME_WORDS("partly words", 0.3, 0.4, -0.8),
  WORDS("made of words", 0.2, -1.1, -0.7),
  SURPRISING("letters in an order that words don't have", 0.5, 1.5, 2.4),
  BASE64("base64", 1.0, 1.0, 1.0),
  DECODED("base64 of a readable text", 0.5, 0.3, 0.3),
  USER_AND_PASSWORD("base64 of a user and a password", 4.5, 4.5, 4.5),
  JOINED_WORDS("words joined as in a name", 0.2, -0.2, -0.4),
  SLUG("words and figures joined by dashes, all small", 0, -1.6, -1.6),
  PART_OF_NAME("a part of its name", 0.5, 0, -0.8),
  NAMES_WORDS("made of its name's words", -0.9, -0.9, -0.9),
  CREDENTIAL_WORD("holds a credential's word", 0.3, -1.0, 0.2),
  PLACEHOLDER_WORD("holds a placeholder's word", 0.2, -0.2, -0.6),
  NUMBER("a number", -1.2, -2.5, -2.5),
  DATE("a date", -1.8, -1.8, -1.8),
  UUID("a UUID", -2.0, -5.0, -5.0),
  REPEATED("repeats itself", -0.8, -1.8, -1.8),
  HASH("names a hash", -1.6, -1.6, -1.6),
  DOTTED_VALUE("a dotted name", -1.5, -1.5, -1.5),
  ONE_SPACE("two words", -0.2, -0.5, -0.5),
  SPACES("several words", -1.9, -2.5, -2.5),
  SPECIAL("more than a quarter special characters", -0.8, -0.8, -0.8),

  STEM("the name's stem", 0, 0, 0),
  BARE("a bare stem", -1.1, -1.1, -1.1),
  GLUED("a stem glued to another word", -1.7, -0.8, -0.8),
  BAD_BEFORE("a word before the stem speaks against it", -3.1, -3.1, -3.1),
  BAD_AFTER("a word after the stem speaks against it", -2.5, -4.0, -4.0),
  OTHER_AFTER("another word after the stem", -1.7, -1.7, -1.7),
  NEUTRAL_AFTER("a neutral word after the stem", 0.4, 0.4, 0.4),
  SEALED_NAME("the name says encrypted or hashed", -1.5, -1.5, -1.5),
  DOTTED_NAME("a dotted name", -0.5, -0.5, -0.5),
  UPPER_NAME("the name of a constant", 0.7, 0.7, 0.7),
  MANY_NAME("a name of many words", -0.3, -0.3, -0.3),

  QUOTED_CODE("a literal in code", 0.4, 0.4, 0.4),
  QUOTED_CONFIGURATION("a quoted setting", 0.5, 0.5, 0.5),
  BARE_CODE("not quoted, in code", -1.9, -1.9, -1.9),
  BARE_CONFIGURATION("a setting", -0.3, -0.3, -0.3),
  BARE_OTHER("not quoted", -0.6, -0.6, -0.6),
  LAST("ends its line", 0.5, 0.5, 0.5),
  PROSE("text goes on after it", -2.0, -1.2, -1.2),
  TIGHT("written as key=value", 0.5, 0.5, 0.5),
  COMMAND("stands where only a credential does", 3.8, 3.8, 3.8),
  HEADER("an authorization header", 2.0, 2.0, 2.0),
  OPTION("a command's option", 0.3, 0.3, 0.3),
  COMPARISON("compared", -0.4, -0.4, -0.4),
  IN_STRING("a pair inside a string", -0.5, -0.5, -0.5),
  ARGUMENTS("in a list of arguments", -0.6, -0.6, -0.6),
  STRINGS("in a list of strings", -3.0, -2.0, -2.0),
  CALL("in a call", -0.7, -0.7, -0.7),
  FALLBACK("a fallback", -1.4, -1.4, -1.4),
  NAME_VALUE("name and value side by side", -0.6, -0.6, -0.6),
  TWO_WORDS("only a space between", -1.5, -1.5, -1.5),
  SETTER("a setter's argument", 2.4, 2.4, 2.4),
  NAMED_SETTER("a named setter's argument", 1.4, 1.4, 1.4),
  LITERAL_WRAPPER("wrapped as a literal", 0.5, 0.5, 0.5),
  OTHER_WRAPPER("wrapped in a call", -0.8, -0.8, -0.8),
  JOINED_ON("joined to another text", -1.2, -1.2, -1.2),
  SAID("logged, printed or asserted", -0.7, -0.7, -0.7),
  USER_ON_LINE("a user on the same line", 0.5, 0.2, 0.2),
  USER_NEAR("a user within three lines", 0.7, 0.2, 0.2),
  COMMENT("in a comment", -0.9, -0.9, -0.9),
  SAMPLE("a setting that is commented out, not random", -2.6, -2.6, -2.6),
  TEST_MODULE("in the tests of its own source file", -4.0, -4.0, -4.0),
  UNDER_EXAMPLE("under a key that says it is an example", -4.0, -5.0, -5.0),
  PLACEHOLDER_VALUE("a document's placeholder", -4.5, -4.5, -4.5),
  URL_PLACEHOLDER("a URL's placeholders", -2.1, -2.1, -2.1),
  LOCALHOST("for the local host", -0.5, -0.5, -0.5);

  /** Score of a value of which nothing is known. */
  static final double START = -3.1;

  private final String words;
  private final double password;
  private final double token;
  private final double weak;

  Feature(String words, double password, double token, double weak) {
    this.words = words;
    this.password = password;
    this.token = token;
    this.weak = weak;
  }

  /** For a person. */
  String words() {
    return words;
  }

  double weight(Family family) {
    return switch (family) {
      case PASSWORD -> password;
      case TOKEN -> token;
      case WEAK -> weak;
    };
  }
}
