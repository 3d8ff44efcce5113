package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.Rule.Guard;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.Collection;
import java.util.List;

/** Turns patterns in the syntax of Go's {@code regexp} into what the matcher runs. */
public final class GoPattern {

  /**
   * A pattern, ready to run anywhere in a content.
   *
   * @param regex for {@code java.util.regex} without flags, on a Latin-1 view of UTF-8
   * @param anchors literals of its own, one of which stands in every match at its distance; empty
   *     if it has none
   * @param guards conditions on single bytes of every match
   * @param groups number of capturing groups
   * @param maxLength most bytes of a match; -1 if there is no bound
   * @param oneLine whether no match holds a line feed
   * @param impliesKeyword whether every match holds one of the keywords
   */
  public record Compiled(
      String regex,
      List<Anchor> anchors,
      List<Guard> guards,
      int groups,
      int maxLength,
      boolean oneLine,
      boolean impliesKeyword) {
    public Compiled {
      anchors = List.copyOf(anchors);
      guards = List.copyOf(guards);
    }
  }

  private GoPattern() {}

  /**
   * Compiles {@code pattern}.
   *
   * @param keywords lower case; may be empty
   * @throws PatternSyntaxProblem if Go would refuse it, or it can't be translated; says why
   */
  public static Compiled compile(String pattern, Collection<String> keywords) {
    try {
      GoParser parser = new GoParser(pattern);
      Node tree = parser.parse();
      List<List<Atom>> variants = Linearizer.unfold(tree);
      boolean empty = tree.minLength() == 0;
      return new Compiled(
          checked(PatternEmitter.emit(tree)),
          empty ? List.of() : Literals.anchors(variants),
          empty ? List.of() : GuardFinder.find(tree, variants, false),
          parser.groups(),
          tree.maxLength(),
          !mayHold(tree, '\n'),
          !keywords.isEmpty() && Literals.imply(variants, keywords));
    } catch (StackOverflowError e) {
      throw new PatternSyntaxProblem("it is nested or joined too deep to be read", -1);
    }
  }

  /**
   * A pattern that is searched for anywhere in a short text (an exception, a path): the regex for
   * {@code java.util.regex} on a Latin-1 view of UTF-8.
   *
   * @throws PatternSyntaxProblem if Go would refuse it, or it can't be translated; says why
   */
  public static String searchable(String pattern) {
    try {
      return checked(PatternEmitter.emit(new GoParser(pattern).parse()));
    } catch (StackOverflowError e) {
      throw new PatternSyntaxProblem("it is nested or joined too deep to be read", -1);
    }
  }

  private static String checked(String regex) {
    try {
      java.util.regex.Pattern.compile(regex);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new PatternSyntaxProblem(e.getDescription(), -1);
    }
    return regex;
  }

  private static boolean mayHold(Node node, int value) {
    if (node instanceof Node.OneByte one) {
      ByteSet set = one.set();
      return set.contains(value);
    } else if (node instanceof Node.Sequence sequence) {
      return sequence.items().stream().anyMatch(item -> mayHold(item, value));
    } else if (node instanceof Node.Choice choice) {
      return choice.branches().stream().anyMatch(branch -> mayHold(branch, value));
    } else if (node instanceof Node.Group group) {
      return mayHold(group.body(), value);
    } else if (node instanceof Node.Repeat repeat) {
      return repeat.max() != 0 && mayHold(repeat.body(), value);
    }
    return false; // of no width
  }
}
