package dev.assay.unpack.code;

import dev.assay.model.ContentException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The strings of a class file (JVMS 25, chapter 4) with the names that they had in the source:
 * constants of fields, what is assigned, passed to methods and given to annotations; then all
 * others, each once. What an obfuscator made of the rest of the class changes nothing but names:
 * where it can't be read, strings stand alone.
 */
public final class ClassText {

  /** Bytes of the shortest string for which a class is looked at. */
  static final int LEAST = 6;

  /** Longer ones are written once only, bytes. */
  static final int LONG = 512;

  private static final int ENUM = 0x4000;

  final ClassPool pool;
  final SourceText out = new SourceText();
  private final BitSet written = new BitSet();
  private final BitSet recipes = new BitSet();
  private final Set<Long> lines = new HashSet<>();
  private final int most;
  private int bootstraps;
  private boolean isEnum;

  private ClassText(ClassPool pool, int size) {
    this.pool = pool;
    most = 2 * size + (1 << 16);
  }

  /** Whether a file that begins so is a class: a fat Mach-O file counts its parts there. */
  public static boolean recognises(byte[] bytes, int start, int length) {
    return length >= 10
        && bytes[start] == (byte) 0xCA
        && bytes[start + 1] == (byte) 0xFE
        && bytes[start + 2] == (byte) 0xBA
        && bytes[start + 3] == (byte) 0xBE
        && bytes[start + 6] == 0
        && (bytes[start + 7] & 0xFF) >= 45;
  }

  /**
   * The text of the class in {@code bytes[start..end)}, UTF-8; empty if there is nothing to tell.
   *
   * @throws ContentException if not even its constant pool can be read
   */
  public static byte[] of(byte[] bytes, int start, int end) throws ContentException {
    ClassPool pool = ClassPool.read(bytes, start, end);
    boolean strings = false;
    boolean annotations = false;
    boolean calls = false;
    for (int i = 1; i < pool.count(); i++) {
      switch (pool.tag(i)) {
        case ClassPool.STRING -> strings |= pool.length(pool.string(i)) >= LEAST;
        case ClassPool.INVOKE_DYNAMIC -> calls = true;
        case ClassPool.UTF8 ->
            annotations |=
                pool.length(i) >= 17
                    && (pool.endsWith(i, "Annotations") || pool.is(i, "AnnotationDefault"));
        default -> {}
      }
    }
    if (!strings && !annotations) {
      return new byte[0];
    }
    ClassText text = new ClassText(pool, end - start);
    try {
      text.members(calls);
    } catch (ByteCursor.OutOfCode e) {
      // Not as a compiler writes it; the strings are there all the same.
    }
    text.others();
    return text.out.toBytes();
  }

  private void members(boolean calls) {
    ByteCursor in = cursor(pool.after());
    isEnum = (in.u2() & ENUM) != 0;
    in.skip(4);
    in.skip(2 * in.u2());
    int fields = in.at;
    if (calls) {
      skipMembers(in);
      skipMembers(in);
      bootstraps = attribute(in, "BootstrapMethods");
      in.at = fields;
    }
    ClassAnnotations annotations = new ClassAnnotations(this);
    ClassMethod method = new ClassMethod(this);
    for (int left = in.u2(); left > 0; left--) {
      in.skip(2);
      field(in.u2(), in, annotations);
    }
    for (int left = in.u2(); left > 0; left--) {
      in.skip(2);
      method(in.u2(), in, annotations, method);
    }
    for (int left = in.u2(); left > 0; left--) {
      annotations.attribute(in.u2(), in.at + 4, 0);
      in.skip(in.s4());
    }
  }

  private void field(int name, ByteCursor in, ClassAnnotations annotations) {
    in.skip(2);
    for (int left = in.u2(); left > 0; left--) {
      int attribute = in.u2();
      int length = in.s4();
      if (length == 2 && pool.is(attribute, "ConstantValue")) {
        int text = pool.string(cursor(in.at).u2());
        if (telling(text)) {
          assignment(name);
          string(text);
          endLine();
        }
      } else {
        annotations.attribute(attribute, in.at, name);
      }
      in.skip(length);
    }
  }

  private void method(int name, ByteCursor in, ClassAnnotations annotations, ClassMethod method) {
    in.skip(2);
    for (int left = in.u2(); left > 0; left--) {
      int attribute = in.u2();
      int length = in.s4();
      if (pool.is(attribute, "Code")) {
        int start = in.at;
        in.skip(length);
        try {
          method.read(start, in.at);
        } catch (ByteCursor.OutOfCode e) {
          // Not as a compiler writes it; the next one may be.
        }
      } else {
        annotations.attribute(attribute, in.at, name);
        in.skip(length);
      }
    }
  }

  private void skipMembers(ByteCursor in) {
    for (int left = in.u2(); left > 0; left--) {
      in.skip(6);
      attribute(in, "");
    }
  }

  /** Where the content of the named attribute begins, 0 if there is none; moves past all. */
  private int attribute(ByteCursor in, String name) {
    int found = 0;
    for (int left = in.u2(); left > 0; left--) {
      int attribute = in.u2();
      int length = in.s4();
      if (!name.isEmpty() && pool.is(attribute, name)) {
        found = in.at;
      }
      in.skip(length);
    }
    return found;
  }

  ByteCursor cursor(int at) {
    return new ByteCursor(pool.bytes, at, pool.end);
  }

  /** Whether constants of enumerations are made in this class. */
  boolean isEnum() {
    return isEnum;
  }

  /** The text from which call site {@code index} joins strings; 0 if it does something else. */
  int recipe(int index) {
    if (bootstraps == 0 || !pool.is(pool.name(index), "makeConcatWithConstants")) {
      return 0;
    }
    int wanted = pool.first(index, ClassPool.INVOKE_DYNAMIC);
    ByteCursor in = cursor(bootstraps);
    if (wanted >= in.u2()) {
      return 0;
    }
    for (int i = 0; i < wanted; i++) {
      in.skip(2);
      in.skip(2 * in.u2());
    }
    in.skip(2);
    int recipe = in.u2() > 0 ? pool.string(in.u2()) : 0;
    recipes.set(recipe);
    return recipe;
  }

  /** Whether {@code text} is long enough to be told, and text. */
  boolean telling(int text) {
    return pool.length(text) >= LEAST
        && SourceText.readable(pool.bytes, pool.start(text), pool.stop(text));
  }

  /** Whether there is room for more than what is told once. */
  boolean room() {
    return out.length() < most;
  }

  /** Whether a line of this content is new. */
  boolean fresh(long line) {
    return lines.add(line);
  }

  void assignment(int name) {
    out.name(pool.bytes, pool.start(name), pool.stop(name));
    out.write(" = ");
  }

  /** Writes a literal; long ones are not repeated. */
  void string(int text) {
    if (pool.length(text) > LONG && written.get(text)) {
      out.write('_');
      return;
    }
    written.set(text);
    out.literal(pool.bytes, pool.start(text), pool.stop(text));
  }

  /** Writes what a recipe joins: literals, and {@code _} for what is not known. */
  void joined(int recipe) {
    if (pool.length(recipe) > LONG && written.get(recipe)) {
      out.write('_');
      return;
    }
    written.set(recipe);
    int from = pool.start(recipe);
    int stop = pool.stop(recipe);
    boolean first = true;
    for (int i = from; i <= stop; i++) {
      boolean hole = i < stop && (pool.bytes[i] == 1 || pool.bytes[i] == 2);
      if (!hole && i < stop) {
        continue;
      }
      if (i > from) {
        out.write(first ? "" : " + ");
        out.literal(pool.bytes, from, i);
        first = false;
      }
      if (hole) {
        out.write(first ? "_" : " + _");
        first = false;
      }
      from = i + 1;
    }
  }

  void endLine() {
    out.write(";\n");
  }

  /** What no name was found for. */
  private void others() {
    for (int i = 1; i < pool.count(); i++) {
      int text = pool.string(i);
      if (text == 0 || written.get(text)) {
        continue;
      }
      if (recipes.get(text) && pool.length(text) >= LEAST) {
        joined(text);
        endLine();
      } else if (telling(text)) {
        string(text);
        endLine();
      }
    }
  }
}
