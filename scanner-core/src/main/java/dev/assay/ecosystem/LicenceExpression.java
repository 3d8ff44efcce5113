package dev.assay.ecosystem;

import dev.assay.ecosystem.OpenLicences.Openness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Licence expressions of SPDX (specification 2.3, annex D): {@code AND}, {@code OR}, {@code WITH},
 * {@code +} and brackets; in any case, since people write them so.
 */
final class LicenceExpression {
  private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[A-Za-z0-9][A-Za-z0-9.+:-]*)");
  private static final Pattern OPERATOR = Pattern.compile("(?i).*(\\b(and|or|with)\\b|[()]).*");

  /** Brackets in brackets beyond this are no expression. */
  private static final int DEEPEST = 32;

  private final List<String> tokens;
  private final LicenceNames names;
  private int at;
  private boolean wrong;

  private LicenceExpression(List<String> tokens, LicenceNames names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** Whether {@code text} has an operator, so that it is worth to be read as an expression. */
  static boolean canBe(String text) {
    return OPERATOR.matcher(text).matches();
  }

  /** What {@code text} says; null if it isn't an expression. */
  static @Nullable Openness of(String text, LicenceNames names) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end != text.stripTrailing().length() || tokens.isEmpty()) {
      return null;
    }
    LicenceExpression expression = new LicenceExpression(tokens, names);
    Openness openness = expression.alternatives(0);
    return expression.wrong || expression.at < tokens.size() ? null : openness;
  }

  private boolean next(String word) {
    if (at < tokens.size() && tokens.get(at).toUpperCase(Locale.ROOT).equals(word)) {
      at++;
      return true;
    }
    return false;
  }

  private Openness alternatives(int depth) {
    Openness best = all(depth);
    while (!wrong && next("OR")) {
      best = best.or(all(depth));
    }
    return best;
  }

  private Openness all(int depth) {
    Openness least = one(depth);
    while (!wrong && next("AND")) {
      least = least.and(one(depth));
    }
    return least;
  }

  private Openness one(int depth) {
    if (depth == DEEPEST || at == tokens.size()) {
      wrong = true;
      return Openness.UNKNOWN;
    }
    if (next("(")) {
      Openness inner = alternatives(depth + 1);
      wrong |= !next(")");
      return inner;
    }
    String word = tokens.get(at++);
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.equals(")") || upper.equals("AND") || upper.equals("OR") || upper.equals("WITH")) {
      wrong = true;
      return Openness.UNKNOWN;
    }
    if (next("WITH")) {
      at++; // an exception permits more, never less
      wrong |= at > tokens.size();
    }
    // Two words side by side are a name, which the caller knows how to look for.
    Openness known = names.find(word);
    return known != null
        ? known
        : switch (upper) {
          case "UNLICENSED", "PROPRIETARY", "COMMERCIAL", "NONE" -> Openness.NOT_OPEN;
          default -> Openness.UNKNOWN;
        };
  }
}
