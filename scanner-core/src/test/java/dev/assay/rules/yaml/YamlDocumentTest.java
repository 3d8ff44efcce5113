package dev.assay.rules.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {
  private final YamlFaults faults = new YamlFaults();

  private YamlValue read(String text) {
    return YamlDocument.read("f.yml", text.getBytes(StandardCharsets.UTF_8), faults);
  }

  private YamlMap map(String text) {
    YamlMap map = read(text).map();
    assertThat(map).isNotNull();
    return map;
  }

  private List<String> told() {
    return faults.sorted().stream().map(Object::toString).toList();
  }

  @Test
  void readsEachKindOfValue() {
    YamlMap map =
        map("text: a b\nlist: [x, y]\none: z\nmap: {k: v}\nnumber: 12\nhalf: 0.5\nyes: true\n");
    assertThat(map.text("text", "")).isEqualTo("a b");
    assertThat(map.texts("list")).containsExactly("x", "y");
    assertThat(map.texts("one")).containsExactly("z");
    assertThat(map.texts("none")).isEmpty();
    assertThat(map.map("map").text("k", "")).isEqualTo("v");
    assertThat(map.map("none")).isNull();
    assertThat(map.integer("number", 1, 0, 99)).isEqualTo(12);
    assertThat(map.integer("none", 7, 0, 99)).isEqualTo(7);
    assertThat(map.decimal("half", 0, 0, 8)).isEqualTo(0.5);
    assertThat(map.flag("yes")).isTrue();
    assertThat(map.flag("none")).isFalse();
    assertThat(map.choice("text", Map.of("a b", 1), 0)).isEqualTo(1);
    map.refuseOthers();
    assertThat(told()).isEmpty();
  }

  @Test
  void keepsNumbersAsTheyAreWritten() {
    assertThat(map("a: [007, 1e3, 0x1F, true]").texts("a"))
        .containsExactly("007", "1e3", "0x1F", "true");
  }

  @Test
  void saysWhereAKeyIsUnknownAndWhatWasMeant() {
    YamlMap map = map("severity: x\nseverty: y\nqqqqqqq: z\n");
    map.textOr("severity", "");
    map.textOr("name", "");
    map.refuseOthers();
    assertThat(told())
        .containsExactly(
            "f.yml:2:1: 'severty' is not a key here; did you mean 'severity'?",
            "f.yml:3:1: 'qqqqqqq' is not a key here; write one of name, severity");
  }

  @Test
  void saysWhatIsWrongWithAValue() {
    YamlMap map = map("a: [x]\nb: {c: d}\nc:\nd: 100\ne: maybe\nf: ' '\n");
    map.text("a", "");
    map.texts("b");
    map.text("c", "");
    map.integer("d", 1, 1, 99);
    map.flag("e");
    map.text("f", "write a name");
    map.text("g", "write a name");
    map.map("a");
    map.refuseOthers();
    assertThat(told())
        .containsExactly(
            "f.yml:1:1: 'g' is missing; write a name",
            "f.yml:1:4: must be a mapping (key: value), not a list",
            "f.yml:1:4: must be a text, not a list; put it in quotes if it is one",
            "f.yml:2:4: must be a text, not a mapping; put it in quotes if it is one",
            "f.yml:3:3: must be a text, not nothing; put it in quotes if it is one",
            "f.yml:4:4: 'd' must be a whole number from 1 to 99, not '100'",
            "f.yml:5:4: 'e' is 'maybe'; write one of false, true",
            "f.yml:6:4: 'f' is empty; write a name");
  }

  @Test
  void refusesKeysThatStandTwice() {
    map("a: 1\nb: 2\na: 3\n");
    assertThat(told()).containsExactly("f.yml:3:1: 'a' stands here twice; keep one");
  }

  @Test
  void refusesTags() {
    map("a: !!binary aGk=\n").text("a", "");
    map("a: !java.net.URL x\n").text("a", "");
    assertThat(read("!x {a: b}").map()).isNull();
    assertThat(told()).hasSize(3).allMatch(fault -> fault.contains("must be a "));
  }

  @Test
  void saysWhereYamlIsBroken() {
    assertThat(read("a: b\n c: d\n")).isNull();
    assertThat(read("a: 'b\n")).isNull();
    assertThat(read("a: *b\n")).isNull();
    assertThat(read("a: 1\n---\nb: 2\n")).isNull();
    assertThat(read("a: \u0007\n")).isNull();
    assertThat(read("")).isNull();
    assertThat(told())
        .hasSize(6)
        .anyMatch(f -> f.startsWith("f.yml:2:3: is not valid YAML here"))
        .anyMatch(f -> f.startsWith("f.yml:1:4: is not valid YAML here"))
        .anyMatch(f -> f.contains("found undefined alias b"))
        .anyMatch(f -> f.contains("expected a single document"))
        .anyMatch(f -> f.startsWith("f.yml:1:4: holds the control character U+0007"))
        .anyMatch(f -> f.startsWith("f.yml: is empty"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = "a: b\nc: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(YamlDocument.read("f.yml", bytes, faults)).isNull();
    assertThat(told())
        .containsExactly("f.yml:2:1: has bytes in this line that are not UTF-8; save it as UTF-8");
  }

  @Test
  void takesAByteOrderMarkForNothing() {
    assertThat(map("\uFEFFa: b\n").text("a", "")).isEqualTo("b");
  }

  @Test
  void refusesBombs() {
    assertThat(read("a: " + "x".repeat(YamlDocument.MAX_BYTES))).isNull();
    assertThat(read("[".repeat(50_000))).isNull();
    assertThat(read("- ".repeat(50_000) + "x")).isNull();
    assertThat(read("a: ".repeat(1) + "{a: ".repeat(40) + "b" + "}".repeat(40))).isNull();
    assertThat(read("a: &a [x]\nb: [" + "*a, ".repeat(60) + "y]\n")).isNull();
    assertThat(told())
        .anyMatch(f -> f.contains("larger than 1 MB"))
        .anyMatch(f -> f.contains("nested more than 32 deep"))
        .anyMatch(f -> f.contains("liases"));
    assertThat(faults.sorted()).hasSizeBetween(3, 5);
  }

  @Test
  void laysOneMappingOverAnother() {
    YamlMap base = map("a: 1\nb: {x: 1, y: 2}\nc: {x: 1, y: 2}\n");
    YamlMap over = map("d: 4\nb: {x: 9}\nc: {x: 9}\n").over(base, Set.of("b"));
    assertThat(over.text("a", "")).isEqualTo("1");
    assertThat(over.map("b").text("x", "")).isEqualTo("9");
    assertThat(over.map("b").text("y", "")).isEqualTo("2");
    assertThat(over.map("c").textOr("y", "none")).isEqualTo("none");
    over.refuseOthers();
    assertThat(told()).containsExactly("f.yml:1:1: 'd' is not a key here; write one of a, b, c");
  }

  @Test
  void throwsAllFaultsAtOnce() {
    faults.throwIfAny();
    faults.add("b.yml", "is odd");
    faults.add(new YamlFaults.Fault("a.yml", 2, 3, "is wrong"));
    faults.add("b.yml", "is odd");
    assertThatThrownBy(faults::throwIfAny)
        .isInstanceOf(UsageException.class)
        .hasMessage("a.yml:2:3: is wrong\nb.yml: is odd");
  }

  @Test
  void suggestsTheNearest() {
    assertThat(Suggestion.closest("hgih", Set.of("high", "low"))).isEqualTo("high");
    assertThat(Suggestion.closest("HIGH", Set.of("high", "low"))).isEqualTo("high");
    assertThat(Suggestion.closest("zzz", Set.of("high", "low"))).isEmpty();
    assertThat(Suggestion.closest("z".repeat(100_000), Set.of("high"))).isEmpty();
  }
}
