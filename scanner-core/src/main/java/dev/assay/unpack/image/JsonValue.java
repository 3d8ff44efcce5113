package dev.assay.unpack.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document that is small, whatever it is: nesting and the number of values are
 * bounded. Asking for what isn't there gives nothing, so that readers need no checks. Immutable.
 */
public final class JsonValue {

  private static final int DEEPEST = 40;
  private static final int MOST_VALUES = 200_000;
  private static final JsonValue NOTHING = new JsonValue(null);

  /** Of duplicate names the last counts, as in the programs that run images. */
  private static final class Json {
    static final JsonFactory FACTORY =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /** A map, a list, a string, a long, true, or null for all else. */
  private final @Nullable Object value;

  private JsonValue(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Reads a document.
   *
   * @throws IOException if it isn't JSON, or too large in one way or another; the message may quote
   *     it
   */
  public static JsonValue read(byte[] document) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(document)) {
      if (parser.nextToken() == null) {
        throw new IOException("empty");
      }
      JsonValue root = new Reader(parser).value();
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return root;
    }
  }

  private static final class Reader {
    private final JsonParser parser;
    private int count;

    Reader(JsonParser parser) {
      this.parser = parser;
    }

    JsonValue value() throws IOException {
      if (++count > MOST_VALUES) {
        throw new IOException("too many values");
      }
      JsonToken token = parser.currentToken();
      if (token == JsonToken.START_OBJECT) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, value());
        }
        return new JsonValue(fields);
      }
      if (token == JsonToken.START_ARRAY) {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        return new JsonValue(items);
      }
      if (token == JsonToken.VALUE_STRING) {
        return new JsonValue(parser.getText());
      }
      if (token == JsonToken.VALUE_NUMBER_INT
          && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return new JsonValue(parser.getLongValue());
      }
      return token == JsonToken.VALUE_TRUE ? new JsonValue(true) : NOTHING;
    }
  }

  /** The field {@code name}; nothing if there is none, or this is no object. */
  public JsonValue get(String name) {
    return fields().getOrDefault(name, NOTHING);
  }

  /** Whether there is nothing here that is looked for. */
  public boolean absent() {
    return value == null;
  }

  /** Whether it is a string. */
  public boolean isText() {
    return value instanceof String;
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return value instanceof List;
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return value instanceof Map;
  }

  /** All fields, in order; none if it is no object. */
  @SuppressWarnings("unchecked") // made above
  public Map<String, JsonValue> fields() {
    return value instanceof Map ? (Map<String, JsonValue>) value : Map.of();
  }

  /** All items; none if it is no array. */
  @SuppressWarnings("unchecked") // made above
  public List<JsonValue> items() {
    return value instanceof List ? (List<JsonValue>) value : List.of();
  }

  /** The string; empty if it is none. */
  public String text() {
    return value instanceof String text ? text : "";
  }

  /** The strings among its items. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items()) {
      if (item.value instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The whole number; -1 if it is none. */
  public long number() {
    return value instanceof Long number ? number : -1;
  }

  /** Whether it is {@code true}. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }
}
