package dev.assay.rules.load;

import dev.assay.rules.yaml.YamlDocument;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import dev.assay.rules.yaml.YamlVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file: a rule, or a table of rules. A table is a file named {@code _table.yml} with the
 * keys {@code template} (a mapping with any keys of a rule) and {@code rows} (a list of rules, each
 * of which takes from the template what it doesn't say itself; under {@code assign}, {@code doc},
 * {@code near}, {@code path} and {@code with} key by key). What a row says under {@code with} is
 * put into the texts of both.
 */
public final class RuleFileReader {
  /** Name of a file that holds a table. */
  public static final String TABLE = "_table.yml";

  private static final Set<String> MERGED = Set.of("assign", "doc", "near", "path", "with");

  private RuleFileReader() {}

  /**
   * Reads the rules in {@code bytes}. Those that have a fault are left out; {@code faults} tells.
   *
   * @param file how faults name it; its last segment says which id, or that it is a table
   */
  public static List<RuleSource> read(String file, byte[] bytes, YamlFaults faults) {
    YamlValue root = YamlDocument.read(file, bytes, faults);
    YamlMap map = root == null ? null : root.map();
    List<RuleSource> rules = new ArrayList<>();
    if (map != null) {
      String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
      if (name.equals(TABLE)) {
        table(map, faults, rules);
      } else {
        int dot = name.lastIndexOf('.');
        add(rules, RuleReader.read(map, dot < 0 ? name : name.substring(0, dot), faults));
      }
    }
    return rules;
  }

  private static void table(YamlMap table, YamlFaults faults, List<RuleSource> rules) {
    YamlMap template = table.map("template");
    if (template != null && template.has("id")) {
      template.fault("id", "can't be shared; write it in each row");
    }
    if (!table.has("rows")) {
      table.fault("rows", "is missing; write a list of rules");
    }
    for (YamlValue element : table.elements("rows")) {
      YamlMap row = element.map();
      if (row != null) {
        YamlMap whole = template == null ? row : row.over(template, MERGED);
        YamlMap filled = whole.with(variables(whole));
        filled.has("with"); // it was read
        add(rules, RuleReader.read(filled, null, faults));
      }
    }
    table.refuseOthers();
  }

  /** What a row says under {@code with}. */
  private static YamlVariables variables(YamlMap row) {
    Map<String, String> values = new TreeMap<>();
    YamlMap with = row.map("with");
    if (with != null) {
      for (String name : with.keys()) {
        values.put(name, with.text(name, "write its value"));
      }
    }
    return new YamlVariables(values);
  }

  private static void add(List<RuleSource> rules, @Nullable RuleSource rule) {
    if (rule != null) {
      rules.add(rule);
    }
  }
}
