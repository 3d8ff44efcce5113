package dev.assay.rules.load;

import dev.assay.rules.Phrase;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a rule of {@code kind: licence} looks for. */
final class LicenceReader {
  private static final int LONGEST = 200;

  private LicenceReader() {}

  /** Its shape; null after a fault. */
  static Shape.@Nullable Licence licence(YamlMap map) {
    map.text("look", "write metadata, text, title or header");
    Look look =
        map.choice(
            "look",
            Map.of(
                "metadata", Look.METADATA,
                "text", Look.TEXT,
                "title", Look.TITLE,
                "header", Look.HEADER),
            Look.TEXT);
    boolean metadata = look == Look.METADATA;
    String key = metadata ? "values" : "phrases";
    if (map.has(metadata ? "phrases" : "values")) {
      map.fault(
          metadata ? "phrases" : "values",
          metadata
              ? "are for texts; write the declared `values`"
              : "are for `look: metadata`; write `phrases`");
    }
    if (map.elements(key).isEmpty()) {
      map.fault(key, metadata ? "is missing; write what is declared" : "is missing; write phrases");
      return null;
    }
    List<String> values = new ArrayList<>();
    List<String> also = new ArrayList<>();
    boolean sound = texts(map, key, values);
    for (YamlValue element : metadata ? List.<YamlValue>of() : map.elements(key)) {
      String text = element.text();
      if (text != null && sound && Phrase.of(text).anchor().isEmpty()) {
        element.fault(
            "is a phrase without a word of "
                + Phrase.ANCHOR
                + " letters, and would cost time in every file; take more of the text");
        sound = false;
      }
    }
    sound &= texts(map, "also", also);
    List<String> in = ShapeReader.places(map, false);
    if (metadata && !also.isEmpty()) {
      map.fault("also", "is for texts; a declared value is one sign");
    }
    if (!metadata && !in.isEmpty()) {
      map.fault("in", "is for `look: metadata`; limit other rules with `path`");
    }
    return sound ? new Shape.Licence(look, values, also, in) : null;
  }

  private static boolean texts(YamlMap map, String key, List<String> into) {
    boolean sound = true;
    for (YamlValue element : map.elements(key)) {
      String text = element.text();
      if (text == null) {
        sound = false;
      } else if (text.isBlank() || text.length() > LONGEST || Phrase.of(text).words().isEmpty()) {
        element.fault("is no text of 1 to " + LONGEST + " characters with a word in it");
        sound = false;
      } else {
        into.add(text.strip().toLowerCase(Locale.ROOT));
      }
    }
    return sound;
  }
}
