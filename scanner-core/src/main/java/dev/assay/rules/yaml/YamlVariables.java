package dev.assay.rules.yaml;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values for the names between <code>%{</code> and <code>}</code> in texts. A name in upper case
 * that has no value of its own stands for the value of the lower-case name, in upper case.
 */
public final class YamlVariables {
  private static final Pattern NAME = Pattern.compile("%\\{([A-Za-z][A-Za-z0-9-]{0,30})\\}");

  private final Map<String, String> values;

  /**
   * @param values by name
   */
  public YamlVariables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** {@code text} with values put in; a name without one is a fault at {@code place}. */
  String fill(String text, YamlValue place) {
    if (text.indexOf("%{") < 0) {
      return text;
    }
    Matcher matcher = NAME.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value(matcher.group(1), place)));
    }
    return matcher.appendTail(filled).toString();
  }

  private String value(String name, YamlValue place) {
    String value = values.get(name);
    if (value == null && name.equals(name.toUpperCase(Locale.ROOT))) {
      String lower = values.get(name.toLowerCase(Locale.ROOT));
      value = lower == null ? null : lower.toUpperCase(Locale.ROOT);
    }
    if (value == null) {
      place.fault(
          "has no value for %{"
              + name
              + "}; write it under `with`"
              + (values.isEmpty()
                  ? ""
                  : ", which has " + String.join(", ", new TreeSet<>(values.keySet()))));
      return "";
    }
    return value;
  }
}
