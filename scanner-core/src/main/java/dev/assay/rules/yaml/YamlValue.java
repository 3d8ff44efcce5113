package dev.assay.rules.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One node of a document and its place. What it isn't, when asked for, becomes a fault. */
public final class YamlValue {
  private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);

  private final String file;
  private final Node node;
  private final YamlFaults faults;
  private final @Nullable YamlVariables variables;

  YamlValue(String file, Node node, YamlFaults faults) {
    this(file, node, faults, null);
  }

  private YamlValue(String file, Node node, YamlFaults faults, @Nullable YamlVariables variables) {
    this.file = file;
    this.node = node;
    this.faults = faults;
    this.variables = variables;
  }

  /** The same node, whose texts have the variables' values put in. */
  YamlValue with(YamlVariables values) {
    return new YamlValue(file, node, faults, values);
  }

  /** The file that it stands in, as the user named it. */
  public String file() {
    return file;
  }

  /** Its first line, 1-based. */
  public int line() {
    Optional<Mark> mark = node.getStartMark();
    return mark.isEmpty() ? 0 : mark.get().getLine() + 1;
  }

  /** Its first column, 1-based, in code points. */
  public int column() {
    Optional<Mark> mark = node.getStartMark();
    return mark.isEmpty() ? 0 : mark.get().getColumn() + 1;
  }

  /** Reports that something is wrong with it; {@code what} says what, and what to do. */
  public void fault(String what) {
    faults.add(new YamlFaults.Fault(file, line(), column(), what));
  }

  /** Whether it is a mapping. */
  public boolean isMap() {
    return node instanceof MappingNode;
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Its text, as written where it is a number or {@code true}; else null and a fault. */
  public @Nullable String text() {
    if (node instanceof ScalarNode scalar && SCALARS.contains(scalar.getTag())) {
      return variables == null ? scalar.getValue() : variables.fill(scalar.getValue(), this);
    }
    fault("must be a text, not " + kind() + "; put it in quotes if it is one");
    return null;
  }

  /** Its elements; a fault and none if it is not a list. */
  public List<YamlValue> list() {
    List<YamlValue> values = new ArrayList<>();
    if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      for (Node element : sequence.getValue()) {
        values.add(sibling(element));
      }
    } else {
      fault("must be a list, not " + kind() + "; write [a, b] or one `- ` a line");
    }
    return values;
  }

  /** Its keys and values; null and a fault if it is not a mapping. */
  public @Nullable YamlMap map() {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return YamlMap.of(this, mapping, faults);
    }
    fault("must be a mapping (key: value), not " + kind());
    return null;
  }

  YamlValue sibling(Node other) {
    return new YamlValue(file, other, faults, variables);
  }

  private String kind() {
    if (isMap()) {
      return "a mapping";
    }
    if (isList()) {
      return "a list";
    }
    return node.getTag().equals(Tag.NULL)
        ? "nothing"
        : SCALARS.contains(node.getTag()) ? "a text" : "a value with the tag " + node.getTag();
  }
}
