package dev.assay.rules.load;

import dev.assay.model.PackageKind;
import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Family;
import dev.assay.rules.Rule.Notation;
import dev.assay.rules.Rule.Scoring;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.syntax.PatternCompiler;
import dev.assay.rules.syntax.PatternSyntaxProblem;
import dev.assay.rules.yaml.Suggestion;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a rule looks for: the keys that depend on its kind. */
final class ShapeReader {
  private static final int DEFAULT_WINDOW = 1024;
  private static final int MAX_WINDOW = 1 << 16;
  private static final int MAX_ASSIGN_LENGTH = 4096;
  private static final int MIN_LITERAL = 3;
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{2,20}");

  private static final Pattern FOLDER = Pattern.compile("[^/*?\\[\\]{}\\\\]{1,100}");
  private static final Pattern STEM = Pattern.compile("[a-z]{2,30}");
  private static final double MAX_SCORE = 100;
  private static final double LOW_SCORE = -0.6;
  private static final double MEDIUM_SCORE = 0.2;
  private static final double HIGH_SCORE = 3.5;

  private ShapeReader() {}

  /** A token's shape; null after a fault. */
  static Shape.@Nullable Token token(YamlMap map) {
    String pattern = map.text("pattern", "write the regex that the token matches");
    List<String> anchors = map.texts("anchor");
    boolean ignoreCase =
        map.choice("anchor-case", Map.of("sensitive", false, "insensitive", true), false);
    int window = map.integer("window", DEFAULT_WINDOW, 1, MAX_WINDOW);
    boolean slow = map.flag("slow");
    int wanted = map.has("secret") ? map.integer("secret", 0, 0, 99) : -1;
    if (anchors.isEmpty() != slow) {
      map.fault(
          slow ? "slow" : "anchor",
          slow
              ? "is for rules without an anchor; remove one of the two"
              : "is missing; write a literal of 3 or more characters that stands in every match,"
                  + " or `slow: true` if there is none");
      return null;
    }
    boolean sound = true;
    for (YamlValue anchor : map.elements("anchor")) {
      String text = anchor.text();
      if (text == null || text.length() < MIN_LITERAL) {
        anchor.fault(
            "is an anchor of fewer than 3 characters, which would stand nearly everywhere;"
                + " take more of the match, or write `slow: true` instead");
        sound = false;
      }
    }
    YamlValue place = map.value("pattern");
    if (place == null || pattern.isBlank()) {
      return null;
    }
    if (!sound) {
      Patterns.searchable(place); // to tell what is wrong with it in the same run
      return null;
    }
    PatternCompiler.Compiled compiled;
    try {
      compiled = PatternCompiler.compile(pattern, anchors, ignoreCase, window, slow);
    } catch (PatternSyntaxProblem e) {
      place.fault(Patterns.describe(e, pattern));
      return null;
    }
    int groups = compiled.groups();
    int group = wanted < 0 ? Math.min(1, groups) : wanted;
    if (group > groups) {
      map.fault(
          "secret",
          "is group " + group + ", but the pattern has " + groups + "; put ( ) around the secret");
      return null;
    }
    return new Shape.Token(
        compiled.regex(), compiled.anchors(), compiled.guards(), group, window, slow, scoring(map));
  }

  /** An assignment's shape; null after a fault. */
  static Shape.@Nullable Assign assign(YamlMap map) {
    YamlMap assign = map.map("assign");
    if (assign == null) {
      if (!map.has("assign")) {
        map.fault("assign", "is missing; write {keywords: [...], alphabet: NAME, length: a..b}");
      }
      return null;
    }
    List<String> keywords = assign.texts("keywords");
    boolean sound = !keywords.isEmpty();
    if (!sound) {
      assign.fault("keywords", "is missing; write the names that stand before the value");
    }
    for (YamlValue keyword : assign.elements("keywords")) {
      String text = keyword.text();
      if (text == null || !isKeyword(text)) {
        keyword.fault(
            "is not a keyword: write 3 or more printable ASCII characters, letters in lower case"
                + " (they match in either), no space at the ends");
        sound = false;
      }
    }
    List<String> then = assign.texts("then");
    for (YamlValue word : assign.elements("then")) {
      String text = word.text();
      if (text == null || !WORD.matcher(text).matches()) {
        word.fault("is not a part of a name: write lower-case letters, digits, '_' and '-'");
        sound = false;
      }
    }
    String name = assign.text("alphabet", "write the name of one, or a class such as '[A-Z0-9_]'");
    ByteSet alphabet = Alphabets.parse(name);
    if (alphabet == null && !name.isBlank()) {
      String closest = Suggestion.closest(name, Alphabets.names());
      assign.fault(
          "alphabet",
          "is neither a class such as '[A-Z0-9_]' nor one of "
              + String.join(", ", Alphabets.names())
              + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?"));
    }
    int[] length = length(assign, name.equals("uuid") ? "36..36" : "");
    assign.refuseOthers();
    if (!sound || alphabet == null || length == null) {
      return null;
    }
    return new Shape.Assign(
        keywords, then, alphabet, name.equals(Alphabets.PRINTABLE), length[0], length[1]);
  }

  /** The shape of a generic credential; null after a fault. */
  static Shape.@Nullable Generic generic(YamlMap map) {
    YamlMap generic = map.map("generic");
    if (generic == null) {
      if (!map.has("generic")) {
        map.fault("generic", "is missing; write {family: password, stems: [...]}");
      }
      return null;
    }
    List<String> stems = generic.texts("stems");
    if (stems.isEmpty()) {
      generic.fault("stems", "is missing; write the words that name such a credential");
    }
    boolean sound = !stems.isEmpty();
    for (YamlValue stem : generic.elements("stems")) {
      String text = stem.text();
      if (text == null || !STEM.matcher(text).matches()) {
        stem.fault("is not a stem: write lower-case letters, 2 at least (they match in either)");
        sound = false;
      }
    }
    for (YamlValue qualifier : generic.elements("qualifiers")) {
      String text = qualifier.text();
      if (text == null || !STEM.matcher(text).matches()) {
        qualifier.fault("is not a word: write lower-case letters");
        sound = false;
      }
    }
    Scoring scoring = scoring(generic, Notation.ASSIGNMENT);
    List<String> qualifiers = generic.texts("qualifiers");
    generic.refuseOthers();
    return sound ? new Shape.Generic(stems, qualifiers, scoring) : null;
  }

  private static @Nullable Scoring scoring(YamlMap map) {
    YamlMap score = map.map("score");
    if (score == null) {
      return null;
    }
    Scoring scoring =
        scoring(
            score,
            score.choice(
                "notation",
                Map.of(
                    "assignment", Notation.ASSIGNMENT,
                    "url", Notation.URL,
                    "header", Notation.HEADER,
                    "command", Notation.COMMAND),
                Notation.ASSIGNMENT));
    score.refuseOthers();
    return scoring;
  }

  private static Scoring scoring(YamlMap map, Notation notation) {
    Family family =
        map.choice(
            "family",
            Map.of("password", Family.PASSWORD, "token", Family.TOKEN, "weak", Family.WEAK),
            Family.PASSWORD);
    return new Scoring(
        family,
        notation,
        map.decimal("weight", 0, -MAX_SCORE, MAX_SCORE),
        map.decimal("low", LOW_SCORE, -MAX_SCORE, MAX_SCORE),
        map.decimal("medium", MEDIUM_SCORE, -MAX_SCORE, MAX_SCORE),
        map.decimal("high", HIGH_SCORE, -MAX_SCORE, MAX_SCORE));
  }

  /** The shape of a path rule; null after a fault. */
  static Shape.@Nullable PathOnly path(YamlMap map) {
    List<String> in = places(map, true);
    List<String> folders = folders(map, in);
    YamlValue content = map.value("content");
    if (content == null) {
      return new Shape.PathOnly(null, in, folders);
    }
    String regex = Patterns.searchable(content);
    return regex == null ? null : new Shape.PathOnly(regex, in, folders);
  }

  /**
   * Where a rule counts; empty for everywhere.
   *
   * @param artifact whether it may be whatever ships
   */
  static List<String> places(YamlMap map, boolean artifact) {
    List<String> known = new ArrayList<>();
    if (artifact) {
      known.add(Shape.PathOnly.ARTIFACT);
    }
    for (PackageKind kind : PackageKind.values()) {
      known.add(kind.word());
    }
    List<String> in = new ArrayList<>();
    for (YamlValue element : map.elements("in")) {
      String text = element.text();
      if (text != null && known.contains(text)) {
        in.add(text);
      } else if (text != null) {
        String closest = Suggestion.closest(text, known);
        element.fault(
            "is no place; write "
                + (artifact ? "artifact, or " : "")
                + "kinds of package: "
                + String.join(", ", known.subList(artifact ? 1 : 0, known.size()))
                + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?"));
      }
    }
    return in;
  }

  /** Names of folders that a path rule is about. */
  private static List<String> folders(YamlMap map, List<String> in) {
    YamlMap path = map.map("path");
    if (path == null) {
      return List.of();
    }
    List<String> folders = new ArrayList<>();
    for (YamlValue element : path.elements("folders")) {
      String text = element.text();
      if (text != null && FOLDER.matcher(text).matches()) {
        folders.add(text);
      } else if (text != null) {
        element.fault("is not the name of a folder: write it without '/' and wildcards");
      }
    }
    if (!folders.isEmpty() && in.isEmpty()) {
      path.fault("folders", "are for rules that say where they count; write `in: artifact` too");
    }
    if (!folders.isEmpty() && map.has("content")) {
      map.fault("content", "is what a file begins with; a rule about folders has none");
    }
    return folders;
  }

  private static boolean isKeyword(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return text.length() >= MIN_LITERAL
        && text.equals(text.strip())
        && text.equals(text.toLowerCase(Locale.ROOT));
  }

  private static int @Nullable [] length(YamlMap assign, String otherwise) {
    String text =
        otherwise.isEmpty() || assign.has("length")
            ? assign.text("length", "write the least and most length of the value, such as 32..40")
            : otherwise;
    int dots = text.indexOf("..");
    try {
      int least = Integer.parseInt(dots < 0 ? text : text.substring(0, dots));
      int most = Integer.parseInt(dots < 0 ? text : text.substring(dots + 2));
      if (least >= 1 && most >= least && most <= MAX_ASSIGN_LENGTH) {
        return new int[] {least, most};
      }
    } catch (NumberFormatException e) {
      // said below
    }
    if (!text.isBlank()) {
      assign.fault(
          "length",
          "is '"
              + text
              + "'; write least..most in bytes, such as 32..40, at most "
              + MAX_ASSIGN_LENGTH);
    }
    return null;
  }
}
