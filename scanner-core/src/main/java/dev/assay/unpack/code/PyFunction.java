package dev.assay.unpack.code;

/**
 * Follows constants in the code of a Python function, class or module to what becomes of them. As
 * in {@link ClassMethod} only values pushed in a row are known.
 */
final class PyFunction {

  private static final int MOST = 256;

  /** A name that was loaded. */
  private record Named(PyObject name) {}

  private static final Object UNKNOWN = new Object();

  private final PycText text;
  private final PyObject.Code code;
  private final boolean caches;
  private final Object[] stack = new Object[MOST];
  private int depth;
  private PyObject names = PyObject.OTHER;

  PyFunction(PycText text, PyObject.Code code) {
    this.text = text;
    this.code = code;
    caches = text.version >= 311;
  }

  void write() {
    if (!(code.code instanceof PyObject.Text stretch) || text.opcodes == null) {
      return;
    }
    int argument = 0;
    int at = stretch.start();
    int end = stretch.end();
    byte[] bytes = text.bytes;
    while (at < end) {
      int opcode = bytes[at] & 0xFF;
      int size = text.version >= 306 ? 2 : opcode < 90 ? 1 : 3;
      if (at + size > end) {
        return;
      }
      if (size > 1) {
        argument = size == 2 ? argument << 8 : argument << 16;
        argument |= bytes[at + 1] & 0xFF;
        argument |= size == 3 ? (bytes[at + 2] & 0xFF) << 8 : 0;
      }
      PyOpcodes kind = text.opcodes[opcode];
      if (kind != PyOpcodes.EXTENDED) {
        instruction(kind, argument);
        argument = 0;
      }
      at += size;
    }
  }

  private void instruction(PyOpcodes kind, int argument) {
    switch (kind) {
      case NOTHING, EXTENDED -> {}
      case CONSTANT -> constant(PyObject.at(code.constants, argument));
      case LOAD -> push(new Named(PyObject.at(code.names, argument)));
      case LOAD_GLOBAL -> global(argument);
      case LOAD_VARIABLE -> push(variable(argument));
      case LOAD_TWO -> {
        push(variable(argument >> 4));
        push(variable(argument & 15));
      }
      case LOAD_ATTRIBUTE -> attribute(argument);
      case LOAD_METHOD -> {
        pop();
        push(new Named(PyObject.at(code.names, argument)));
        push(UNKNOWN);
      }
      case PUSH -> push(UNKNOWN);
      case POP -> pop();
      case COPY -> push(depth >= copied(argument) ? stack[depth - copied(argument)] : UNKNOWN);
      case STORE -> assign(new Named(PyObject.at(code.names, argument)));
      case STORE_VARIABLE -> assign(variable(argument));
      case STORE_LOAD -> {
        assign(variable(argument >> 4));
        push(variable(argument & 15));
      }
      case STORE_ATTRIBUTE -> storeAttribute(argument);
      case STORE_ITEM -> storeItem();
      case STORE_MAP, ADD_TO_MAP -> addToMap(kind == PyOpcodes.STORE_MAP);
      case MAP -> map(argument);
      case MAP_OF_KEYS -> mapOfKeys(argument);
      case COLLECTION -> {
        drop(argument);
        push(UNKNOWN);
      }
      case NAMES -> names = PyObject.at(code.constants, argument);
      case CALL -> call(argument, names, caches ? 2 : 1);
      case CALL_METHOD -> call(argument, names, 2);
      case CALL_NAMED -> {
        PyObject given = value(depth - 1);
        pop();
        call(argument, given, caches ? 2 : 1);
      }
      case OTHER -> depth = 0;
    }
  }

  private int copied(int argument) {
    return caches ? Math.max(1, argument) : 1;
  }

  private void push(Object value) {
    if (depth == MOST) {
      System.arraycopy(stack, MOST / 2, stack, 0, MOST / 2);
      depth = MOST / 2;
    }
    stack[depth++] = value;
  }

  private void pop() {
    depth = Math.max(0, depth - 1);
  }

  private void drop(long count) {
    depth = (int) Math.max(0, depth - Math.max(0, count));
  }

  private Named variable(int index) {
    return new Named(PyObject.at(code.variables, index));
  }

  private void constant(PyObject value) {
    if (value instanceof PyObject.Code function) {
      defaults(function);
    }
    push(value);
  }

  /** What arguments are when nothing is given; pushed before the function's code. */
  private void defaults(PyObject.Code function) {
    if (depth > 0
        && stack[depth - 1] instanceof PyObject.Items values
        && values.items.size() <= function.arguments) {
      int first = function.arguments - values.items.size();
      for (int i = 0; i < values.items.size(); i++) {
        if (text.telling(values.items.get(i)) && text.room()) {
          text.name(PyObject.at(function.variables, first + i));
          text.out.write(" = ");
          text.literal(values.items.get(i));
          text.out.write('\n');
        }
      }
    }
  }

  private void global(int argument) {
    if (!caches) {
      push(new Named(PyObject.at(code.names, argument)));
      return;
    }
    boolean callee = (argument & 1) != 0;
    if (callee && text.version < 313) {
      push(UNKNOWN);
    }
    push(new Named(PyObject.at(code.names, argument >> 1)));
    if (callee && text.version >= 313) {
      push(UNKNOWN);
    }
  }

  private void attribute(int argument) {
    pop();
    boolean shifted = text.version >= 312;
    push(new Named(PyObject.at(code.names, shifted ? argument >> 1 : argument)));
    if (shifted && (argument & 1) != 0) {
      push(UNKNOWN);
    }
  }

  private PyObject value(int at) {
    return at >= 0 && at < depth && stack[at] instanceof PyObject object ? object : PyObject.OTHER;
  }

  private boolean telling(int at) {
    return at >= 0 && text.telling(value(at)) && text.room();
  }

  /** Writes a name or a literal. */
  private void write(int at) {
    if (at >= 0 && stack[at] instanceof Named named) {
      text.name(named.name());
    } else {
      text.literal(value(at));
    }
  }

  private void assign(Named to) {
    if (telling(depth - 1)) {
      text.name(to.name());
      text.out.write(" = ");
      write(depth - 1);
      text.out.write('\n');
    }
    pop();
  }

  private void storeAttribute(int argument) {
    if (telling(depth - 2)) {
      write(depth - 1);
      text.out.write('.');
      text.name(PyObject.at(code.names, argument));
      text.out.write(" = ");
      write(depth - 2);
      text.out.write('\n');
    }
    drop(2);
  }

  private void storeItem() {
    if (telling(depth - 3)) {
      write(depth - 2);
      text.out.write('[');
      write(depth - 1);
      text.out.write("] = ");
      write(depth - 3);
      text.out.write('\n');
    }
    drop(3);
  }

  private void addToMap(boolean keyLast) {
    boolean swapped = keyLast || text.version < 308;
    int key = swapped ? depth - 1 : depth - 2;
    int value = swapped ? depth - 2 : depth - 1;
    if (key >= 0 && value >= 0 && telling(value)) {
      text.out.write('{');
      write(key);
      text.out.write(": ");
      write(value);
      text.out.write("}\n");
    }
    drop(2);
  }

  private void map(int argument) {
    if (text.version < 305) {
      push(UNKNOWN); // filled one by one
      return;
    }
    int from = (int) Math.max(0, depth - 2L * Math.max(0, argument));
    boolean any = false;
    for (int i = from + 1; i < depth && (depth - from) % 2 == 0; i += 2) {
      any |= telling(i);
    }
    if (any) {
      for (int i = from; i + 1 < depth; i += 2) {
        text.out.write(i == from ? "{" : ", ");
        write(i);
        text.out.write(": ");
        write(i + 1);
      }
      text.out.write("}\n");
    }
    depth = from;
    push(UNKNOWN);
  }

  private void mapOfKeys(int argument) {
    PyObject keys = value(depth - 1);
    pop();
    int from = Math.max(0, depth - Math.max(0, argument));
    boolean any = false;
    for (int i = from; i < depth && depth - from == argument; i++) {
      any |= telling(i);
    }
    if (any) {
      for (int i = from; i < depth; i++) {
        text.out.write(i == from ? "{" : ", ");
        text.literal(PyObject.at(keys, i - from));
        text.out.write(": ");
        write(i);
      }
      text.out.write("}\n");
    }
    depth = from;
    push(UNKNOWN);
  }

  /**
   * @param given names of the last arguments
   * @param below values below the arguments; one of them is what is called
   */
  private void call(int argument, PyObject given, int below) {
    names = PyObject.OTHER;
    boolean old = text.version < 300;
    int count = old ? (argument & 0xFF) + 2 * (argument >> 8) : argument;
    int from = depth - count;
    if (count < 0 || from < 0) {
      depth = 0;
      push(UNKNOWN);
      return;
    }
    boolean any = false;
    for (int i = from; i < depth; i++) {
      any |= telling(i);
    }
    if (any) {
      callee(from, below);
      int named =
          old ? argument >> 8 : given instanceof PyObject.Items list ? list.items.size() : 0;
      int plain = old ? argument & 0xFF : Math.max(0, count - named);
      for (int i = 0; i < plain; i++) {
        text.out.write(i > 0 ? ", " : "");
        write(from + i);
      }
      for (int i = plain; i < count; i++) {
        text.out.write(i > 0 ? ", " : "");
        if (old) {
          text.keyword(value(from + i++));
        } else {
          text.keyword(PyObject.at(given, i - plain));
        }
        text.out.write('=');
        write(from + i);
      }
      text.out.write(")\n");
    }
    depth = from;
    drop(below);
    push(UNKNOWN);
  }

  private void callee(int from, int below) {
    for (int i = from - below; i < from; i++) {
      if (i >= 0 && stack[i] instanceof Named named) {
        text.name(named.name());
        break;
      }
    }
    text.out.write('(');
  }
}
