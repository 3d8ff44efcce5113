package dev.assay.rules.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A mapping that is read key by key. A getter whose value is wrong reports it and returns its
 * default, so that reading goes on and finds what else is wrong; {@link #refuseOthers} then reports
 * the keys that nobody asked for. Keys are never null, their order is the file's.
 */
public final class YamlMap {
  private final YamlValue place;
  private final Map<String, YamlValue> keys; // where each key stands
  private final Map<String, YamlValue> values;
  private final Map<String, YamlMap> completed = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private YamlMap(YamlValue place, Map<String, YamlValue> keys, Map<String, YamlValue> values) {
    this.place = place;
    this.keys = keys;
    this.values = values;
  }

  static YamlMap of(YamlValue place, MappingNode mapping, YamlFaults faults) {
    Map<String, YamlValue> keys = new LinkedHashMap<>();
    Map<String, YamlValue> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlValue key = place.sibling(tuple.getKeyNode());
      String name = key.text();
      if (name == null) {
        continue;
      }
      if (values.putIfAbsent(name, place.sibling(tuple.getValueNode())) == null) {
        keys.put(name, key);
      } else {
        key.fault(quoted(name) + " stands here twice; keep one");
      }
    }
    return new YamlMap(place, keys, values);
  }

  /**
   * This mapping with the keys of {@code base} that it lacks. Where both hold a mapping under one
   * of the keys in {@code merged}, it is completed from {@code base} in the same way.
   */
  public YamlMap over(YamlMap base, Set<String> merged) {
    Map<String, YamlValue> allKeys = new LinkedHashMap<>(base.keys);
    Map<String, YamlValue> allValues = new LinkedHashMap<>(base.values);
    allKeys.putAll(keys);
    allValues.putAll(values);
    YamlMap all = new YamlMap(place, allKeys, allValues);
    for (String key : merged) {
      YamlValue own = values.get(key);
      YamlValue other = base.values.get(key);
      if (own != null && other != null && own.isMap() && other.isMap()) {
        YamlMap ownMap = own.map();
        YamlMap otherMap = other.map();
        if (ownMap != null && otherMap != null) {
          all.completed.put(key, ownMap.over(otherMap, Set.of()));
        }
      }
    }
    return all;
  }

  /** This mapping with the values of {@code variables} put into its texts, those of keys not. */
  public YamlMap with(YamlVariables variables) {
    Map<String, YamlValue> filled = new LinkedHashMap<>();
    values.forEach((key, value) -> filled.put(key, value.with(variables)));
    YamlMap all = new YamlMap(place, keys, filled);
    completed.forEach((key, map) -> all.completed.put(key, map.with(variables)));
    return all;
  }

  /** Its keys. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  /** Where the mapping itself stands. */
  public YamlValue place() {
    return place;
  }

  /** Whether {@code key} is there. */
  public boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** The value of {@code key}, or null. */
  public @Nullable YamlValue value(String key) {
    asked.add(key);
    return values.get(key);
  }

  /** Reports what is wrong with {@code key}, at its value, or at the mapping if it is not there. */
  public void fault(String key, String what) {
    YamlValue value = values.get(key);
    (value == null ? place : value).fault(quoted(key) + " " + what);
  }

  /**
   * The text of {@code key}. If it is missing or blank, that is a fault, {@code hint} says what to
   * write, and the text is empty.
   */
  public String text(String key, String hint) {
    YamlValue value = value(key);
    if (value == null) {
      fault(key, "is missing; " + hint);
      return "";
    }
    String text = value.text();
    if (text != null && text.isBlank()) {
      fault(key, "is empty; " + hint);
    }
    return text == null ? "" : text;
  }

  /** The text of {@code key}, or {@code otherwise} if it is not there. */
  public String textOr(String key, String otherwise) {
    YamlValue value = value(key);
    String text = value == null ? otherwise : value.text();
    return text == null ? otherwise : text;
  }

  /** The texts of {@code key}: a list, or a single one; none if it is not there. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlValue element : elements(key)) {
      String text = element.text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The elements of {@code key}: of a list, or its single value; none if it is not there. */
  public List<YamlValue> elements(String key) {
    YamlValue value = value(key);
    if (value == null) {
      return List.of();
    }
    return value.isList() ? value.list() : List.of(value);
  }

  /** The mapping of {@code key}; null if it is not there, or is no mapping (a fault). */
  public @Nullable YamlMap map(String key) {
    YamlValue value = value(key);
    YamlMap merged = completed.get(key);
    if (merged != null) {
      return merged;
    }
    return value == null ? null : value.map();
  }

  /** The whole number of {@code key}, between {@code least} and {@code most}. */
  public int integer(String key, int otherwise, int least, int most) {
    String text = textOr(key, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the fault below says it
    }
    fault(key, "must be a whole number from " + least + " to " + most + ", not " + quoted(text));
    return otherwise;
  }

  /** The number of {@code key}, between {@code least} and {@code most}. */
  public double decimal(String key, double otherwise, double least, double most) {
    String text = textOr(key, Double.toString(otherwise));
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the fault below says it
    }
    fault(key, "must be a number from " + least + " to " + most + ", not " + quoted(text));
    return otherwise;
  }

  /** Whether {@code key} is {@code true}. */
  public boolean flag(String key) {
    return choice(key, Map.of("true", true, "false", false), false);
  }

  /** What the text of {@code key} stands for. */
  public <T> T choice(String key, Map<String, T> choices, T otherwise) {
    YamlValue value = value(key);
    String text = value == null ? null : value.text();
    T chosen = text == null ? otherwise : choices.get(text);
    if (chosen != null) {
      return chosen;
    }
    fault(key, "is " + quoted(String.valueOf(text)) + hint(String.valueOf(text), choices.keySet()));
    return otherwise;
  }

  /** Reports every key that no getter was asked for. */
  public void refuseOthers() {
    for (Map.Entry<String, YamlValue> key : keys.entrySet()) {
      if (!asked.contains(key.getKey())) {
        key.getValue()
            .fault(quoted(key.getKey()) + " is not a key here" + hint(key.getKey(), asked));
      }
    }
  }

  private static String hint(String word, Set<String> known) {
    String closest = Suggestion.closest(word, known);
    return closest.isEmpty()
        ? "; write one of " + String.join(", ", new TreeSet<>(known))
        : "; did you mean " + quoted(closest) + "?";
  }

  private static String quoted(String text) {
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
  }
}
