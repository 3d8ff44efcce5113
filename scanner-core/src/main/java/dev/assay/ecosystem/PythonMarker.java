package dev.assay.ecosystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An environment marker (PEP 508), judged by as much of the environment as is known. What can't be
 * decided stays open.
 */
public final class PythonMarker {

  /** Longer ones are not judged, UTF-16 code units, nor those of more parts inside each other. */
  private static final int LONGEST = 2_000;

  private static final int DEEPEST = 20;

  private final List<String> tokens;
  private final Map<String, String> environment;
  private final Set<String> extras;
  private int at;
  private int depth;

  private PythonMarker(List<String> tokens, Map<String, String> environment, Set<String> extras) {
    this.tokens = tokens;
    this.environment = environment;
    this.extras = extras;
  }

  /** What came of it. */
  public enum Verdict {
    YES,
    NO,
    OPEN;

    Verdict and(Verdict other) {
      if (this == NO || other == NO) {
        return NO;
      }
      return this == OPEN || other == OPEN ? OPEN : YES;
    }

    Verdict or(Verdict other) {
      if (this == YES || other == YES) {
        return YES;
      }
      return this == OPEN || other == OPEN ? OPEN : NO;
    }

    static Verdict of(boolean holds) {
      return holds ? YES : NO;
    }
  }

  /**
   * Whether {@code marker} holds.
   *
   * @param environment values of variables such as {@code python_version}; what isn't in it is open
   * @param extras that were asked for, normalised
   */
  public static Verdict judge(String marker, Map<String, String> environment, Set<String> extras) {
    if (marker.isEmpty()) {
      return Verdict.YES;
    }
    List<String> tokens = marker.length() > LONGEST ? null : tokens(marker);
    if (tokens == null) {
      return Verdict.OPEN;
    }
    PythonMarker judged = new PythonMarker(tokens, environment, extras);
    try {
      Verdict verdict = judged.either();
      return judged.at == tokens.size() ? verdict : Verdict.OPEN;
    } catch (MalformedManifestException e) {
      return Verdict.OPEN;
    }
  }

  private Verdict either() throws MalformedManifestException {
    Verdict verdict = both();
    while (next("or")) {
      verdict = verdict.or(both());
    }
    return verdict;
  }

  private Verdict both() throws MalformedManifestException {
    Verdict verdict = one();
    while (next("and")) {
      verdict = verdict.and(one());
    }
    return verdict;
  }

  private Verdict one() throws MalformedManifestException {
    if (next("(")) {
      if (++depth > DEEPEST) {
        throw new MalformedManifestException("too deep");
      }
      Verdict verdict = either();
      depth--;
      if (!next(")")) {
        throw new MalformedManifestException("a parenthesis is open");
      }
      return verdict;
    }
    String left = take();
    String operator = take();
    if (operator.equals("not")) {
      operator = "not " + take();
    }
    String right = take();
    return compare(left, operator, right);
  }

  private Verdict compare(String left, String operator, String right) {
    if (left.equals("extra") || right.equals("extra")) {
      String asked = text(left.equals("extra") ? right : left);
      boolean has = extras.contains(PythonRequirements.normalised(asked));
      return switch (operator) {
        case "==" -> Verdict.of(has);
        case "!=" -> Verdict.of(!has);
        default -> Verdict.OPEN;
      };
    }
    String one = value(left);
    String other = value(right);
    if (one == null || other == null) {
      return Verdict.OPEN;
    }
    String variable = quoted(left) ? right : left;
    if (operator.equals("in") || operator.equals("not in")) {
      return Verdict.of(other.contains(one) == operator.equals("in"));
    }
    return variable.contains("version")
        ? version(one, operator, other)
        : switch (operator) {
          case "==", "===" -> Verdict.of(one.equals(other));
          case "!=" -> Verdict.of(!one.equals(other));
          default -> Verdict.OPEN;
        };
  }

  private @Nullable String value(String token) {
    return quoted(token) ? text(token) : environment.get(token);
  }

  private static boolean quoted(String token) {
    return token.charAt(0) == '"' || token.charAt(0) == '\'';
  }

  private static String text(String token) {
    return quoted(token) ? token.substring(1, token.length() - 1) : token;
  }

  /** Of versions that are numbers alone; others are open. */
  private static Verdict version(String one, String operator, String other) {
    int[] left = numbers(one);
    boolean prefix = other.endsWith(".*");
    int[] right = numbers(prefix ? other.substring(0, other.length() - 2) : other);
    if (left == null || right == null || (prefix && left.length < right.length)) {
      return Verdict.OPEN;
    }
    int order = 0;
    int length = prefix ? right.length : Math.max(left.length, right.length);
    for (int i = 0; i < length && order == 0; i++) {
      order = Integer.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
    }
    return switch (operator) {
      case "==", "===" -> Verdict.of(order == 0);
      case "!=" -> Verdict.of(order != 0);
      case "<" -> Verdict.of(order < 0);
      case "<=" -> Verdict.of(order <= 0);
      case ">" -> Verdict.of(order > 0);
      case ">=" -> Verdict.of(order >= 0);
      case "~=" ->
          Verdict.of(order >= 0 && right.length > 1 && startsWith(left, right, right.length - 1));
      default -> Verdict.OPEN;
    };
  }

  private static boolean startsWith(int[] version, int[] with, int length) {
    for (int i = 0; i < length; i++) {
      if ((i < version.length ? version[i] : 0) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static int @Nullable [] numbers(String version) {
    String[] parts = version.split("\\.", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.isEmpty() || part.length() > 8) {
        return null;
      }
      for (int k = 0; k < part.length(); k++) {
        if (part.charAt(k) < '0' || part.charAt(k) > '9') {
          return null;
        }
      }
      numbers[i] = Integer.parseInt(part);
    }
    return numbers;
  }

  private boolean next(String token) {
    if (at < tokens.size() && tokens.get(at).equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private String take() throws MalformedManifestException {
    if (at == tokens.size()) {
      throw new MalformedManifestException("it breaks off");
    }
    return tokens.get(at++);
  }

  /** Names, texts in quotes, operators and parentheses; null if something else stands there. */
  private static @Nullable List<String> tokens(String marker) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < marker.length()) {
      char c = marker.charAt(i);
      int from = i;
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      } else if (c == '(' || c == ')') {
        i++;
      } else if (c == '"' || c == '\'') {
        i = marker.indexOf(c, i + 1) + 1;
        if (i == 0) {
          return null;
        }
      } else if ("<>=!~".indexOf(c) >= 0) {
        while (i < marker.length() && "<>=!~".indexOf(marker.charAt(i)) >= 0) {
          i++;
        }
      } else if (Character.isLetter(c)) {
        while (i < marker.length()
            && (Character.isLetterOrDigit(marker.charAt(i))
                || marker.charAt(i) == '_'
                || marker.charAt(i) == '.')) {
          i++;
        }
      } else {
        return null;
      }
      tokens.add(marker.substring(from, i));
    }
    return tokens;
  }
}
