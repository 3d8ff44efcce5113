package dev.assay.benchmarks.recall;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.secret.SecretDetector;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.load.RuleSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the secrets of every rule's examples into other notations than the examples': a token that
 * can stand alone into any, an assigned value under its name in the spellings of several languages.
 */
final class RuleShapes {
  /** {@code %s} is a token that stands alone. */
  private static final List<String> TOKEN_LINES =
      List.of(
          "value: %s",
          "  \"value\": \"%s\",",
          "VALUE=%s",
          "x = '%s';",
          "<value>%s</value>",
          "call(\"%s\", 3)",
          "see %s, which was made in May.",
          "- %s");

  /** First the name, in a spelling, then the value. */
  private static final List<String> ASSIGN_LINES =
      List.of(
          "upper %s=%s",
          "snake %s: %s",
          "snake   \"%s\": \"%s\",",
          "camel String %s = \"%s\";",
          "snake %s = '%s'",
          "camel <%s>%s</%1$s>",
          "kebab run --%s=%s",
          "camel   %s: '%s',",
          "upper export %s=\"%s\"");

  private RuleShapes() {}

  /** Plants the examples of {@code source}, then their secrets in other notations. */
  static List<Planted> plant(RuleSource source, BiConsumer<String, byte[]> files) {
    List<Planted> planted = new ArrayList<>();
    Rule rule = source.rule();
    boolean low = rule.confidence() == dev.assay.model.Confidence.LOW;
    if (low || rule.shape() instanceof Rule.Shape.Licence) {
      return planted; // not reported by default, and said so in the rule; or about no secret
    }
    int number = 0;
    for (RuleExample example : source.match()) {
      String path = "rules/" + rule.id() + "/" + number++ + "/" + example.path();
      files.accept(path, example.bytes());
      planted.add(new Planted("examples of rules", path, 0, "an example of " + rule.id()));
    }
    if (rule.shape() instanceof Rule.Shape.PathOnly || !rule.specific() || rule.near() != null) {
      return planted;
    }
    String text = source.match().isEmpty() ? "" : source.match().get(0).text();
    String secret = secret(rule, text);
    if (secret == null || secret.indexOf('\n') >= 0) {
      return planted;
    }
    List<String> lines =
        rule.shape() instanceof Rule.Shape.Assign assign
            ? assigned(assign, text, secret)
            : alone(rule, secret);
    StringBuilder body = new StringBuilder();
    String path = "notations/" + rule.id() + "/settings.conf";
    for (int i = 0; i < lines.size(); i++) {
      body.append(lines.get(i)).append('\n');
      planted.add(
          new Planted(
              "secrets of rules in other notations",
              path,
              i + 1,
              rule.id() + " in: " + lines.get(i).replace(secret, "…")));
    }
    if (!lines.isEmpty()) {
      files.accept(path, body.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    return planted;
  }

  private static List<String> alone(Rule rule, String secret) {
    List<String> lines = new ArrayList<>();
    if (secret.equals(secret(rule, "\"" + secret + "\""))) {
      for (String line : TOKEN_LINES) {
        lines.add(String.format(Locale.ROOT, line, secret));
      }
    }
    return lines;
  }

  private static List<String> assigned(Rule.Shape.Assign assign, String text, String secret) {
    for (String keyword : assign.keywords()) {
      Matcher name =
          Pattern.compile("(?i)[A-Za-z0-9_.-]*" + Pattern.quote(keyword) + "[A-Za-z0-9_.-]*")
              .matcher(text);
      if (name.find()) {
        List<String> words = words(name.group());
        List<String> lines = new ArrayList<>();
        for (String line : ASSIGN_LINES) {
          int space = line.indexOf(' ');
          String spelt = spell(words, line.substring(0, space));
          lines.add(String.format(Locale.ROOT, line.substring(space + 1), spelt, secret));
        }
        return lines;
      }
    }
    return List.of();
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[_.-]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static String spell(List<String> words, String how) {
    return switch (how) {
      case "upper" -> String.join("_", words).toUpperCase(Locale.ROOT);
      case "kebab" -> String.join("-", words);
      case "camel" -> camel(words);
      default -> String.join("_", words);
    };
  }

  private static String camel(List<String> words) {
    StringBuilder camel = new StringBuilder();
    for (String word : words) {
      camel
          .append(camel.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
          .append(word, 1, word.length());
    }
    return camel.toString();
  }

  /** What {@code rule} finds in {@code text}; null if nothing. */
  private static @Nullable String secret(Rule rule, String text) {
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    SecretDetector detector =
        new SecretDetector(
            new RuleSet(List.of(rule), Map::of),
            (array, from, to) ->
                new SecretValue(
                    "", "", new String(array, from, to - from, StandardCharsets.ISO_8859_1)));
    Detector.Pass pass =
        detector
            .worker()
            .begin(
                new BytesContent(new Provenance.File("settings.conf"), bytes),
                new Detector.Observer() {
                  @Override
                  public void observe(Observation observation) {
                    SecretValue value = ((Candidate) observation).secret();
                    if (value != null && value.shown() != null) {
                      found.add(value.shown());
                    }
                  }

                  @Override
                  public void problem(Problem.Kind kind, String detail) {}
                });
    pass.window(
        new Window(
            bytes,
            0,
            0,
            bytes.length,
            bytes.length,
            0,
            true,
            true,
            (from, to) -> new Region(1, from + 1, 1, to + 1, from, to - from)));
    pass.end();
    return found.isEmpty() ? null : found.get(0);
  }
}
