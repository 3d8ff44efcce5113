package dev.assay.ecosystem;

import dev.assay.ecosystem.LicenceExpression.Licence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads licence expressions; {@code AND} binds before {@code OR}, {@code WITH} before both. */
final class ExpressionParser {
  private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[A-Za-z0-9][A-Za-z0-9.+:_-]*)");

  /** Brackets in brackets beyond this are no expression. */
  private static final int DEEPEST = 32;

  /** Longer texts are none, UTF-16 code units. */
  private static final int LONGEST = 10_000;

  private final List<String> tokens;
  private int at;
  private boolean wrong;

  private ExpressionParser(List<String> tokens) {
    this.tokens = tokens;
  }

  static @Nullable LicenceExpression parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
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
    ExpressionParser parser = new ExpressionParser(tokens);
    LicenceExpression expression = parser.any(0);
    return parser.wrong || parser.at < tokens.size() ? null : expression;
  }

  private boolean next(String word) {
    if (at < tokens.size() && tokens.get(at).toUpperCase(Locale.ROOT).equals(word)) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable LicenceExpression any(int depth) {
    List<LicenceExpression> parts = new ArrayList<>();
    do {
      LicenceExpression part = all(depth);
      if (part == null) {
        return null;
      }
      parts.add(part);
    } while (next("OR"));
    return LicenceExpression.any(parts);
  }

  private @Nullable LicenceExpression all(int depth) {
    List<LicenceExpression> parts = new ArrayList<>();
    do {
      LicenceExpression part = one(depth);
      if (part == null) {
        return null;
      }
      parts.add(part);
    } while (next("AND"));
    return LicenceExpression.all(parts);
  }

  private @Nullable LicenceExpression one(int depth) {
    if (depth == DEEPEST || at == tokens.size()) {
      return fail();
    }
    if (next("(")) {
      LicenceExpression inner = any(depth + 1);
      return inner != null && next(")") ? inner : fail();
    }
    String word = tokens.get(at++);
    if (operator(word)) {
      return fail();
    }
    // Two words side by side are a name, which the caller knows how to look for.
    LicenceExpression licence = LicenceIds.get().licence(word);
    if (!next("WITH")) {
      return licence;
    }
    if (at == tokens.size()
        || operator(tokens.get(at))
        || !(licence instanceof Licence plain)
        || plain.exception() != null) {
      return fail();
    }
    String given = tokens.get(at++);
    String exception = LicenceIds.get().exception(given);
    return new Licence(plain.id(), plain.orLater(), exception == null ? given : exception);
  }

  private static boolean operator(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "(", ")", "AND", "OR", "WITH" -> true;
      default -> false;
    };
  }

  private @Nullable LicenceExpression fail() {
    wrong = true;
    return null;
  }
}
