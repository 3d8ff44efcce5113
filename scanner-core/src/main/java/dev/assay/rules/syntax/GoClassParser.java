package dev.assay.rules.syntax;

/** Parses a bracketed class of Go's: characters, ranges, escapes, {@code [:name:]}. */
final class GoClassParser {
  private final GoCursor in;
  private final GoEscapes escapes;
  private final boolean ignoreCase;

  GoClassParser(GoCursor in, GoEscapes escapes, boolean ignoreCase) {
    this.in = in;
    this.escapes = escapes;
    this.ignoreCase = ignoreCase;
  }

  CodePoints parse() {
    in.take("[");
    boolean negated = in.take("^");
    CodePoints set = CodePoints.NONE;
    for (boolean first = true; first || in.peek() != ']'; first = false) {
      if (in.peek() == 0) {
        throw in.problem("the class has no end");
      }
      CodePoints named =
          in.sees("[:") ? posix() : in.peek() == '\\' ? escapes.namedClass(ignoreCase) : null;
      if (named != null) {
        set = set.union(named);
        continue;
      }
      int from = single();
      int to = from;
      if (in.peek() == '-' && !in.sees("-]")) {
        in.take("-");
        to = single();
        if (to < from) {
          throw in.problem("the range is the wrong way round");
        }
      }
      set = set.with(from, to);
    }
    in.take("]");
    set = ignoreCase ? set.folded() : set;
    return negated ? set.complement() : set;
  }

  private CodePoints posix() {
    in.take("[:");
    boolean not = in.take("^");
    String name = in.takeUntil(":]");
    CodePoints set = name == null ? null : UnicodeClasses.posix(name);
    if (set == null) {
      throw in.problem("there is no class [:" + (name == null ? "" : name) + ":]");
    }
    return not ? set.complement() : set;
  }

  private int single() {
    if (in.peek() == 0) {
      throw in.problem("the class has no end");
    }
    return in.peek() == '\\' ? escapes.escapedCodePoint() : in.nextCodePoint();
  }
}
