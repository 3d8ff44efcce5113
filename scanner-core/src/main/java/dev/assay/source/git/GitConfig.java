package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One file of git's configuration, read as git-config(1) describes it. {@code include} is not
 * followed: git doesn't either for what says how a repository is stored, which is all that we ask.
 */
final class GitConfig {

  /** Far above any real one; more than this is refused, not cut. */
  static final int MAX_BYTES = 4 << 20;

  /** Keys are {@code section.name} or {@code section.subsection.name}; later values win. */
  private final List<String> keys = new ArrayList<>();

  private final List<String> values = new ArrayList<>();

  /**
   * Reads {@code file}; one that isn't there is empty.
   *
   * @throws UsageException if it isn't well-formed, naming the line
   */
  static GitConfig read(Path file) {
    GitConfig config = new GitConfig();
    byte[] bytes;
    try (InputStream in = new FileInputStream(file.toFile())) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      if (!Files.exists(file)) {
        return config;
      }
      throw new UsageException("Can't read git's configuration " + file + ": " + e, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new UsageException("Git's configuration " + file + " is larger than 4 MB");
    }
    new Parser(file, new String(bytes, StandardCharsets.UTF_8), config).parse();
    return config;
  }

  /** The last value of {@code key}, whose section and name are in lower case; null if unset. */
  @Nullable String get(String key) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (keys.get(i).equals(key)) {
        return values.get(i);
      }
    }
    return null;
  }

  /** Whether {@code key} is set to something that git takes as true. */
  boolean isTrue(String key) {
    return isTrueValue(get(key));
  }

  /** Whether git takes {@code value} as true; null (unset) is not. */
  static boolean isTrueValue(@Nullable String value) {
    if (value == null) {
      return false;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.equals("true")
        || lower.equals("yes")
        || lower.equals("on")
        || (!lower.isEmpty() && isNonZero(lower));
  }

  private static boolean isNonZero(String digits) {
    boolean nonZero = false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      nonZero |= c != '0';
    }
    return nonZero;
  }

  /** Names (in lower case) that are set in {@code section}, such as {@code extensions}. */
  List<String> namesIn(String section) {
    List<String> names = new ArrayList<>();
    for (String key : keys) {
      if (key.length() > section.length()
          && key.charAt(section.length()) == '.'
          && key.startsWith(section)
          && key.indexOf('.', section.length() + 1) < 0) {
        names.add(key.substring(section.length() + 1));
      }
    }
    return names;
  }

  /** Whether {@code section.<any>.name} is set to something that git takes as true. */
  boolean anyTrue(String section, String name) {
    for (int i = 0; i < keys.size(); i++) {
      if (matches(keys.get(i), section, name) && isTrueValue(values.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code section.<any>.name} is set at all. */
  boolean anySet(String section, String name) {
    for (int i = 0; i < keys.size(); i++) {
      if (matches(keys.get(i), section, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String key, String section, String name) {
    return key.length() > section.length() + name.length() + 1
        && key.startsWith(section)
        && key.charAt(section.length()) == '.'
        && key.endsWith(name)
        && key.charAt(key.length() - name.length() - 1) == '.';
  }

  private static final class Parser {
    private final Path file;
    private final String text;
    private final GitConfig out;
    private int at;
    private int line = 1;
    private String section = "";

    Parser(Path file, String text, GitConfig out) {
      this.file = file;
      this.text = text;
      this.out = out;
      if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
        at = 1;
      }
    }

    void parse() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\n') {
          line++;
          at++;
        } else if (isSpace(c)) {
          at++;
        } else if (c == '#' || c == ';') {
          skipLine();
        } else if (c == '[') {
          at++;
          section = header();
        } else if (isLetter(c) && !section.isEmpty()) {
          entry();
        } else {
          throw malformed();
        }
      }
    }

    private String header() {
      StringBuilder name = new StringBuilder();
      while (true) {
        char c = need();
        if (c == ']') {
          break;
        }
        if (isSpace(c)) {
          subsection(name);
          break;
        }
        if (!isLetter(c) && !isDigit(c) && c != '-' && c != '.') {
          throw malformed();
        }
        name.append(lower(c));
      }
      if (name.length() == 0) {
        throw malformed();
      }
      return name.toString();
    }

    private void subsection(StringBuilder name) {
      char c = need();
      while (isSpace(c)) {
        c = need();
      }
      if (c != '"') {
        throw malformed();
      }
      name.append('.');
      while ((c = need()) != '"') {
        name.append(c == '\\' ? need() : c);
      }
      if (need() != ']') {
        throw malformed();
      }
    }

    private void entry() {
      StringBuilder key = new StringBuilder(section).append('.');
      while (at < text.length()) {
        char c = text.charAt(at);
        if (!isLetter(c) && !isDigit(c) && c != '-') {
          break;
        }
        key.append(lower(c));
        at++;
      }
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      String value = "true"; // a name alone
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        value = value();
      } else if (at < text.length() && "\n\r#;".indexOf(text.charAt(at)) < 0) {
        throw malformed();
      }
      out.keys.add(key.toString());
      out.values.add(value);
    }

    /** Up to the line's end, which stays; white space at both ends goes unless it is quoted. */
    private String value() {
      StringBuilder value = new StringBuilder();
      int keep = 0;
      boolean quoted = false;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\n') {
          if (quoted) {
            throw malformed();
          }
          break;
        }
        at++;
        if (quoted || !isSpace(c)) {
          if (!quoted && (c == '#' || c == ';')) {
            skipLine();
            break;
          }
          if (c == '"') {
            quoted = !quoted;
          } else if (c == '\\') {
            escape(value);
          } else {
            value.append(c);
          }
          keep = value.length();
        } else if (value.length() > 0) {
          value.append(c);
        }
      }
      value.setLength(keep);
      return value.toString();
    }

    private void escape(StringBuilder value) {
      char c = at < text.length() ? text.charAt(at++) : '\n';
      if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
        c = text.charAt(at++);
      }
      switch (c) {
        case '\n' -> line++;
        case 't' -> value.append('\t');
        case 'n' -> value.append('\n');
        case 'b' -> value.append('\b');
        case '"', '\\' -> value.append(c);
        default -> throw malformed();
      }
    }

    private void skipLine() {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    }

    /** The next character of this line. */
    private char need() {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw malformed();
      }
      return text.charAt(at++);
    }

    private UsageException malformed() {
      return new UsageException(
          "Git's configuration " + file + " is malformed at line " + line + ": correct it first");
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
    }

    private static boolean isLetter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }

    private static char lower(char c) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
  }
}
