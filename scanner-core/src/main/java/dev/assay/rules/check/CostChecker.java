package dev.assay.rules.check;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.syntax.Explosive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says in words what a rule costs while scanning, and why. */
final class CostChecker {
  /** Words that stand in nearly every source file: a hit of one says nothing. */
  private static final Set<String> COMMON =
      Set.of(
          "key",
          "api",
          "token",
          "secret",
          "pass",
          "password",
          "auth",
          "user",
          "name",
          "http",
          "https",
          "www",
          "com",
          "org",
          "net",
          "data",
          "test",
          "code",
          "type",
          "value",
          "string",
          "public",
          "private",
          "return",
          "import",
          "class",
          "function",
          "const",
          "var",
          "int",
          "new",
          "the",
          "and",
          "for",
          "not",
          "get",
          "set",
          "url",
          "uri",
          "host",
          "port",
          "file",
          "path",
          "config",
          "client",
          "server",
          "app",
          "log",
          "err",
          "error",
          "id",
          "access",
          "end",
          "begin",
          "true",
          "false",
          "null",
          "this",
          "self",
          "package",
          "version",
          "list");

  private static final int SHORT = 3;
  private static final int LARGE_WINDOW = 60 << 10;

  private CostChecker() {}

  /** Sentences without a subject ("is slow: …"), none for a rule that costs little. */
  static List<String> costs(RuleSource rule) {
    List<String> costs = new ArrayList<>();
    Shape shape = rule.rule().shape();
    if (shape instanceof Shape.Token token) {
      if (token.slow()) {
        costs.add(
            "is slow: without an anchor its pattern is tried at every byte of every file; find a"
                + " literal of 3 or more characters that stands in each match");
      }
      if (token.window() > LARGE_WINDOW) {
        costs.add(
            "has a window of "
                + token.window()
                + " bytes: each try may read as much; lower it if matches are shorter");
      }
    } else if (shape instanceof Shape.Search search) {
      search(search, costs);
    }
    if (!(shape instanceof Shape.Generic)) { // a look at the byte behind a stem refuses most hits
      for (String literal : literals(rule)) {
        common(literal, shape instanceof Shape.Search, costs);
      }
    }
    if (!rule.pattern().isEmpty()) {
      for (String what : Explosive.find(rule.pattern(), shape instanceof Shape.Search)) {
        costs.add(
            "may take very long: "
                + what
                + "; let its repetitions begin with different characters");
      }
    }
    return costs;
  }

  private static List<String> literals(RuleSource rule) {
    List<String> literals = new ArrayList<>(rule.literals());
    if (rule.rule().shape() instanceof Shape.Search search) {
      literals.addAll(search.keywords());
    }
    return literals.stream().distinct().toList();
  }

  private static void search(Shape.Search search, List<String> costs) {
    if (!search.anchors().isEmpty()) {
      int spread = 0;
      for (Rule.Anchor anchor : search.anchors()) {
        spread = Math.max(spread, anchor.maxOffset() - anchor.minOffset());
      }
      if (spread > 64) {
        costs.add(
            "is tried at up to "
                + (spread + 1)
                + " places for each hit of its literal, since what stands before the literal varies"
                + " in length; bound it closer, or drop it");
      }
      return;
    }
    String why =
        "no literal of 3 or more characters stands in each match within 128 bytes of its start";
    if (search.reach() != Shape.Search.ANYWHERE) {
      costs.add(
          "is unanchored: "
              + why
              + "; it is searched for around its keywords, which takes longer than at an anchor");
    } else if (search.keywords().isEmpty()) {
      costs.add(
          "is slow: "
              + why
              + ", and no keyword spares any file: it is searched for in all of every file; write"
              + " keywords that stand in each match");
    } else {
      costs.add(
          "is unanchored: "
              + why
              + "; it is searched for in all of each file that holds "
              + String.join(" or ", search.keywords().stream().limit(3).toList())
              + (search.keywords().size() > 3 ? " …" : ""));
    }
  }

  private static void common(String literal, boolean searched, List<String> costs) {
    // A keyword of ours is only the beginning of a name; a searched rule's opens whole files.
    if (searched && COMMON.contains(literal.toLowerCase(Locale.ROOT))) {
      costs.add(
          "has the anchor or keyword '"
              + literal
              + "', a word of nearly every source file; a rarer one makes scans faster");
    } else if (literal.length() < SHORT
        || (literal.length() == SHORT && literal.chars().allMatch(Character::isLetter))) {
      costs.add(
          "has the anchor or keyword '"
              + literal
              + "', "
              + (literal.length() == SHORT ? "three letters" : "fewer than three characters")
              + " that stand in ordinary words; a longer one makes scans faster");
    }
  }
}
