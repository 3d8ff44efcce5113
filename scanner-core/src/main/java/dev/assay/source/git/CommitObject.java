package dev.assay.source.git;

import dev.assay.model.CommitInfo;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a commit or an annotated tag as git stores them: header lines {@code KEY VALUE},
 * of which some go on in lines that begin with a space, an empty line, the message.
 *
 * @param info who wrote it and when; the tagger for tags
 * @param messageOffset where its message begins in the object
 * @param target the object that a tag points to; null for commits
 * @param targetType its type; null for commits
 * @param mergedTags messages of the signed tags that a merge keeps in its header
 */
public record CommitObject(
    CommitInfo info,
    int messageOffset,
    @Nullable String target,
    @Nullable String targetType,
    List<byte[]> mergedTags) {

  /** Reads object {@code id} from {@code bytes[0..length)}; takes what it can of a broken one. */
  public static CommitObject parse(String id, byte[] bytes, int length) {
    Charset charset = StandardCharsets.UTF_8;
    int[] person = {0, 0};
    String target = null;
    String targetType = null;
    List<byte[]> merged = new ArrayList<>();
    int at = 0;
    while (at < length && bytes[at] != '\n') {
      int end = lineEnd(bytes, at, length);
      int next = end + 1;
      while (next < length && bytes[next] == ' ') {
        next = lineEnd(bytes, next, length) + 1;
      }
      if (starts(bytes, at, end, "author ")) {
        person = new int[] {at + 7, end};
      } else if (starts(bytes, at, end, "tagger ")) {
        person = new int[] {at + 7, end};
      } else if (starts(bytes, at, end, "encoding ")) {
        charset = charset(new String(bytes, at + 9, end - at - 9, StandardCharsets.ISO_8859_1));
      } else if (starts(bytes, at, end, "object ")) {
        target = new String(bytes, at + 7, end - at - 7, StandardCharsets.ISO_8859_1);
      } else if (starts(bytes, at, end, "type ")) {
        targetType = new String(bytes, at + 5, end - at - 5, StandardCharsets.ISO_8859_1);
      } else if (starts(bytes, at, end, "mergetag ")) {
        byte[] tag = unfolded(bytes, at + 9, Math.min(next, length));
        int message = parse(id, tag, tag.length).messageOffset();
        merged.add(java.util.Arrays.copyOfRange(tag, message, tag.length));
      }
      at = next;
    }
    return new CommitObject(
        info(id, bytes, person, charset), Math.min(at + 1, length), target, targetType, merged);
  }

  private static int lineEnd(byte[] bytes, int from, int length) {
    int end = from;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean starts(byte[] bytes, int from, int to, String key) {
    if (to - from < key.length()) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      if (bytes[from + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A folded value without the spaces that its further lines begin with. */
  private static byte[] unfolded(byte[] bytes, int from, int to) {
    byte[] out = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' || bytes[i - 1] != '\n') {
        out[length++] = bytes[i];
      }
    }
    return java.util.Arrays.copyOf(out, length);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** {@code NAME <EMAIL> SECONDS ZONE}. */
  private static CommitInfo info(String id, byte[] bytes, int[] person, Charset charset) {
    int close = person[1] - 1;
    while (close >= person[0] && bytes[close] != '>') {
      close--;
    }
    if (close < person[0]) {
      close = person[1] - 1;
    }
    long seconds = 0;
    int at = close + 1;
    while (at < person[1] && bytes[at] == ' ') {
      at++;
    }
    boolean negative = at < person[1] && bytes[at] == '-';
    at += negative ? 1 : 0;
    for (int digits = 0; at < person[1] && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      if (++digits > 18) {
        seconds = 0;
        break;
      }
      seconds = seconds * 10 + (bytes[at] - '0');
    }
    int from = person[0];
    int to = Math.max(from, close + 1);
    String author =
        charset.equals(StandardCharsets.UTF_8)
            ? GitPaths.decode(bytes, from, to)
            : new String(bytes, from, to - from, charset);
    return new CommitInfo(id, author, negative ? -seconds : seconds);
  }
}
