package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.Region;
import java.nio.charset.StandardCharsets;

/**
 * A file of the repository that says what is packed.
 *
 * @param path as reports show it
 * @param text its whole text, from UTF-8
 */
public record TextFile(String path, String text) {

  /** What stands from {@code start} to {@code end}, in UTF-16 code units, becomes {@code by}. */
  Fix.Change replace(int start, int end, String by) {
    int[] from = position(start);
    int[] to = position(end);
    long offset = utf8(0, start);
    return new Fix.Change(
        path, new Region(from[0], from[1], to[0], to[1], offset, utf8(start, end)), by);
  }

  /** A line of its own at the end. */
  Fix.Change append(String line) {
    String end = lineEnd();
    boolean whole = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
    return replace(text.length(), text.length(), (whole ? "" : end) + line + end);
  }

  /** How its lines end. */
  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Line and column, from 1; lines end at LF, CRLF or CR. */
  private int[] position(int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        line++;
        start = i + 1;
      }
    }
    return new int[] {line, offset - start + 1};
  }

  private long utf8(int start, int end) {
    return text.substring(start, end).getBytes(StandardCharsets.UTF_8).length;
  }
}
