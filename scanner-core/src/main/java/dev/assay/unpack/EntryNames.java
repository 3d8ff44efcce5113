package dev.assay.unpack;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Turns names that a container holds into names for people and path rules. They are never used to
 * open or write a file, so a name such as {@code ../../etc/passwd} is shown as it is.
 */
final class EntryNames {

  /** Longest name shown whole, UTF-16 code units. */
  static final int LONGEST = 1_000;

  /** Shown for an entry without a name. */
  static final String NONE = "[no name]";

  private static final String AT = " at byte ";

  private EntryNames() {}

  /**
   * {@code raw} as UTF-8. Bytes that are not, and characters that would break or disguise a line of
   * a report (control and direction characters), show as {@code \xNN}; a leading {@code ./} goes;
   * names beyond {@link #LONGEST} end in {@code …} and their checksum.
   *
   * @param backslash whether {@code \} separates folders, as some Windows programs write
   */
  static String display(byte[] raw, boolean backslash) {
    StringBuilder out = new StringBuilder(raw.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(raw);
    CharBuffer chars = CharBuffer.allocate(raw.length + 1);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, chars, true);
      append(chars.flip(), backslash, out);
      chars.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          escape(in.get(), out);
        }
        decoder.reset();
      }
    }
    while (out.length() > 2 && out.charAt(0) == '.' && out.charAt(1) == '/') {
      out.delete(0, 2);
    }
    if (out.length() == 0) {
      return NONE;
    }
    if (out.length() > LONGEST) {
      CRC32 crc = new CRC32();
      crc.update(raw);
      int cut = Character.isHighSurrogate(out.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
      out.setLength(cut);
      out.append('…').append(HexFormat.of().toHexDigits((int) crc.getValue()));
    }
    return out.toString();
  }

  /** {@code name}, of a place inside the scan already, without its folders. */
  static String base(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The name of bytes that a container holds outside its entries, such as trailing data. */
  static String aside(String what, long offset) {
    return "[" + what + AT + offset + "]";
  }

  /** Whether {@code name} looks like one that {@link #aside} gave. */
  static boolean isAside(String name) {
    return name.startsWith("[") && name.endsWith("]") && name.contains(AT);
  }

  private static void append(CharBuffer chars, boolean backslash, StringBuilder out) {
    String text = chars.toString();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\' && backslash) {
                out.append('/');
              } else if (disguises(c)) {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  escape(b, out);
                }
              } else {
                out.appendCodePoint(c);
              }
            });
  }

  private static boolean disguises(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void escape(byte b, StringBuilder out) {
    out.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
  }
}
