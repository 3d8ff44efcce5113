package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first paragraph of {@code Name: value} lines: Python's core metadata, Debian's control files
 * and jar manifests. A line that begins with white space goes on with the value of the one before.
 */
final class HeaderFields {

  /** Lines beyond this are not read. */
  private static final int MOST_LINES = 20_000;

  /** What is beyond this of a value is dropped, UTF-16 code units. */
  private static final int LONGEST = 4_000;

  private final Map<String, List<String>> values = new HashMap<>();

  private HeaderFields() {}

  /**
   * Reads {@code text}.
   *
   * @param joined whether a value goes on with nothing between its lines, as in a jar manifest;
   *     else with a line end
   */
  static HeaderFields read(ByteSlice text, boolean joined) {
    return read(text, joined, true);
  }

  /** The lines of all paragraphs. */
  static HeaderFields readAll(ByteSlice text) {
    return read(text, false, false);
  }

  private static HeaderFields read(ByteSlice text, boolean joined, boolean first) {
    HeaderFields fields = new HeaderFields();
    String key = null;
    StringBuilder value = new StringBuilder();
    int left = MOST_LINES;
    for (String line : (Iterable<String>) () -> Manifests.string(text).lines().iterator()) {
      if (--left < 0 || (first && line.isEmpty() && key != null)) {
        break;
      }
      if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
        if (value.length() < LONGEST) {
          value.append(joined ? "" : "\n").append(line, 1, line.length());
        }
        continue;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(key, value);
        key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        // Joined lines may be cut at a space.
        value.append(joined ? line.substring(colon + 1).stripLeading() : line.substring(colon + 1));
      }
    }
    fields.put(key, value);
    return fields;
  }

  private void put(@Nullable String key, StringBuilder value) {
    if (key != null) {
      value.setLength(Math.min(value.length(), LONGEST));
      values.computeIfAbsent(key, name -> new ArrayList<>(1)).add(value.toString().strip());
    }
    value.setLength(0);
  }

  /** The first value of {@code name}, in lower case; null if there is none or it is empty. */
  @Nullable String first(String name) {
    for (String value : all(name)) {
      if (!value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /** All values of {@code name}, in lower case. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
