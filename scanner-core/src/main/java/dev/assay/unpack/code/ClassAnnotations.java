package dev.assay.unpack.code;

/** Writes what annotations are given (JVMS 25, 4.7.16 to 4.7.22), where it is text. */
final class ClassAnnotations {

  /** Annotations in annotations that are followed. */
  private static final int DEEPEST = 8;

  private final ClassText text;
  private final ClassPool pool;

  ClassAnnotations(ClassText text) {
    this.text = text;
    this.pool = text.pool;
  }

  /**
   * Writes the annotations of an attribute, if it holds some.
   *
   * @param name of the attribute
   * @param at where its content begins
   * @param member name of the field or method it belongs to; 0 for the class
   */
  void attribute(int name, int at, int member) {
    if (pool.length(name) < 17) {
      return;
    }
    int before = text.out.length();
    try {
      read(name, text.cursor(at), member);
    } catch (ByteCursor.OutOfCode e) {
      text.out.truncate(before); // its strings are told with those of which nothing is known
    }
  }

  private void read(int name, ByteCursor in, int member) {
    if (pool.is(name, "AnnotationDefault")) {
      line(member, in);
    } else if (pool.is(name, "RuntimeVisibleAnnotations")
        || pool.is(name, "RuntimeInvisibleAnnotations")) {
      all(in);
    } else if (pool.is(name, "RuntimeVisibleParameterAnnotations")
        || pool.is(name, "RuntimeInvisibleParameterAnnotations")) {
      for (int left = in.u1(); left > 0; left--) {
        all(in);
      }
    }
  }

  private void line(int member, ByteCursor in) {
    int before = text.out.length();
    text.assignment(member);
    finish(before, value(in, 0));
  }

  private void all(ByteCursor in) {
    for (int left = in.u2(); left > 0; left--) {
      int before = text.out.length();
      finish(before, annotation(in, 0));
    }
  }

  private void finish(int before, boolean telling) {
    if (telling) {
      text.endLine();
    } else {
      text.out.truncate(before);
    }
  }

  /** Writes one; whether it says anything. */
  private boolean annotation(ByteCursor in, int depth) {
    int type = in.u2();
    // What compilers tell themselves of a class: its declarations once more, encoded.
    boolean own =
        pool.is(type, "Lkotlin/Metadata;")
            || pool.is(type, "Lkotlin/coroutines/jvm/internal/DebugMetadata;")
            || pool.is(type, "Lscala/reflect/ScalaSignature;")
            || pool.is(type, "Lscala/reflect/ScalaLongSignature;");
    int before = text.out.length();
    text.out.write('@');
    text.out.name(pool.bytes, simpleName(type), Math.max(simpleName(type), pool.stop(type) - 1));
    text.out.write('(');
    int pairs = in.u2();
    boolean telling = false;
    for (int i = 0; i < pairs; i++) {
      if (i > 0) {
        text.out.write(", ");
      }
      int name = in.u2();
      if (pairs > 1 || !pool.is(name, "value")) {
        text.assignment(name);
      }
      telling |= value(in, depth);
    }
    text.out.write(')');
    if (own) {
      text.out.truncate(before);
      return false;
    }
    return telling;
  }

  private int simpleName(int type) {
    int from = pool.start(type);
    for (int i = pool.stop(type) - 1; i > from; i--) {
      if (pool.bytes[i] == '/' || pool.bytes[i] == '$') {
        return i + 1;
      }
    }
    return Math.min(from + 1, pool.stop(type));
  }

  private boolean value(ByteCursor in, int depth) {
    int tag = in.u1();
    switch (tag) {
      case 's' -> {
        int index = in.u2();
        if (!SourceText.readable(pool.bytes, pool.start(index), pool.stop(index)) || !text.room()) {
          text.out.write('_');
          return false;
        }
        text.string(index);
        return pool.length(index) >= ClassText.LEAST;
      }
      case 'e' -> {
        in.skip(2);
        int name = in.u2();
        text.out.name(pool.bytes, pool.start(name), pool.stop(name));
      }
      case '@' -> {
        if (depth == DEEPEST) {
          throw new ByteCursor.OutOfCode();
        }
        return annotation(in, depth + 1);
      }
      case '[' -> {
        if (depth == DEEPEST) {
          throw new ByteCursor.OutOfCode();
        }
        boolean telling = false;
        text.out.write('{');
        int count = in.u2();
        for (int i = 0; i < count; i++) {
          if (i > 0) {
            text.out.write(", ");
          }
          telling |= value(in, depth + 1);
        }
        text.out.write('}');
        return telling;
      }
      case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z', 'c' -> {
        in.skip(2);
        text.out.write('_');
      }
      default -> throw new ByteCursor.OutOfCode();
    }
    return false;
  }
}
