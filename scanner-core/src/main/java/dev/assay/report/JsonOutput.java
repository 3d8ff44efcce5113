package dev.assay.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams JSON as UTF-8 that is well formed whatever the strings hold, and that a terminal can
 * show: control characters and those that reverse the reading direction are escaped.
 */
final class JsonOutput implements AutoCloseable {

  private static final String LINE_END = "\n";

  private final JsonGenerator json;

  private JsonOutput(JsonGenerator json) {
    this.json = json;
  }

  /** Indented by two spaces; {@code out} stays open. */
  static JsonOutput indented(OutputStream out) throws IOException {
    JsonGenerator json = open(out);
    DefaultIndenter indenter = new DefaultIndenter("  ", LINE_END);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    json.setPrettyPrinter(printer);
    return new JsonOutput(json);
  }

  /** Without white space; {@link #line} ends each value's line. {@code out} stays open. */
  static JsonOutput lines(OutputStream out) throws IOException {
    JsonGenerator json = open(out);
    json.setRootValueSeparator(new SerializedString(""));
    return new JsonOutput(json);
  }

  private static JsonGenerator open(OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    // A report that broke off must not look whole.
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.setCharacterEscapes(new Escapes());
    return json;
  }

  /** Starts an object: a value in an array, or the root. */
  void object() throws IOException {
    json.writeStartObject();
  }

  /** Starts the object {@code name}. */
  void object(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  void endObject() throws IOException {
    json.writeEndObject();
  }

  void array(String name) throws IOException {
    json.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    json.writeEndArray();
  }

  /** A field; left out where {@code value} is null. */
  void field(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, wellFormed(value));
    }
  }

  void field(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  void field(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  /** An array of strings, there even if it is empty. */
  void field(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(wellFormed(value));
    }
    json.writeEndArray();
  }

  /** Ends a line. */
  void line() throws IOException {
    json.writeRaw(LINE_END);
  }

  /** Writes out what is buffered. */
  @Override
  public void close() throws IOException {
    json.close();
  }

  /** {@code text} with half surrogate pairs, which UTF-8 has no bytes for, replaced. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalves(text);
      }
    }
    return text;
  }

  private static String replaceHalves(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      out.appendCodePoint(half ? 0xfffd : point);
    }
    return out.toString();
  }

  /** Escapes what JSON would allow and a terminal would obey. */
  private static final class Escapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      int type = Character.getType(c);
      boolean hidden =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      if (surrogate || !hidden) {
        return null;
      }
      StringBuilder escape = new StringBuilder("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        escape.append(Character.forDigit(c >> shift & 15, 16));
      }
      return new SerializedString(escape.toString());
    }
  }
}
