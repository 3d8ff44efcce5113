package dev.assay.rules.syntax;

import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.Rule.Guard;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns a rule's pattern into what the matcher runs, or says why it can't be run fast. */
public final class PatternCompiler {

  /**
   * A pattern, ready to run.
   *
   * @param regex for {@code java.util.regex} without flags, on a Latin-1 view of bytes
   * @param anchors where each stands in a match; empty for a slow pattern
   * @param guards conditions on single bytes of every match
   * @param groups number of capturing groups
   * @param minLength fewest bytes of a match
   * @param maxLength most bytes of a match; -1 if there is no bound
   */
  public record Compiled(
      String regex,
      List<Anchor> anchors,
      List<Guard> guards,
      int groups,
      int minLength,
      int maxLength) {
    public Compiled {
      anchors = List.copyOf(anchors);
      guards = List.copyOf(guards);
    }
  }

  private PatternCompiler() {}

  /**
   * Compiles {@code pattern}.
   *
   * @param anchors literals, one of which stands in every match; empty only if {@code slow}
   * @param ignoreCase whether the anchors' ASCII letters match in either case
   * @param window most bytes that a match may span
   * @param slow whether it may run at every offset, without anchors
   * @throws PatternSyntaxProblem if the pattern is wrong or its anchors don't hold
   */
  public static Compiled compile(
      String pattern, List<String> anchors, boolean ignoreCase, int window, boolean slow) {
    PatternParser parser = new PatternParser(pattern);
    Node tree = parser.parse();
    if (tree.minLength() == 0) {
      throw new PatternSyntaxProblem("the pattern matches the empty string", -1);
    }
    if (tree.maxLength() > window) {
      throw new PatternSyntaxProblem(
          "matches may span "
              + tree.maxLength()
              + " bytes, more than the window of "
              + window
              + ": declare a larger window or bound the repetitions",
          -1);
    }
    List<Anchor> placed = List.of();
    List<List<Atom>> variants = Linearizer.unfold(tree);
    if (!slow) {
      placed = new AnchorPlacer(latin1(anchors, ignoreCase), ignoreCase).place(variants);
    }
    String regex = PatternEmitter.emit(tree);
    try {
      java.util.regex.Pattern.compile(regex);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new PatternSyntaxProblem(e.getDescription(), -1);
    }
    return new Compiled(
        regex,
        placed,
        GuardFinder.find(tree, variants, !slow),
        parser.groups(),
        tree.minLength(),
        tree.maxLength());
  }

  /**
   * A pattern that is searched for anywhere in a short text (an exception, a file's head): the
   * regex for {@code java.util.regex} on a Latin-1 view.
   *
   * @throws PatternSyntaxProblem if the pattern is wrong
   */
  public static String searchable(String pattern) {
    Node tree = new PatternParser(pattern).parse();
    String regex = PatternEmitter.emit(tree);
    try {
      java.util.regex.Pattern.compile(regex);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new PatternSyntaxProblem(e.getDescription(), -1);
    }
    return regex;
  }

  private static List<String> latin1(List<String> anchors, boolean ignoreCase) {
    List<String> bytes = new ArrayList<>();
    for (String anchor : anchors) {
      String text = ignoreCase ? anchor.toLowerCase(Locale.ROOT) : anchor;
      bytes.add(
          new String(
              text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
              java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return bytes;
  }
}
