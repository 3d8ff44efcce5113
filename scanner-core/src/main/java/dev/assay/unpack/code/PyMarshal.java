package dev.assay.unpack.code;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads marshalled Python values (CPython, Python/marshal.c) of versions 2.7 and 3.0 to 3.15.
 * Nesting and the number of values are bounded.
 */
final class PyMarshal {

  /** Values in values. */
  private static final int DEEPEST = 200;

  /** Values that are kept, some 50 bytes each. */
  private static final int MOST = 500_000;

  private static final int FLAGGED = 0x80;

  private final byte[] bytes;
  private final int end;
  private final int version;
  private final List<PyObject> refs = new ArrayList<>();
  private final List<PyObject> interned = new ArrayList<>();
  private int at;
  private int depth;
  private int kept;

  /**
   * @param version of Python, such as 311
   */
  PyMarshal(byte[] bytes, int at, int end, int version) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.version = version;
  }

  /**
   * The next value; null for the mark at the end of a dictionary.
   *
   * @throws ContentException if it is cut off or no value
   */
  private @Nullable PyObject next() throws ContentException {
    int type = u1();
    boolean flagged = version >= 304 && (type & FLAGGED) != 0;
    type = version >= 304 ? type & ~FLAGGED : type;
    int ref = refs.size();
    if (flagged) {
      keep();
      refs.add(PyObject.OTHER);
    }
    if (depth == DEEPEST) {
      throw corrupt("its values are nested too deeply");
    }
    depth++;
    PyObject value = value(type, flagged ? ref : -1);
    depth--;
    if (flagged && value != null) {
      refs.set(ref, value);
    }
    return value;
  }

  /** The next value, which must be there. */
  PyObject read() throws ContentException {
    PyObject value = next();
    if (value == null) {
      throw corrupt("a value is missing");
    }
    return value;
  }

  private @Nullable PyObject value(int type, int ref) throws ContentException {
    switch (type) {
      case '0' -> {
        return null;
      }
      case 'N', 'F', 'T', 'S', '.' -> {}
      case 'i' -> skip(4);
      case 'I', 'g' -> skip(8);
      case 'y' -> skip(16);
      case 'l' -> skip(2L * Math.abs((long) s4()));
      case 'f' -> skip(u1());
      case 'x' -> {
        skip(u1());
        skip(u1());
      }
      case 's', 'u', 'a', 'A' -> {
        return text(s4());
      }
      case 't' -> {
        PyObject text = text(s4());
        interned.add(text);
        return text;
      }
      case 'z', 'Z' -> {
        return text(u1());
      }
      case 'R' -> {
        return reference(interned, s4());
      }
      case 'r' -> {
        return reference(refs, s4());
      }
      case '(', '[', '<', '>' -> {
        return items(s4(), ref);
      }
      case ')' -> {
        return items(u1(), ref);
      }
      case '{' -> {
        return dictionary(ref);
      }
      case ':' -> {
        read();
        read();
        read();
      }
      case 'c' -> {
        return code(ref);
      }
      default -> throw corrupt("a value is of no known kind");
    }
    return PyObject.OTHER;
  }

  private PyObject text(int length) throws ContentException {
    int start = at;
    skip(length);
    keep();
    return new PyObject.Text(start, at);
  }

  private PyObject reference(List<PyObject> list, int index) throws ContentException {
    if (index < 0 || index >= list.size()) {
      throw corrupt("a reference leads nowhere");
    }
    return list.get(index);
  }

  private PyObject items(int count, int ref) throws ContentException {
    if (count < 0 || count > end - at) {
      throw cut();
    }
    keep();
    PyObject.Items items = new PyObject.Items(new ArrayList<>(Math.min(count, 64)));
    know(ref, items);
    for (int i = 0; i < count; i++) {
      items.items.add(read());
    }
    return items;
  }

  private PyObject dictionary(int ref) throws ContentException {
    keep();
    PyObject.Items items = new PyObject.Items(new ArrayList<>());
    know(ref, items);
    for (PyObject key = next(); key != null; key = next()) {
      items.items.add(key);
      PyObject value = next();
      if (value != null) {
        items.items.add(value);
      }
    }
    return items;
  }

  private PyObject code(int ref) throws ContentException {
    keep();
    PyObject.Code code = new PyObject.Code();
    know(ref, code);
    code.arguments = s4();
    if (version >= 308) {
      s4(); // arguments that have no names for callers
    }
    if (version >= 300) {
      s4(); // arguments that have nothing but names
    }
    if (version < 311) {
      s4(); // local variables
    }
    skip(8); // stack size and flags
    code.code = read();
    code.constants = read();
    code.names = read();
    code.variables = read();
    read(); // free variables, or the kinds of all
    if (version < 311) {
      read(); // cells
    }
    read(); // file name
    code.name = read();
    if (version >= 311) {
      read(); // qualified name
    }
    skip(4); // first line
    read(); // line table
    if (version >= 311) {
      read(); // exception table
    }
    return code;
  }

  private void know(int ref, PyObject value) {
    if (ref >= 0) {
      refs.set(ref, value);
    }
  }

  private void keep() throws ContentException {
    if (++kept > MOST) {
      throw new ContentException(
          Problem.Kind.TOO_LARGE,
          "it holds more than "
              + MOST
              + " constants, and their names were not looked for; its bytes were scanned as they"
              + " are");
    }
  }

  private int u1() throws ContentException {
    skip(1);
    return bytes[at - 1] & 0xFF;
  }

  private int s4() throws ContentException {
    skip(4);
    return (bytes[at - 4] & 0xFF)
        | ((bytes[at - 3] & 0xFF) << 8)
        | ((bytes[at - 2] & 0xFF) << 16)
        | ((bytes[at - 1] & 0xFF) << 24);
  }

  private void skip(long count) throws ContentException {
    if (count < 0 || count > end - at) {
      throw cut();
    }
    at += (int) count;
  }

  private static ContentException cut() {
    return new ContentException(
        Problem.Kind.TRUNCATED,
        "its constants end too early; the file's bytes were scanned as they are");
  }

  private static ContentException corrupt(String what) {
    return new ContentException(
        Problem.Kind.CORRUPT, what + "; the file's bytes were scanned as they are");
  }
}
