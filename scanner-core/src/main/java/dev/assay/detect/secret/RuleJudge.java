package dev.assay.detect.secret;

import dev.assay.detect.Window;
import dev.assay.detect.secret.generic.Judgement;
import dev.assay.detect.secret.proof.Outcome;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.CountedChars;
import dev.assay.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the matches of one rule: its filters and exceptions, then what can be proved offline. */
final class RuleJudge {
  private final Rule rule;
  private final @Nullable Instant when;
  private volatile @Nullable List<List<Pattern>> patterns;

  /** What is believed of a match that stands. */
  record Verdict(
      Severity severity,
      Confidence confidence,
      int proof,
      List<String> evidence,
      List<Integer> pendingAllows) {}

  /**
   * A judge of {@code rule}'s matches.
   *
   * @param when the time that the scan is about; null if it knows none
   */
  RuleJudge(Rule rule, @Nullable Instant when) {
    this.rule = rule;
    this.when = when;
  }

  /**
   * Judges a match.
   *
   * @param secret the secret's bytes as Latin-1
   * @param match rule, start, end, secret start, secret end: indexes into the window
   * @param weighed what the scorer believes of it; null where the rule's match is proof enough
   * @return null if it is none, or an exception takes it out
   */
  @Nullable Verdict judge(String secret, Window window, int[] match, @Nullable Judgement weighed) {
    if (!holdsRequired(secret)) {
      return null;
    }
    double entropy = rule.minEntropy() > 0 ? Randomness.entropy(secret) : 0;
    if (entropy < rule.minEntropy()) {
      return null;
    }
    List<Integer> pending = new ArrayList<>();
    if (excepted(secret, window, match, pending)) {
      return null;
    }
    List<String> evidence = new ArrayList<>();
    if (rule.minEntropy() > 0) {
      evidence.add(String.format(Locale.ROOT, "%.1f bits of entropy a character", entropy));
    }
    Proved proved = Proved.of(rule, secret, window, match, when);
    evidence.addAll(proved.evidence());
    Confidence confidence = proved.confidence();
    int level = proved.level();
    if (weighed != null) {
      evidence.addAll(weighed.evidence());
      Severity severity = proved.severity();
      if (weighed.placeholder()) {
        severity = severity.lowered(1);
        evidence.add("severity lowered: it holds a placeholder's word");
      }
      boolean published = level == Candidate.PUBLISHED;
      return new Verdict(
          severity, published ? confidence : weighed.confidence(), level, evidence, pending);
    }
    // What carries a checksum that holds was made by a program, whatever it looks like.
    String placeholder = level >= Outcome.CHECKSUM ? null : Placeholders.reason(secret);
    if (placeholder != null) {
      evidence.add(placeholder);
      confidence = Confidence.LOW;
      level = 0;
    }
    if (Examples.named(window, match[3])) {
      evidence.add("stands under a key that says it is an example");
      confidence = Confidence.LOW;
    }
    return new Verdict(proved.severity(), confidence, level, evidence, pending);
  }

  private boolean holdsRequired(String secret) {
    for (Rule.CharKind kind : rule.require()) {
      boolean held = false;
      for (int i = 0; i < secret.length() && !held; i++) {
        held = is(kind, secret.charAt(i));
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private static boolean is(Rule.CharKind kind, char c) {
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean digit = c >= '0' && c <= '9';
    return switch (kind) {
      case UPPER -> upper;
      case LOWER -> lower;
      case LETTER -> upper || lower;
      case DIGIT -> digit;
      case SPECIAL -> !(upper || lower || digit) && c > ' ';
    };
  }

  /**
   * Whether an exception holds; those that only the path can decide are added to {@code pending}.
   */
  private boolean excepted(String secret, Window window, int[] match, List<Integer> pending) {
    List<Rule.Allow> allows = rule.allow();
    for (int i = 0; i < allows.size(); i++) {
      Rule.Allow allow = allows.get(i);
      String target =
          switch (allow.target()) {
            case SECRET -> secret;
            case MATCH ->
                new String(
                    window.bytes(), match[1], match[2] - match[1], StandardCharsets.ISO_8859_1);
            case LINE -> Lines.around(window, match[3], match[4]);
          };
      boolean byPattern = matchesAny(i, target);
      boolean byWord = containsAny(allow.stopwords(), allow.wordsInSecret() ? secret : target);
      if (!allow.all()) {
        if (byPattern || byWord) {
          return true;
        }
      } else if ((allow.patterns().isEmpty() || byPattern)
          && (allow.stopwords().isEmpty() || byWord)) {
        if (allow.paths().isEmpty() && allow.commits().isEmpty()) {
          return true;
        }
        pending.add(i);
      }
    }
    return false;
  }

  private boolean matchesAny(int allow, String target) {
    for (Pattern pattern : patterns().get(allow)) {
      try {
        if (pattern.matcher(new CountedChars(target)).find()) {
          return true;
        }
      } catch (CountedChars.OutOfSteps | StackOverflowError e) {
        // Nobody knows whether it would hold, so it doesn't: rather a finding too many.
      }
    }
    return false;
  }

  private static boolean containsAny(List<String> stopwords, String target) {
    if (stopwords.isEmpty()) {
      return false;
    }
    String lower = target.toLowerCase(Locale.ROOT);
    for (String stopword : stopwords) {
      if (lower.contains(stopword)) {
        return true;
      }
    }
    return false;
  }

  private List<List<Pattern>> patterns() {
    List<List<Pattern>> compiled = patterns;
    if (compiled == null) {
      compiled = new ArrayList<>();
      for (Rule.Allow allow : rule.allow()) {
        List<Pattern> row = new ArrayList<>();
        for (String pattern : allow.patterns()) {
          row.add(Pattern.compile(pattern));
        }
        compiled.add(row);
      }
      patterns = compiled;
    }
    return compiled;
  }
}
