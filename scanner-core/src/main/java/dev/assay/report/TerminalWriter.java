package dev.assay.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines of a report for people, with colours or without. What is written through {@link #text} is
 * made harmless; only this class emits escape sequences.
 */
final class TerminalWriter {

  /** Columns that a report keeps to, except for paths and links, which stay in one piece. */
  static final int COLUMNS = 100;

  private static final int FLUSH_AT = 8192;

  /** What a stretch of text is, and so how it looks. */
  enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    CRITICAL("1;35"),
    HIGH("1;31"),
    MEDIUM("1;33"),
    LOW("1;36"),
    INFO("1;34"),
    GOOD("1;32"),
    SECRET("31"),
    PLACE("1");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final OutputStream out;
  private final boolean color;
  private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 1024);

  TerminalWriter(OutputStream out, boolean color) {
    this.out = out;
    this.color = color;
  }

  /** Writes {@code text}, which may come from anywhere. */
  TerminalWriter text(Style style, String text) {
    return safe(style, TerminalText.visible(text));
  }

  /** Writes {@code text} that is {@linkplain TerminalText#visible visible} already. */
  TerminalWriter safe(Style style, String text) {
    boolean styled = color && !style.code.isEmpty() && !text.isEmpty();
    if (styled) {
      buffer.append("\u001b[").append(style.code).append('m');
    }
    buffer.append(text);
    if (styled) {
      buffer.append("\u001b[0m");
    }
    return this;
  }

  /** Writes {@code count} spaces. */
  TerminalWriter spaces(int count) {
    for (int i = 0; i < count; i++) {
      buffer.append(' ');
    }
    return this;
  }

  /** Ends the line. */
  void end() throws IOException {
    buffer.append('\n');
    if (buffer.length() >= FLUSH_AT) {
      drain();
    }
  }

  /**
   * Writes {@code label} at {@code indent} and {@code text} wrapped in a column of its own from
   * {@code column} on.
   */
  void labelled(int indent, String label, int column, String text) throws IOException {
    spaces(indent).safe(Style.DIM, label).spaces(column - indent - label.length());
    List<String> lines = TerminalText.wrap(TerminalText.visible(text), COLUMNS - column);
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        spaces(column);
      }
      safe(Style.PLAIN, lines.get(i)).end();
    }
    if (lines.isEmpty()) {
      end();
    }
  }

  /** Hands everything on to the stream. */
  void flush() throws IOException {
    drain();
    out.flush();
  }

  private void drain() throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
  }
}
