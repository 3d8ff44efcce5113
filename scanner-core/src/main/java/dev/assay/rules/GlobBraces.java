package dev.assay.rules;

import dev.assay.model.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Expands {@code {a,b}} in glob patterns into one pattern an alternative, as a shell does. */
final class GlobBraces {
  private static final int MAX_ALTERNATIVES = 256;

  private final String pattern;
  private int at;

  private GlobBraces(String pattern) {
    this.pattern = pattern;
  }

  /** All patterns without braces that {@code pattern} stands for, at least one. */
  static List<String> expand(String pattern) {
    if (pattern.indexOf('{') < 0 && pattern.indexOf('}') < 0) {
      return List.of(pattern);
    }
    GlobBraces parser = new GlobBraces(pattern);
    List<String> all = parser.sequence(0);
    if (parser.at < pattern.length()) {
      throw fault(pattern, "has a } at position " + (parser.at + 1) + " without a {; write \\}");
    }
    return all;
  }

  static UsageException fault(String pattern, String what) {
    return new UsageException("the glob '" + pattern + "' " + what);
  }

  /** Reads up to the end, or up to {@code ,} or {@code }} when inside braces. */
  private List<String> sequence(int depth) {
    List<String> heads = new ArrayList<>();
    heads.add("");
    StringBuilder literal = new StringBuilder();
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '}' || (c == ',' && depth > 0)) {
        break;
      }
      if (c == '{') {
        heads = joined(heads, List.of(literal.toString()));
        literal.setLength(0);
        heads = joined(heads, group(depth));
      } else if (c == '[') {
        int end = GlobProgram.endOfSet(pattern, at, pattern);
        literal.append(pattern, at, end);
        at = end;
      } else {
        int end = Math.min(at + (c == '\\' ? 2 : 1), pattern.length());
        literal.append(pattern, at, end);
        at = end;
      }
    }
    return joined(heads, List.of(literal.toString()));
  }

  private List<String> group(int depth) {
    int open = at;
    if (depth == 8) {
      throw fault(pattern, "nests braces more than 8 deep; write several globs");
    }
    List<String> all = new ArrayList<>();
    do {
      at++; // the brace or the comma
      all.addAll(sequence(depth + 1));
    } while (at < pattern.length() && pattern.charAt(at) == ',');
    if (at == pattern.length()) {
      throw fault(pattern, "never closes the { at position " + (open + 1) + "; add } or write \\{");
    }
    at++;
    return all;
  }

  private List<String> joined(List<String> heads, List<String> tails) {
    if (heads.size() * tails.size() > MAX_ALTERNATIVES) {
      throw fault(pattern, "means more than " + MAX_ALTERNATIVES + " paths; write several globs");
    }
    List<String> all = new ArrayList<>(heads.size() * tails.size());
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head.concat(tail));
      }
    }
    return all;
  }
}
