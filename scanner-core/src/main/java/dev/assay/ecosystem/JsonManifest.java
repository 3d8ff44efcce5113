package dev.assay.ecosystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.model.ByteSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A manifest in JSON, read as a stream: nothing of it is kept but what is asked for. */
final class JsonManifest {

  /** Loaded with the first manifest: a start without one needs no JSON parser. */
  private static final class Json {
    static final JsonFactory FACTORY =
        JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
  }

  private final JsonParser json;

  private JsonManifest(JsonParser json) {
    this.json = json;
  }

  /** Reads the members of an object; the value is the current token. */
  @FunctionalInterface
  interface Members {
    /** A member that is not read is passed over. */
    void member(String name, JsonManifest value) throws IOException;
  }

  /**
   * Reads {@code text}, which is one object.
   *
   * @throws MalformedManifestException if it isn't
   */
  static void read(ByteSlice text, Members members) throws IOException {
    int mark = mark(text) ? 3 : 0;
    try (JsonParser parser =
        Json.FACTORY.createParser(text.array(), text.offset() + mark, text.length() - mark)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedManifestException("it is not a JSON object");
      }
      new JsonManifest(parser).object(members);
    } catch (JsonProcessingException e) {
      throw new MalformedManifestException("it is not JSON");
    }
  }

  private static boolean mark(ByteSlice text) {
    int at = text.offset();
    byte[] bytes = text.array();
    return text.length() >= 3
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf;
  }

  /** Reads the members of the current object; of anything else, none. */
  void object(Members members) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.member(name, this);
      json.skipChildren(); // does nothing behind a value that was read to its end
    }
  }

  /** The current value, if it is a string, a number or a truth value; else null. */
  @Nullable String text() throws IOException {
    return json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL
        ? json.getText()
        : null;
  }

  /** The strings of the current array, or the one that stands there instead. */
  List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    each(
        value -> {
          String text = value.text();
          if (text != null && texts.size() < IdentityBuilder.MOST) {
            texts.add(text);
          }
        });
    return texts;
  }

  /** Reads an element of an array; it is the current token. */
  @FunctionalInterface
  interface Element {
    /** An element that is not read is passed over. */
    void element(JsonManifest value) throws IOException;
  }

  /** Each element of the current array, or what stands there instead. */
  void each(Element element) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      element.element(this);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.element(this);
      json.skipChildren();
    }
  }

  /** Every string in the current value, however deep, with the names that lead to it. */
  void leaves(String path, BiConsumer<String, String> out) throws IOException {
    int depth = 0;
    List<String> names = new ArrayList<>();
    names.add(path);
    JsonToken token = json.currentToken();
    do {
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          depth++;
          names.add("");
        }
        case END_OBJECT, END_ARRAY -> {
          depth--;
          names.remove(names.size() - 1);
        }
        case FIELD_NAME -> names.set(names.size() - 1, json.currentName());
        case VALUE_STRING -> out.accept(named(names), json.getText());
        default -> {}
      }
      if (depth > 0) {
        token = json.nextToken();
        if (token == null) {
          throw new MalformedManifestException("it is not JSON");
        }
      }
    } while (depth > 0);
  }

  private static String named(List<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (!name.isEmpty()) {
        text.append(text.length() == 0 ? "" : " ").append(name);
      }
    }
    return text.toString();
  }
}
