package dev.assay.detect.secret.generic;

import dev.assay.detect.Window;
import dev.assay.match.MatchProgram;
import dev.assay.match.MatchSink;
import dev.assay.match.RuleMatcher;
import dev.assay.model.Confidence;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Family;
import dev.assay.rules.Rule.Notation;
import dev.assay.rules.Rule.Scoring;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.Placeholders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Generic rules like the built-in ones, run over texts. */
final class Generics {
  static final List<Rule> RULES =
      List.of(
          rule(
              "generic-password",
              Family.PASSWORD,
              0.8,
              "",
              "password passwd pass pwd pw passphrase"),
          rule("generic-secret", Family.TOKEN, 0.6, "", "secret secrets credentials"),
          rule("generic-token", Family.TOKEN, -0.1, "", "token tokens jwt"),
          rule("generic-api-key", Family.TOKEN, 0.3, "api secret app access signing", "key apikey"),
          rule("generic-authorization", Family.WEAK, 1.3, "", "auth authorization"),
          rule("generic-session", Family.WEAK, 0.3, "", "session sessionid nonce"));

  private final GenericPass pass = new GenericScorer(new RuleSet(RULES, Map::of)).pass();
  private final RuleMatcher matcher = new MatchProgram(new RuleSet(RULES, Map::of)).matcher();

  private static Rule rule(
      String id, Family family, double weight, String qualifiers, String stems) {
    return new Rule(
        id,
        Severity.MEDIUM,
        Confidence.MEDIUM,
        false,
        new Shape.Generic(
            List.of(stems.split(" ")),
            qualifiers.isEmpty() ? List.of() : List.of(qualifiers.split(" ")),
            new Scoring(family, Notation.ASSIGNMENT, weight, -0.6, 0.2, 3.5)),
        null,
        Rule.PathScope.ANY,
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  /** The values that are found in {@code text} at medium confidence or more. */
  List<String> found(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    for (GenericFinding finding : window(bytes, 0, bytes.length)) {
      if (finding.judgement().confidence().compareTo(Confidence.MEDIUM) >= 0) {
        values.add(value(bytes, finding));
      }
    }
    return values;
  }

  /** What is found in {@code text} whose stem stands in {@code [from..to)}. */
  List<GenericFinding> window(byte[] text, int from, int to) {
    Window window =
        new Window(
            text,
            0,
            from,
            to,
            text.length,
            0,
            true,
            true,
            (first, last) -> new Region(1, 1, 1, 1, first, last - first));
    matcher.begin();
    pass.window(window);
    matcher.window(
        text,
        0,
        from,
        to,
        text.length,
        0,
        new MatchSink() {
          @Override
          public void match(int rule, int start, int end, int secretStart, int secretEnd) {}

          @Override
          public void stem(int stemFrom, int stemTo) {
            pass.stem(stemFrom, stemTo);
          }

          @Override
          public void gaveUp(int rule, int at) {}
        });
    return List.copyOf(pass.findings());
  }

  static String value(byte[] text, GenericFinding finding) {
    return new String(
        Arrays.copyOfRange(text, finding.secretStart(), finding.secretEnd()),
        StandardCharsets.UTF_8);
  }

  long steps() {
    return pass.steps();
  }

  /** The template with its placeholders filled in, always the same for one seed. */
  static String filled(String template, int seed) {
    return Placeholders.expand(template, "generic:" + seed);
  }
}
