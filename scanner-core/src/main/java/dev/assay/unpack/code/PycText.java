package dev.assay.unpack.code;

import dev.assay.model.ContentException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The strings of compiled Python with the names that they had in the source: what is assigned,
 * passed to functions, and what dictionaries hold; then all others, each once.
 */
public final class PycText {

  private static final int LEAST = ClassText.LEAST;

  /** Values in values that are followed; a reference may lead where nesting could not. */
  private static final int DEEPEST = 250;

  final byte[] bytes;
  final int version;
  final SourceText out = new SourceText();
  final PyOpcodes @Nullable [] opcodes;
  private final int most;
  private final Set<PyObject.Text> written = new HashSet<>();
  private final Set<PyObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PycText(byte[] bytes, int size, int version) {
    this.bytes = bytes;
    this.version = version;
    opcodes = PyOpcodes.of(version);
    most = 2 * size + (1 << 16);
  }

  /** Whether a file that begins so is compiled Python: its magic number, then a code object. */
  public static boolean recognises(byte[] bytes, int start, int length) {
    if (length < 17 || bytes[start + 2] != '\r' || bytes[start + 3] != '\n') {
      return false;
    }
    int version = version(bytes, start);
    return version > 0 && (bytes[start + header(version)] & 0x7F) == 'c';
  }

  /** Such as 311; 0 for what is no magic number. See pycore_magic_number.h of CPython. */
  private static int version(byte[] bytes, int start) {
    int magic = (bytes[start] & 0xFF) | ((bytes[start + 1] & 0xFF) << 8);
    if (magic >= 62_161 && magic <= 62_211) {
      return 207;
    }
    if (magic >= 3450) {
      return magic < 4000 ? 300 + (magic - 2900) / 50 : 0;
    }
    int[] firsts = {3000, 3190, 3210, 3250, 3320, 3360, 3390, 3400, 3420, 3430};
    int[] versions = {300, 302, 303, 304, 305, 306, 307, 308, 309, 310};
    int version = 0;
    for (int i = 0; i < firsts.length && magic >= firsts[i]; i++) {
      version = versions[i];
    }
    return version;
  }

  private static int header(int version) {
    return version < 303 ? 8 : version < 307 ? 12 : 16;
  }

  /**
   * The text of the file in {@code bytes[start..end)}, UTF-8; empty if there is nothing to tell.
   *
   * @throws ContentException if its constants can't be read
   */
  public static byte[] of(byte[] bytes, int start, int end) throws ContentException {
    int version = version(bytes, start);
    PycText text = new PycText(bytes, end - start, version);
    PyObject module = new PyMarshal(bytes, start + header(version), end, version).read();
    text.statements(module, 0);
    text.seen.clear();
    text.others(module, 0);
    return text.out.toBytes();
  }

  /** Writes what can be followed of {@code value} and the code in it. */
  private void statements(PyObject value, int depth) {
    if (!(value instanceof PyObject.Code code)
        || opcodes == null
        || depth > DEEPEST
        || !seen.add(value)) {
      return;
    }
    if (depth > 0) {
      int before = out.length();
      out.write("def ");
      name(code.name);
      out.write("():\n");
      int header = out.length();
      new PyFunction(this, code).write();
      if (out.length() == header) {
        out.truncate(before);
      }
    } else {
      new PyFunction(this, code).write();
    }
    if (code.constants instanceof PyObject.Items constants) {
      for (PyObject each : constants.items) {
        statements(each, depth + 1);
      }
    }
  }

  /** Writes the strings that no name was found for. */
  private void others(PyObject value, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (value instanceof PyObject.Text text) {
      if (telling(value) && !written.contains(text)) {
        literal(text);
        out.write('\n');
      }
    } else if (value instanceof PyObject.Items list && seen.add(value)) {
      list.items.forEach(each -> others(each, depth + 1));
    } else if (value instanceof PyObject.Code code && seen.add(value)) {
      others(code.constants, depth + 1);
    }
  }

  boolean room() {
    return out.length() < most;
  }

  /** Whether {@code value} is text that is worth a line. */
  boolean telling(PyObject value) {
    return value instanceof PyObject.Text text
        && text.length() >= LEAST
        && SourceText.readable(bytes, text.start(), text.end());
  }

  /** Writes {@code value}: a literal if it is text; long ones are not repeated. */
  void literal(PyObject value) {
    if (value instanceof PyObject.Text text
        && SourceText.readable(bytes, text.start(), text.end())
        && (written.add(text) || text.length() <= ClassText.LONG)) {
      out.literal(bytes, text.start(), text.end());
    } else {
      out.write('_');
    }
  }

  /** Writes the name of an argument, which stands among the constants. */
  void keyword(PyObject value) {
    if (value instanceof PyObject.Text text) {
      written.add(text);
    }
    name(value);
  }

  /** Writes a name; {@code _} for what is none. */
  void name(PyObject value) {
    if (value instanceof PyObject.Text text && text.length() > 0 && text.length() <= 200) {
      out.name(bytes, text.start(), text.end());
    } else {
      out.write('_');
    }
  }
}
