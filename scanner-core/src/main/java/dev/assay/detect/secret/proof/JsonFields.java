package dev.assay.detect.secret.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the members of a small JSON object, those of objects in it under dotted names. */
final class JsonFields {
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_DEPTH = 6;
  private static final int MAX_FIELDS = 500;

  /** Loaded with the first secret that holds JSON: a hook starts without a parser. */
  private static final class Json {

    /** Also reads what people write into source code: other quotes, names without any. */
    static final JsonFactory FACTORY =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
  }

  private JsonFields() {}

  /**
   * Scalar members as text; objects and lists have an entry with the text {@code ""}. What a list
   * holds is passed over.
   *
   * @return null if {@code text} is not one whole object, or has more than anything sensible has
   */
  static @Nullable Map<String, String> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      boolean whole = object(json, "", 1, fields) && json.nextToken() == null;
      return whole ? fields : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean object(
      JsonParser json, String prefix, int depth, Map<String, String> fields) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + json.currentName();
      if (fields.size() >= MAX_FIELDS || name.length() > MAX_LENGTH) {
        return false;
      }
      JsonToken value = json.nextToken();
      fields.put(name, value != null && value.isScalarValue() ? json.getText() : "");
      if (value == JsonToken.START_ARRAY) {
        json.skipChildren();
      } else if (value == JsonToken.START_OBJECT
          && (depth >= MAX_DEPTH || !object(json, name + ".", depth + 1, fields))) {
        return false;
      }
    }
    return json.currentToken() == JsonToken.END_OBJECT;
  }

  /** A member for people: printable ASCII, at most 80 characters; empty if there is none. */
  static String shown(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "").replaceAll("[^ -~]", "?");
    return text.length() > 80 ? text.substring(0, 79) + "…" : text;
  }
}
