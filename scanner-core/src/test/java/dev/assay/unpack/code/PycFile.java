package dev.assay.unpack.code;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes compiled Python, as CPython's Python/marshal.c does. */
final class PycFile {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int version;

  private PycFile(int version) {
    this.version = version;
  }

  /** A constant that is {@code None}. */
  static final Object NONE = new Object();

  /** Bytes of instructions. */
  static byte[] code(int... values) {
    byte[] code = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      code[i] = (byte) values[i];
    }
    return code;
  }

  /**
   * The code of a function.
   *
   * @param constants texts, lists of texts, further code, {@link #NONE}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Function(
      String name, byte[] code, List<?> constants, List<String> names, List<String> variables) {}

  /** A file of Python {@code version}, such as 311, with that magic number. */
  static byte[] of(int version, int magic, Function module) {
    PycFile file = new PycFile(version);
    file.out.write(magic);
    file.out.write(magic >> 8);
    file.out.write('\r');
    file.out.write('\n');
    int rest = version < 303 ? 4 : version < 307 ? 8 : 12;
    file.out.writeBytes(new byte[rest]);
    file.function(module);
    return file.out.toByteArray();
  }

  private void function(Function function) {
    out.write(version >= 304 ? 'c' | 0x80 : 'c');
    int numbers = version < 300 ? 4 : version < 308 ? 5 : version < 311 ? 6 : 5;
    for (int i = 0; i < numbers; i++) {
      number(0);
    }
    bytes(function.code());
    value(function.constants());
    value(function.names());
    value(function.variables());
    value(List.of());
    if (version < 311) {
      value(List.of());
    }
    value("leak.py");
    value(function.name());
    if (version >= 311) {
      value(function.name());
    }
    number(1);
    bytes(new byte[0]);
    if (version >= 311) {
      bytes(new byte[0]);
    }
  }

  private void value(Object value) {
    if (value instanceof Function function) {
      function(function);
    } else if (value instanceof List<?> list) {
      out.write(version < 304 ? '(' : ')');
      if (version < 304) {
        number(list.size());
      } else {
        out.write(list.size());
      }
      list.forEach(this::value);
    } else if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (version < 300) {
        out.write('t');
        number(utf8.length);
      } else if (version < 304 || utf8.length != text.length()) {
        out.write('u');
        number(utf8.length);
      } else {
        out.write('z' | 0x80);
        out.write(utf8.length);
      }
      out.writeBytes(utf8);
    } else {
      out.write('N');
    }
  }

  private void bytes(byte[] bytes) {
    out.write('s');
    number(bytes.length);
    out.writeBytes(bytes);
  }

  private void number(int value) {
    out.writeBytes(
        new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
  }
}
