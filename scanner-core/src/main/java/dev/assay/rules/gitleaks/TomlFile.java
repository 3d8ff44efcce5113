package dev.assay.rules.gitleaks;

import dev.assay.rules.yaml.YamlFaults;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** Parses one TOML document, within limits that no honest file meets. */
final class TomlFile {
  /** Most bytes of a document: its parser takes some 400 bytes of memory for each. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_BRACKETS = 64;
  private static final int MOST_ERRORS = 20;

  private TomlFile() {}

  /**
   * The document in {@code bytes}, UTF-8.
   *
   * @param file how faults name it
   * @return null if there was a fault
   */
  static @Nullable TomlParseResult parse(String file, byte[] bytes, YamlFaults faults) {
    if (bytes.length > MAX_BYTES) {
      faults.add(file, "is larger than 1 MB, the most that is read; split it with [extend] path");
      return null;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      faults.add(file, "is not UTF-8, as TOML must be; save it as UTF-8");
      return null;
    }
    int deep = tooDeep(text);
    if (deep > 0) {
      faults.add(
          new YamlFaults.Fault(
              file,
              deep,
              1,
              "nests brackets deeper than " + MAX_BRACKETS + "; nothing needs that"));
      return null;
    }
    try {
      TomlParseResult result =
          Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, TomlVersion.V1_0_0);
      for (TomlParseError error :
          result.errors().subList(0, Math.min(MOST_ERRORS, result.errors().size()))) {
        faults.add(
            new YamlFaults.Fault(
                file,
                error.position().line(),
                error.position().column(),
                "is not valid TOML here (" + firstLine(String.valueOf(error.getMessage())) + ")"));
      }
      return result.hasErrors() ? null : result;
    } catch (StackOverflowError e) {
      faults.add(file, "is nested too deep to be read");
      return null;
    }
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /**
   * The first line on which more brackets are open than any honest file has open; 0 if none. A
   * rough count that passes over strings and comments: the parser recurses for each.
   */
  private static int tooDeep(String text) {
    int line = 1;
    int depth = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        int end = endOfString(text, at, c);
        for (int i = at; i < end; i++) {
          line += text.charAt(i) == '\n' ? 1 : 0;
        }
        at = end;
        continue;
      }
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        continue;
      }
      line += c == '\n' ? 1 : 0;
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (depth > MAX_BRACKETS) {
        return line;
      }
      at++;
    }
    return 0;
  }

  private static int endOfString(String text, int start, char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean block = text.startsWith(three, start);
    int at = start + (block ? 3 : 1);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at += 2;
      } else if (block ? text.startsWith(three, at) : c == quote || c == '\n') {
        return at + (block ? 3 : 1);
      } else {
        at++;
      }
    }
    return text.length();
  }
}
