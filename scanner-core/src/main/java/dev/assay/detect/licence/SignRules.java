package dev.assay.detect.licence;

import dev.assay.rules.Phrase;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules about proprietary licences of a set, ready to be asked. Immutable. */
final class SignRules {
  private final List<Declared> declared = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final Anchors inTexts;
  private final Anchors inHeaders;

  /** A rule about what packages declare. */
  private record Declared(Rule rule, Shape.Licence shape, List<Pattern> values) {}

  /**
   * A rule about what files say.
   *
   * @param also one of them must stand there too, if there is any
   */
  record Said(Rule rule, Look look, List<Phrase> phrases, List<Phrase> also) {}

  SignRules(RuleSet set) {
    List<String> texts = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    for (int index : set.index().licences()) {
      Rule rule = set.rules().get(index);
      Shape.Licence shape = (Shape.Licence) rule.shape();
      if (shape.look() == Look.METADATA) {
        declared.add(
            new Declared(rule, shape, shape.values().stream().map(SignRules::value).toList()));
      } else {
        List<Phrase> phrases = shape.values().stream().map(Phrase::of).toList();
        said.add(
            new Said(rule, shape.look(), phrases, shape.also().stream().map(Phrase::of).toList()));
        for (Phrase phrase : phrases) {
          (shape.look() == Look.HEADER ? headers : texts).add(phrase.anchor());
        }
      }
    }
    inTexts = new Anchors(texts);
    inHeaders = new Anchors(headers);
  }

  /** {@code *} is anything. */
  private static Pattern value(String value) {
    StringBuilder regex = new StringBuilder();
    for (String part : value.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** What may stand in files of licences. */
  Anchors inTexts() {
    return inTexts;
  }

  /** What may stand in what files begin with. */
  Anchors inHeaders() {
    return inHeaders;
  }

  /** Rules about what files say. */
  List<Said> said() {
    return said;
  }

  /** Whether {@code one} says more than {@code other}. */
  static boolean before(Rule one, Rule other) {
    int order = one.severity().compareTo(other.severity());
    return order > 0 || (order == 0 && one.confidence().compareTo(other.confidence()) > 0);
  }

  /**
   * The rule for what a package of {@code kind} declares; null if there is none.
   *
   * @param kind as {@code PackageKind.word()} says it; empty for any
   */
  @Nullable Rule declared(String value, String kind) {
    String plain = value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    Rule best = null;
    for (Declared each : declared) {
      List<String> in = each.shape.in();
      if ((in.isEmpty() || kind.isEmpty() || in.contains(kind))
          && (best == null || before(each.rule, best))
          && each.values.stream().anyMatch(pattern -> pattern.matcher(plain).matches())) {
        best = each.rule;
      }
    }
    return best;
  }
}
