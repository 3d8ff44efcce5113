package dev.assay.match;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Shape;

/** Reads the value of an assignment forward, without going back: quoted, or up to what ends it. */
final class AssignValue {
  private static final ByteSet PREFIX =
      ByteSet.of('b', 'B', 'f', 'F', 'r', 'R', 'u', 'U', 'L', '@', '$');
  private static final ByteSet AFTER_UNQUOTED =
      ByteSet.range(0, ' ')
          .with(0x80, 0xff)
          .union(
              ByteSet.of(',', ';', ')', ']', '}', '<', '>', '&', '"', '\'', '`', '\\', '|', '#'));

  /** Ends an unquoted value of any characters; {@code &} too where the key stands in a query. */
  private static final ByteSet AFTER_ANYTHING =
      ByteSet.range(0, ' ')
          .union(ByteSet.of(',', ';', ')', ']', '}', '<', '>', '"', '\'', '`', '\\'));

  private static final ByteSet CODE = ByteSet.of('(', '[', '{');

  /** What a key says of the value behind it. */
  enum Key {
    PLAIN,
    /** It must stand in quotes. */
    BEFORE_QUOTED,
    /** It is the text of an element, up to the next tag. */
    ELEMENT,
    /** It is a parameter of a query, up to the next one. */
    PARAMETER
  }

  private int valueStart;
  private int valueEnd;

  /**
   * Reads the value that {@code shape} wants at {@code valueAt}, which is before {@code end};
   * whether it is there.
   */
  boolean read(byte[] bytes, int valueAt, int end, Shape.Assign shape, Key key) {
    int at = AssignReader.run(PREFIX, bytes, valueAt, end, 2);
    if (at >= end || !(AssignReader.in(AssignReader.QUOTE, bytes[at]) || bytes[at] == '\\')) {
      at = valueAt;
    }
    boolean escaped = bytes[at] == '\\';
    if (escaped) {
      at++;
    }
    if (at >= end) {
      return false;
    }
    if (!AssignReader.in(AssignReader.QUOTE, bytes[at])) {
      return !escaped && key != Key.BEFORE_QUOTED && readUnquoted(bytes, at, end, shape, key);
    }
    if (key == Key.ELEMENT) {
      return false;
    }
    byte quote = bytes[at++];
    if (at + 1 < end && bytes[at] == quote && bytes[at + 1] == quote) {
      at += 2;
    }
    return readQuoted(bytes, at, end, shape, quote, escaped);
  }

  private boolean readQuoted(
      byte[] bytes, int from, int end, Shape.Assign shape, byte quote, boolean escaped) {
    int limit = Math.min(end, from + shape.maxLength() + 1);
    int at = from;
    if (shape.untilDelimiter()) {
      while (at < limit && bytes[at] != quote) {
        byte b = bytes[at];
        if (b == '\\') {
          if (escaped) {
            break;
          }
          at++;
        } else if (b >= 0 && b < ' ' && b != '\t') {
          return false;
        }
        at++;
      }
    } else {
      at = AssignReader.run(shape.alphabet(), bytes, from, end, shape.maxLength() + 1);
    }
    int close = escaped && at < end && bytes[at] == '\\' ? at + 1 : at;
    return close < end
        && bytes[close] == quote
        && (close > at) == escaped
        && accept(from, at, shape);
  }

  private boolean readUnquoted(byte[] bytes, int from, int end, Shape.Assign shape, Key key) {
    boolean inQuery = key == Key.PARAMETER;
    int at = from;
    if (shape.untilDelimiter()) {
      int limit = Math.min(end, from + shape.maxLength() + 1);
      while (at < limit
          && !AssignReader.in(AFTER_ANYTHING, bytes[at])
          && !(inQuery && bytes[at] == '&')) {
        if (AssignReader.in(CODE, bytes[at])) {
          return false;
        }
        at++;
      }
    } else {
      at = AssignReader.run(shape.alphabet(), bytes, from, end, shape.maxLength() + 1);
    }
    boolean ends =
        key == Key.ELEMENT
            ? at < end && bytes[at] == '<'
            : at >= end
                || AssignReader.in(
                    shape.untilDelimiter() ? AFTER_ANYTHING : AFTER_UNQUOTED, bytes[at])
                || (inQuery && bytes[at] == '&');
    return ends && accept(from, at, shape);
  }

  private boolean accept(int from, int to, Shape.Assign shape) {
    valueStart = from;
    valueEnd = to;
    return to - from >= shape.minLength() && to - from <= shape.maxLength();
  }

  /** First byte of the value just read. */
  int start() {
    return valueStart;
  }

  /** One past the last byte of the value just read. */
  int end() {
    return valueEnd;
  }
}
