package dev.assay.unpack.code;

import java.util.Arrays;

/**
 * Follows the strings in a method's code (JVMS 25, chapter 6) to what they are assigned or passed
 * to. Only the last few values pushed in a row are kept: what was pushed before a jump, or in a way
 * that no compiler does, counts as unknown.
 */
final class ClassMethod {

  /** Values that are kept at once, and arguments of a call that is written. */
  private static final int MOST = 32;

  private static final int STORE = 58;
  private static final int WIDE = 196;

  private static final int UNKNOWN = 0;
  private static final int STRING = 1;
  private static final int JOINED = 2;
  private static final int NAME = 3;

  /** Lengths of the instructions 0 to 201; 0 for those that say it themselves. */
  private static final byte[] LENGTHS = lengths();

  private final ClassText text;
  private final ClassPool pool;
  private final int[] kinds = new int[MOST];
  private final int[] values = new int[MOST];
  private int depth;
  private int variables;

  ClassMethod(ClassText text) {
    this.text = text;
    this.pool = text.pool;
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[202];
    Arrays.fill(lengths, (byte) 1);
    int[][] others = {
      {16, 16, 2},
      {17, 17, 3},
      {18, 18, 2},
      {19, 20, 3},
      {21, 25, 2},
      {54, 58, 2},
      {132, 132, 3},
      {153, 168, 3},
      {169, 169, 2},
      {170, 171, 0},
      {178, 184, 3},
      {185, 186, 5},
      {187, 187, 3},
      {188, 188, 2},
      {189, 189, 3},
      {192, 193, 3},
      {196, 196, 0},
      {197, 197, 4},
      {198, 199, 3},
      {200, 201, 5}
    };
    for (int[] run : others) {
      Arrays.fill(lengths, run[0], run[1] + 1, (byte) run[2]);
    }
    return lengths;
  }

  /** Reads a Code attribute, whose content stands from {@code from} to {@code to}. */
  void read(int from, int to) {
    ByteCursor in = new ByteCursor(pool.bytes, from, to);
    in.skip(4);
    int length = in.s4();
    int start = in.at;
    in.skip(length);
    int end = in.at;
    in.skip(8 * in.u2());
    variables = 0;
    for (int left = in.u2(); left > 0; left--) {
      int name = in.u2();
      int size = in.s4();
      if (pool.is(name, "LocalVariableTable")) {
        variables = in.at;
      }
      in.skip(size);
    }
    code(new ByteCursor(pool.bytes, start, end), start);
  }

  private void code(ByteCursor in, int start) {
    depth = 0;
    while (in.left() > 0) {
      int at = in.at;
      int opcode = pool.bytes[at] & 0xFF;
      int length = opcode < LENGTHS.length ? LENGTHS[opcode] : 0;
      if (length == 0) {
        if (opcode == WIDE && pool.bytes[at + 1] == STORE && in.left() >= 4) {
          in.skip(4);
          store(operand(at + 1), in.at - start);
          continue;
        }
        special(in, opcode, at - start);
        depth = 0;
      } else {
        in.skip(length);
        instruction(opcode, at, in.at - start);
      }
    }
  }

  /** Switches, which are padded to four bytes, and instructions with wide operands. */
  private static void special(ByteCursor in, int opcode, int offset) {
    if (opcode == WIDE) {
      in.skip(1);
      in.skip(in.u1() == 132 ? 4 : 2);
      return;
    }
    if (opcode != 170 && opcode != 171) {
      throw new ByteCursor.OutOfCode();
    }
    in.skip(4 - (offset & 3));
    in.skip(4);
    if (opcode == 170) {
      long low = in.s4();
      long count = in.s4() - low + 1;
      in.skip(count < 0 || count > 1 << 16 ? -1 : (int) count * 4);
    } else {
      int count = in.s4();
      in.skip(count < 0 || count > 1 << 16 ? -1 : count * 8);
    }
  }

  private void instruction(int opcode, int at, int next) {
    if (opcode <= 17 || (opcode >= 20 && opcode <= 45)) {
      if (opcode != 0) {
        push(UNKNOWN, 0); // constants that are no strings, local variables
      }
      return;
    }
    switch (opcode) {
      case 18 -> constant(pool.bytes[at + 1] & 0xFF);
      case 19 -> constant(operand(at));
      case STORE -> store(pool.bytes[at + 1] & 0xFF, next);
      case 75, 76, 77, 78 -> store(opcode - 75, next);
      case 87 -> pop();
      case 89 -> {
        int top = depth - 1;
        push(top < 0 ? UNKNOWN : kinds[top], top < 0 ? 0 : values[top]);
      }
      case 178 -> push(NAME, pool.name(operand(at)));
      case 179, 181 -> put(operand(at), opcode == 181);
      case 180 -> {
        pop();
        push(UNKNOWN, 0);
      }
      case 182, 183, 185 -> call(operand(at), opcode == 183, false);
      case 184 -> call(operand(at), false, true);
      case 186 -> site(operand(at));
      case 187 -> push(UNKNOWN, 0);
      case 192 -> {} // a cast
      default -> depth = 0;
    }
  }

  private int operand(int at) {
    return ((pool.bytes[at + 1] & 0xFF) << 8) | (pool.bytes[at + 2] & 0xFF);
  }

  private void push(int kind, int value) {
    if (depth == MOST) {
      System.arraycopy(kinds, MOST / 2, kinds, 0, MOST / 2);
      System.arraycopy(values, MOST / 2, values, 0, MOST / 2);
      depth = MOST / 2;
    }
    kinds[depth] = kind;
    values[depth++] = value;
  }

  private void pop() {
    depth = Math.max(0, depth - 1);
  }

  private void constant(int index) {
    int string = pool.string(index);
    push(string > 0 ? STRING : UNKNOWN, string);
  }

  /** Whether value {@code at} is text that is worth a line. */
  private boolean telling(int at) {
    return kinds[at] == STRING
        ? text.telling(values[at])
        : kinds[at] == JOINED && pool.length(values[at]) >= ClassText.LEAST;
  }

  private void write(int at) {
    switch (kinds[at]) {
      case STRING -> {
        if (SourceText.readable(pool.bytes, pool.start(values[at]), pool.stop(values[at]))) {
          text.string(values[at]);
        } else {
          text.out.write('_');
        }
      }
      case JOINED -> text.joined(values[at]);
      case NAME -> text.out.name(pool.bytes, pool.start(values[at]), pool.stop(values[at]));
      default -> text.out.write('_');
    }
  }

  private void put(int field, boolean ofObject) {
    assign(pool.name(field));
    if (ofObject) {
      pop();
    }
  }

  private void assign(int name) {
    if (depth > 0
        && name > 0
        && telling(depth - 1)
        && text.room()
        && text.fresh(((long) name << 32) | ((long) kinds[depth - 1] << 24) | values[depth - 1])) {
      text.assignment(name);
      write(depth - 1);
      text.endLine();
    }
    pop();
  }

  private void store(int slot, int next) {
    assign(depth > 0 && telling(depth - 1) ? variable(slot, next) : 0);
  }

  /** The name of a local variable that lives from {@code offset} on. */
  private int variable(int slot, int offset) {
    if (variables == 0) {
      return 0;
    }
    ByteCursor in = text.cursor(variables);
    for (int left = in.u2(); left > 0; left--) {
      int from = in.u2();
      int length = in.u2();
      int name = in.u2();
      in.skip(2);
      if (in.u2() == slot && from <= offset && offset <= from + length) {
        return name;
      }
    }
    return 0;
  }

  private void call(int method, boolean special, boolean ofClass) {
    int type = pool.type(method);
    int count = arguments(type);
    int name = pool.name(method);
    if (count < 0 || name == 0) {
      depth = 0;
      return;
    }
    boolean constructor = special && pool.is(name, "<init>");
    int from = Math.max(0, depth - count);
    boolean known = depth >= count;
    boolean telling = false;
    long line = 31L * method + depth - from;
    for (int i = from; i < depth; i++) {
      telling |= telling(i);
      line = line * 0x9E3779B97F4A7C15L + ((long) kinds[i] << 20) + values[i];
    }
    if (telling && text.room() && text.fresh(line)) {
      write(method, constructor, ofClass, known ? from : -1);
    }
    depth = from;
    if (!ofClass) {
      pop();
    }
    if (constructor) {
      // The object itself stands once more below; compilers copy it.
      return;
    }
    if (pool.bytes[pool.stop(type) - 1] != 'V') {
      push(UNKNOWN, 0);
    }
  }

  private void write(int method, boolean constructor, boolean ofClass, int from) {
    int first = Math.max(0, from);
    int owner = pool.owner(method);
    if (constructor && text.isEnum() && from >= 0 && depth - from > 2 && kinds[from] == STRING) {
      // A constant of an enumeration: its name, its number, then what the source says.
      int name = values[from];
      text.out.name(pool.bytes, pool.start(name), pool.stop(name));
      first += 2;
    } else if (constructor || ofClass) {
      text.out.name(pool.bytes, simpleName(owner), pool.stop(owner));
    }
    if (!constructor) {
      if (ofClass) {
        text.out.write('.');
      }
      int name = pool.name(method);
      text.out.name(pool.bytes, pool.start(name), pool.stop(name));
    }
    text.out.write('(');
    if (from < 0) {
      text.out.write("_, ");
    }
    for (int i = first; i < depth; i++) {
      text.out.write(i > first ? ", " : "");
      write(i);
    }
    text.out.write(')');
    text.endLine();
  }

  private int simpleName(int owner) {
    int from = pool.start(owner);
    for (int i = pool.stop(owner) - 1; i > from; i--) {
      if (pool.bytes[i] == '/' || pool.bytes[i] == '$') {
        return i + 1;
      }
    }
    return from;
  }

  private void site(int index) {
    int count = arguments(pool.type(index));
    if (count < 0) {
      depth = 0;
      return;
    }
    depth = Math.max(0, depth - count);
    int recipe = text.recipe(index);
    push(recipe > 0 ? JOINED : UNKNOWN, recipe);
  }

  /** How many arguments a method of this type takes; -1 if it is no such type. */
  private int arguments(int type) {
    int at = pool.start(type);
    int end = pool.stop(type);
    byte[] bytes = pool.bytes;
    if (end - at < 3 || bytes[at] != '(') {
      return -1;
    }
    int count = 0;
    for (at++; at < end && bytes[at] != ')'; at++) {
      while (at < end && bytes[at] == '[') {
        at++;
      }
      if (at < end && bytes[at] == 'L') {
        while (at < end && bytes[at] != ';') {
          at++;
        }
      }
      count++;
    }
    return at < end - 1 ? count : -1;
  }
}
