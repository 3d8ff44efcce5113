package dev.assay.detect.licence;

import dev.assay.detect.Window;
import dev.assay.model.Content;
import dev.assay.model.Region;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text of a content that may hold a licence: a file that is named like one, or the head of another.
 * Valid during the call only that hands it over.
 */
public final class SeenText {
  private final Content content;
  private final Window window;
  private final int from;
  private String text;
  private final boolean utf8;
  private final LicencePlaces.Kind kind;

  /**
   * @param from index in the window of the first byte
   * @param to one past the last; a character that is cut there is left out
   */
  SeenText(Content content, Window window, int from, int to, LicencePlaces.Kind kind) {
    this.content = content;
    this.window = window;
    this.from = from;
    this.kind = kind;
    int end = to;
    while (end > from && end < window.end() && (window.bytes()[end] & 0xc0) == 0x80) {
      end--;
    }
    String decoded;
    boolean valid = true;
    try {
      decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(window.bytes(), from, end - from))
              .toString();
    } catch (CharacterCodingException e) {
      valid = false;
      decoded = new String(window.bytes(), from, end - from, StandardCharsets.ISO_8859_1);
    }
    utf8 = valid && decoded.length() != end - from;
    text = decoded;
  }

  /** The same, without what stands behind its first comment, if that speaks of a licence. */
  SeenText header() {
    int length = Headers.length(text);
    if (length > 0) {
      byte[] comment = text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
      if (TellingWords.find(comment, 0, comment.length) >= 0) {
        text = text.substring(0, length);
      }
    }
    return this;
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** Whose text it is. */
  public Content content() {
    return content;
  }

  /** What kind of file it is. */
  public LicencePlaces.Kind kind() {
    return kind;
  }

  /** The place of {@code text[start..end)}, UTF-16 code units. */
  public Region region(int start, int end) {
    int first = utf8 ? bytes(0, start) : start;
    int length = utf8 ? bytes(start, end) : end - start;
    return window.locator().region(from + first, from + first + length);
  }

  /** Bytes of UTF-8 of {@code text[start..end)}. */
  private int bytes(int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      count += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return count;
  }
}
