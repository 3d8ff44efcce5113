package dev.assay.source.artifact;

import java.util.Map;
import java.util.TreeMap;

/** The form of npm's files of settings: keys and values, without sections. */
final class IniText {

  private IniText() {}

  /** Keys to values; of one that stands twice, the last. What stands in sections is not npm's. */
  static Map<String, String> read(String text) {
    Map<String, String> values = new TreeMap<>();
    for (String line : text.replace("\uFEFF", "").split("\\R", -1)) {
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith(";") || entry.startsWith("#")) {
        continue;
      }
      if (entry.startsWith("[") && entry.endsWith("]")) {
        break;
      }
      int equals = entry.indexOf('=');
      String key = plain(equals < 0 ? entry : entry.substring(0, equals).strip());
      values.put(key, equals < 0 ? "true" : plain(entry.substring(equals + 1).strip()));
    }
    return values;
  }

  /** Without quotes, comment and escapes. */
  private static String plain(String text) {
    int last = text.length() - 1;
    if (last > 0
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.charAt(last) == text.charAt(0)) {
      return text.substring(1, last);
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';' || c == '#') {
        break;
      }
      boolean escape = c == '\\' && i < last && "\\;#".indexOf(text.charAt(i + 1)) >= 0;
      plain.append(escape ? text.charAt(++i) : c);
    }
    return plain.toString().strip();
  }
}
