package dev.assay.source.git.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a commit or an annotated tag: header lines ({@code name value}, goes on in lines that start
 * with a space) up to an empty line, then the message. Reused from object to object.
 */
final class HistoryObject {
  private final int hexLength;
  private byte[] bytes = new byte[0];
  private int length;
  private int treeAt;
  private int targetAt;
  private final List<Integer> parents = new ArrayList<>();
  private int authorAt;
  private int authorEnd;
  private int encodingAt;
  private int encodingEnd;
  private long committed;
  private int messageAt;
  private final List<int[]> mergeTags = new ArrayList<>();

  HistoryObject(int hashLength) {
    this.hexLength = 2 * hashLength;
  }

  /** Takes the first {@code count} bytes of {@code object}; nothing of it fails the reading. */
  void parse(byte[] object, int count) {
    bytes = object;
    length = count;
    treeAt = -1;
    targetAt = -1;
    authorAt = -1;
    encodingAt = -1;
    committed = 0;
    parents.clear();
    mergeTags.clear();
    int at = 0;
    while (at < length && bytes[at] != '\n') {
      int start = at;
      at = endOfLine(at);
      while (at < length && bytes[at] == ' ') {
        at = endOfLine(at);
      }
      header(start, at);
    }
    messageAt = Math.min(at + 1, length);
  }

  /** The start of the next line. */
  private int endOfLine(int from) {
    int at = from;
    while (at < length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, length);
  }

  private void header(int start, int next) {
    int end = next > start && bytes[next - 1] == '\n' ? next - 1 : next;
    if (is("tree ", start, end)) {
      treeAt = treeAt < 0 ? id(start + 5, end) : treeAt;
    } else if (is("parent ", start, end)) {
      int id = id(start + 7, end);
      if (id >= 0) {
        parents.add(id);
      }
    } else if (is("author ", start, end)) {
      authorAt = start + 7;
      authorEnd = end;
    } else if (is("committer ", start, end)) {
      committed = time(start, end);
    } else if (is("object ", start, end)) {
      targetAt = targetAt < 0 ? id(start + 7, end) : targetAt;
    } else if (is("encoding ", start, end)) {
      encodingAt = start + 9;
      encodingEnd = end;
    } else if (is("mergetag ", start, end)) {
      mergeTags.add(new int[] {start + 9, next});
    }
  }

  private boolean is(String name, int start, int end) {
    if (end - start < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int id(int at, int end) {
    if (end - at < hexLength) {
      return -1;
    }
    for (int i = 0; i < hexLength; i++) {
      if (Character.digit(bytes[at + i], 16) < 0) {
        return -1;
      }
    }
    return at;
  }

  /** The seconds in {@code Name <mail> SECONDS ZONE}; 0 if there are none. */
  private long time(int start, int end) {
    int at = end;
    while (at > start && bytes[at - 1] != '>') {
      at--;
    }
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    boolean negative = at < end && bytes[at] == '-';
    at += negative ? 1 : 0;
    long seconds = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      if (seconds > Long.MAX_VALUE / 100) {
        return 0;
      }
      seconds = 10 * seconds + (bytes[at] - '0');
    }
    return negative ? -seconds : seconds;
  }

  private boolean id(int at, byte[] to, int offset) {
    if (at < 0) {
      return false;
    }
    for (int i = 0; i < hexLength / 2; i++) {
      to[offset + i] =
          (byte)
              (Character.digit(bytes[at + 2 * i], 16) << 4
                  | Character.digit(bytes[at + 2 * i + 1], 16));
    }
    return true;
  }

  /** Copies the id of a commit's tree; false if it names none. */
  boolean tree(byte[] to, int offset) {
    return id(treeAt, to, offset);
  }

  /** Copies the id of what a tag points to; false if it names none. */
  boolean target(byte[] to, int offset) {
    return id(targetAt, to, offset);
  }

  int parents() {
    return parents.size();
  }

  /** Copies the id of a parent. */
  void parent(int number, byte[] to, int offset) {
    id(parents.get(number), to, offset);
  }

  /** Seconds since 1970 when it was committed, 0 if it doesn't say. */
  long committed() {
    return committed;
  }

  /** Seconds since 1970 of the author's date, 0 if it doesn't say. */
  long authored() {
    return authorAt < 0 ? 0 : time(authorAt, authorEnd);
  }

  /** {@code Name <mail>}, empty if it doesn't say. */
  String author() {
    if (authorAt < 0) {
      return "";
    }
    int end = authorEnd;
    while (end > authorAt && bytes[end - 1] != '>') {
      end--;
    }
    return text(authorAt, end > authorAt ? end : authorEnd);
  }

  private String text(int from, int to) {
    Charset declared = declared();
    if (declared != null) {
      return new String(bytes, from, to - from, declared);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }

  private @Nullable Charset declared() {
    if (encodingAt < 0) {
      return null;
    }
    try {
      return Charset.forName(
          new String(bytes, encodingAt, encodingEnd - encodingAt, StandardCharsets.ISO_8859_1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /** Where the message starts; it goes on to the end of the object. */
  int messageAt() {
    return messageAt;
  }

  /**
   * The annotated tags that a merge of tags keeps in its header, as they would be stored: they may
   * be all that is left of the tags' messages.
   */
  List<byte[]> mergeTags() {
    List<byte[]> tags = new ArrayList<>();
    for (int[] span : mergeTags) {
      // Each line but the first got a space in front.
      byte[] tag = new byte[span[1] - span[0]];
      int to = 0;
      for (int at = span[0]; at < span[1]; at++) {
        if (at == span[0] || bytes[at - 1] != '\n') {
          tag[to++] = bytes[at];
        }
      }
      tags.add(java.util.Arrays.copyOf(tag, to));
    }
    return tags;
  }
}
