package dev.assay.detect.file;

import java.util.Locale;

/** Recognises by its first bytes what a compiler or a bundler made. */
final class CompiledFiles {
  /** Bytes of a script that are looked at. */
  private static final int SAMPLE = 1 << 14;

  /** Characters of a line, on average, from which on nobody wrote it by hand. */
  private static final int LONG_LINE = 200;

  /** Of Java 1.0. */
  private static final int FIRST_MAJOR = 45;

  private CompiledFiles() {}

  /** Whether the bytes are those of a program, of classes or of byte code. */
  static boolean binary(byte[] bytes, int begin, int end) {
    if (end - begin < 8) {
      return false;
    }
    int first = number(bytes, begin);
    return switch (first) {
      case 0x7f454c46, // ELF
          0xcafebabe, // class, or Mach-O of several processors
          0xcafebabf,
          0xfeedface, // Mach-O
          0xfeedfacf,
          0xcefaedfe,
          0xcffaedfe,
          0x0061736d, // WebAssembly
          0x6465780a, // DEX
          0xc61fbc03 -> // Hermes
          true;
      default ->
          first >>> 16 == 0x4d5a // MZ
              || ((first & 0xFFFF) == 0x0d0a && pyc(first >>> 16));
    };
  }

  /**
   * Whether it is a class of Java (JVMS 4.1): its version begins at 45, a Mach-O has fewer parts.
   */
  static boolean javaClass(byte[] bytes, int begin, int end) {
    return end - begin >= 8
        && number(bytes, begin) == 0xcafebabe
        && (number(bytes, begin + 4) & 0xFFFF) >= FIRST_MAJOR;
  }

  /** Of Python: a number of the version, low byte first, before the end of a line. */
  private static boolean pyc(int magic) {
    int version = ((magic & 0xFF) << 8) | (magic >>> 8);
    return (version >= 3000 && version < 4000) || (version >= 50000 && version < 63000);
  }

  /** Whether a script at {@code path} was made by a bundler or minifier, by its long lines. */
  static boolean bundle(String path, byte[] bytes, int begin, int end) {
    String name = path.toLowerCase(Locale.ROOT);
    if (!name.endsWith(".js") && !name.endsWith(".mjs") && !name.endsWith(".cjs")) {
      return false;
    }
    int limit = Math.min(end, begin + SAMPLE);
    int lines = 1;
    for (int i = begin; i < limit; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return limit - begin >= LONG_LINE * lines;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }
}
