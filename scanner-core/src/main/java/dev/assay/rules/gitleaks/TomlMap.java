package dev.assay.rules.gitleaks;

import dev.assay.rules.yaml.Suggestion;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of a TOML document and its place. What it isn't, when asked for, becomes a fault. */
final class TomlMap {
  private final String file;
  private final TomlTable table;
  private final int line;
  private final int column;
  private final YamlFaults faults;
  private final YamlFaults warnings;
  private final Set<String> asked = new TreeSet<>();

  TomlMap(
      String file,
      TomlTable table,
      @Nullable TomlPosition position,
      YamlFaults faults,
      YamlFaults warnings) {
    this.file = file;
    this.table = table;
    this.line = position == null ? 1 : position.line();
    this.column = position == null ? 1 : position.column();
    this.faults = faults;
    this.warnings = warnings;
  }

  /** A text and where it stands. */
  record Text(String value, int line, int column) {}

  String file() {
    return file;
  }

  int line() {
    return line;
  }

  boolean has(String key) {
    return table.contains(List.of(key));
  }

  void fault(String what) {
    faults.add(new Fault(file, line, column, what));
  }

  void fault(String key, String what) {
    faults.add(at(key, what));
  }

  void fault(Text text, String what) {
    faults.add(new Fault(file, text.line(), text.column(), what));
  }

  void warn(String key, String what) {
    warnings.add(at(key, what));
  }

  void warn(Text text, String what) {
    warnings.add(new Fault(file, text.line(), text.column(), what));
  }

  private Fault at(String key, String what) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null
        ? new Fault(file, line, column, what)
        : new Fault(file, position.line(), position.column(), what);
  }

  private @Nullable Object get(String key) {
    asked.add(key);
    return table.get(List.of(key));
  }

  private void wrong(String key, String wanted, Object value) {
    fault(key, key + " must be " + wanted + ", not " + kind(value));
  }

  private static String kind(Object value) {
    return value instanceof String
        ? "a text"
        : value instanceof TomlTable
            ? "a table"
            : value instanceof TomlArray
                ? "an array"
                : value instanceof Boolean
                    ? "true or false"
                    : value instanceof Number ? "a number" : "a date";
  }

  /** The text under {@code key}; null if there is none, and after a fault. */
  @Nullable Text text(String key) {
    Object value = get(key);
    if (value instanceof String text) {
      TomlPosition position = table.inputPositionOf(List.of(key));
      return new Text(
          text,
          position == null ? line : position.line(),
          position == null ? column : position.column());
    }
    if (value != null) {
      wrong(key, "a text, such as '''text'''", value);
    }
    return null;
  }

  /** The texts under {@code key}; empty if there are none. */
  List<Text> texts(String key) {
    List<Text> texts = new ArrayList<>();
    Object value = get(key);
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        TomlPosition place = array.inputPositionOf(i);
        if (array.get(i) instanceof String text) {
          texts.add(new Text(text, place.line(), place.column()));
        } else {
          faults.add(
              new Fault(
                  file,
                  place.line(),
                  place.column(),
                  key
                      + " must hold texts alone, not "
                      + kind(array.get(i))
                      + "; put it in quotes"));
        }
      }
    } else if (value != null) {
      wrong(key, "an array of texts, such as ['''a''', '''b''']", value);
    }
    return texts;
  }

  /** The whole number under {@code key}; null if there is none, and after a fault. */
  @Nullable Integer integer(String key, int least, int most) {
    Object value = get(key);
    if (value instanceof Long number && number >= least && number <= most) {
      return number.intValue();
    }
    if (value != null) {
      fault(
          key,
          key
              + " must be a whole number from "
              + least
              + " to "
              + most
              + (value instanceof Long ? ", not " + value : ", not " + kind(value)));
    }
    return null;
  }

  /** The number under {@code key}, 0 at least; null if there is none, and after a fault. */
  @Nullable Double decimal(String key) {
    Object value = get(key);
    if (value instanceof Number number && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    if (value != null) {
      wrong(key, "a number of bits that isn't negative, such as 3.5", value);
    }
    return null;
  }

  boolean flag(String key) {
    Object value = get(key);
    if (value != null && !(value instanceof Boolean)) {
      wrong(key, "true or false", value);
    }
    return Boolean.TRUE.equals(value);
  }

  /** The table under {@code key}; null if there is none, and after a fault. */
  @Nullable TomlMap table(String key) {
    Object value = get(key);
    if (value instanceof TomlTable inner) {
      return new TomlMap(file, inner, table.inputPositionOf(List.of(key)), faults, warnings);
    }
    if (value != null) {
      wrong(key, "a table: write [" + key + "] above its keys", value);
    }
    return null;
  }

  /** The tables under {@code key}; empty if there are none. */
  List<TomlMap> tables(String key) {
    List<TomlMap> tables = new ArrayList<>();
    Object value = get(key);
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        TomlPosition place = array.inputPositionOf(i);
        if (array.get(i) instanceof TomlTable inner) {
          tables.add(new TomlMap(file, inner, place, faults, warnings));
        } else {
          faults.add(
              new Fault(
                  file,
                  place.line(),
                  place.column(),
                  key + " must hold tables alone: write [[" + key + "]] above the keys of each"));
        }
      }
    } else if (value != null) {
      wrong(key, "an array of tables: write [[" + key + "]] above the keys of each", value);
    }
    return tables;
  }

  /** Warns of each key that nobody asked for. */
  void warnOfOthers() {
    for (String key : table.keySet()) {
      if (!asked.contains(key)) {
        String closest = Suggestion.closest(key, asked);
        warn(
            key,
            "the key '"
                + key
                + "' is unknown and has no effect"
                + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?"));
      }
    }
  }
}
