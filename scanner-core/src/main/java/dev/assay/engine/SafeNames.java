package dev.assay.engine;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that anybody chose, made into names of files that mean nothing else on Linux, macOS or
 * Windows: no way out of a folder, no device, no stream behind a colon, nothing that a version
 * control system would take for its own. Several names may become one; who writes files tells them
 * apart by {@link #key}.
 */
final class SafeNames {

  /** What is left for the longest part of a path; file systems take 255 bytes, some only 143. */
  static final int LONGEST_PART = 120;

  /** UTF-8 bytes of a whole path; beyond, only its last part is kept. */
  private static final int LONGEST_PATH = 1_000;

  private static final int DEEPEST = 40;

  private static final int LONGEST_EXTENSION = 16;

  /** What the names of our own files begin with while they are written. */
  static final String OURS = ".assay-";

  private static final String STAND_IN = "_";

  /** The folder of what was too long or too deep. */
  private static final String LONG = "~long";

  /** Names that Windows keeps for devices, whatever comes after their first dot. */
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$", "clock$");

  /** Where programs look for settings, some of which are commands that they run. */
  private static final Set<String> VERSION_CONTROL =
      Set.of(".git", "git~1", ".hg", "hg~1", ".svn", "svn~1", ".bzr", ".jj", ".repo", "_svn");

  private SafeNames() {}

  /** The parts of a relative path that stands for {@code name}; one at least, each harmless. */
  static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int bytes = 0;
    for (int at = 0; at <= name.length(); at++) {
      if (at == name.length() || name.charAt(at) == '/' || name.charAt(at) == '\\') {
        String part = name.substring(start, at);
        start = at + 1;
        if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
          String safe = part(parts.isEmpty() ? withoutColon(part) : part);
          parts.add(safe);
          bytes += safe.getBytes(StandardCharsets.UTF_8).length + 1;
        }
      }
    }
    if (parts.isEmpty()) {
      return List.of(STAND_IN);
    }
    if (parts.size() > DEEPEST || bytes > LONGEST_PATH) {
      return List.of(LONG, parts.get(parts.size() - 1));
    }
    return parts;
  }

  /** {@code webpack:} and {@code C:} without what makes them a scheme or a drive. */
  private static String withoutColon(String part) {
    int end = part.length() - 1;
    return end > 0 && part.indexOf(':') == end ? part.substring(0, end) : part;
  }

  /** One part of a path. */
  static String part(String part) {
    StringBuilder out = new StringBuilder(Math.min(part.length(), 4 * LONGEST_PART));
    part.codePoints()
        .limit(4L * LONGEST_PART)
        .forEach(c -> out.appendCodePoint(harmless(c) ? c : '_'));
    String safe = cut(withoutTail(out.toString()), part);
    if (safe.isEmpty()) {
      return STAND_IN;
    }
    String lower = safe.toLowerCase(Locale.ROOT);
    return device(lower) || VERSION_CONTROL.contains(lower) || lower.startsWith(OURS)
        ? STAND_IN + safe
        : safe;
  }

  /** Windows leaves out blanks and dots at the end of a name. */
  private static String withoutTail(String part) {
    int end = part.length();
    while (end > 0
        && (part.charAt(end - 1) == '.'
            || Character.isWhitespace(part.charAt(end - 1))
            || Character.isSpaceChar(part.charAt(end - 1)))) {
      end--;
    }
    return part.substring(0, end);
  }

  private static boolean harmless(int c) {
    if ("<>:\"|?*\\/".indexOf(c) >= 0) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean device(String lower) {
    int dot = lower.indexOf('.');
    String base = (dot < 0 ? lower : lower.substring(0, dot)).strip();
    if (base.length() == 4 && (base.startsWith("com") || base.startsWith("lpt"))) {
      return Character.isDigit(base.charAt(3)) || "¹²³".indexOf(base.charAt(3)) >= 0;
    }
    return DEVICES.contains(base);
  }

  /** {@code safe} in as many bytes as a part may have, with the extension of {@code original}. */
  private static String cut(String safe, String original) {
    if (safe.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PART) {
      return safe;
    }
    int dot = original.lastIndexOf('.');
    String extension = dot < 0 ? "" : original.substring(dot);
    boolean plain =
        extension.length() <= LONGEST_EXTENSION && extension.matches("\\.[A-Za-z0-9_-]+");
    String kept = plain ? extension : "";
    int room = LONGEST_PART - kept.length();
    int end = 0;
    while (end < safe.length()) {
      int c = safe.codePointAt(end);
      room -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (room < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return withoutTail(safe.substring(0, end)) + kept;
  }

  /** {@code part}, marked with {@code mark} before its extension. */
  static String marked(String part, String mark) {
    int dot = part.lastIndexOf('.');
    int at = dot > 0 && part.length() - dot <= LONGEST_EXTENSION ? dot : part.length();
    return part.substring(0, at) + "~" + mark + part.substring(at);
  }

  /**
   * The same for all paths that a file system may take for one: case, and ways to write a letter,
   * don't count.
   */
  static String key(String path) {
    String plain = Normalizer.normalize(path, Normalizer.Form.NFKC);
    String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }
}
