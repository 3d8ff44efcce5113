package dev.assay.detect.secret.proof;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block between {@code BEGIN} and {@code END} (RFC 7468), as it is or as string literals of
 * source code, JSON or YAML hold it: with line ends escaped, joined by operators, or on one line.
 *
 * @param label what follows BEGIN
 * @param headers what stands before the body, such as {@code Proc-Type: 4,ENCRYPTED}
 * @param base64 of the body, without anything else
 * @param check the armor's checksum, base 64; empty if it has none
 */
record PemBlock(String label, String headers, String base64, String check) {
  private static final String BEGIN = "BEGIN ";

  /**
   * What stands around a line of a block that is written as string literals of source code: an
   * operator that joins them, and quotes; or the mark of a comment before it.
   */
  private static final Pattern LITERAL_EDGES =
      Pattern.compile(
          "[\"'`][\\s+.,;)\\\\]*$|^[\\s+.(\"'`]*[\"'`]|(?<!\\\\)\\\\++$|^(?:[#*|>]+|//+)(?:\\s|$)");

  private static final Pattern HEADER = Pattern.compile("^[A-Za-z][A-Za-z0-9-]{1,30}: ?.*");
  private static final Pattern ESCAPED_END = Pattern.compile("(?<!\\\\)\\\\++[rn]");

  /** The block in {@code text}; null if its frame is not whole. */
  static @Nullable PemBlock read(String text) {
    int begin = text.indexOf(BEGIN);
    int labelEnd = text.indexOf("---", begin + BEGIN.length());
    if (begin < 0 || labelEnd < 0) {
      return null;
    }
    int from = labelEnd;
    while (from < text.length() && text.charAt(from) == '-') {
      from++;
    }
    int end = text.indexOf("END ", from);
    if (end < 0) {
      return null;
    }
    String label = text.substring(begin + BEGIN.length(), labelEnd).strip();
    String body = text.substring(from, end).replaceAll("-+ ?$", "");
    return lines(label, ESCAPED_END.matcher(body).replaceAll("\n"));
  }

  private static PemBlock lines(String label, String body) {
    StringBuilder headers = new StringBuilder();
    StringBuilder base64 = new StringBuilder();
    String check = "";
    boolean continued = false;
    for (String line : body.split("[\r\n]+", -1)) {
      String text = LITERAL_EDGES.matcher(line.strip()).replaceAll("").strip();
      if (continued || (base64.isEmpty() && HEADER.matcher(text).matches())) {
        headers.append(text).append('\n');
        continued = line.endsWith("\\"); // as headers of SSH2 keys (RFC 4716) go on
      } else if (text.startsWith("=")) {
        check = text.substring(1);
      } else {
        for (int i = 0; i < text.length(); i++) {
          if (text.charAt(i) > ' ') {
            base64.append(text.charAt(i));
          }
        }
      }
    }
    return new PemBlock(label, headers.toString(), base64.toString(), check);
  }

  /** Whether a header or the label says that a passphrase protects it. */
  boolean saysEncrypted() {
    return label.startsWith("ENCRYPTED") || headers.contains("ENCRYPTED");
  }

  /** The body's bytes; null if it isn't base 64. */
  byte @Nullable [] bytes() {
    return RawKeys.base64(base64);
  }
}
