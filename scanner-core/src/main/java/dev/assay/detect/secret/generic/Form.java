package dev.assay.detect.secret.generic;

/** How a value stands to its name. */
enum Form {
  PAIR("a key and a value"),
  ASSIGNMENT("an assignment"),
  ELEMENT("an element's text"),
  ARGUMENTS("a list of arguments"),
  CALL("a call"),
  SETTER("a call that sets it"),
  NAMED_SETTER("a call that sets a named value"),
  FALLBACK("a fallback"),
  COMPARISON("a comparison"),
  NAME_VALUE("a name and a value side by side"),
  WORDS("two words"),
  OPTION("a command's option"),
  ENVIRONMENT("an environment variable"),
  STATEMENT("an SQL statement"),
  IN_STRING("a pair inside a string"),
  HEADER("a header"),
  URL("a URL"),
  COMMAND("a command");

  private final String words;

  Form(String words) {
    this.words = words;
  }

  /** For a person. */
  String words() {
    return words;
  }
}
