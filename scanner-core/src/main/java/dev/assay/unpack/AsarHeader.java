package dev.assay.unpack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;

/**
 * The header of an asar archive: {@code {"files": {NAME: {"files": …} or {"offset": "0", "size": 1}
 * or {"link": …}}}}. It is read as it comes, and only the names of the folders around a file are
 * held.
 */
final class AsarHeader {

  private static final int DEEPEST = 500;
  private static final int LONGEST_NAME = 10_000;
  private static final int LONGEST_TEXT = 1 << 20;

  /** Of all folders' names around a file, characters. */
  private static final int LONGEST_PATH = 1 << 16;

  private final JsonParser json;
  private final Output out;
  private final StringBuilder path = new StringBuilder();

  private AsarHeader(JsonParser json, Output out) {
    this.json = json;
    this.out = out;
  }

  /** No more files are wanted. */
  private static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Takes the files. */
  interface Output {

    /** Whether no more are wanted. */
    boolean stopped();

    /**
     * A file.
     *
     * @param offset from the end of the header; -1 if it isn't said
     * @param size bytes; -1 if it isn't said
     * @param unpacked whether it stands beside the archive
     * @param link what it leads to; empty for a file
     */
    void file(String path, long offset, long size, boolean unpacked, String link)
        throws IOException;
  }

  /**
   * Gives all files of the header {@code in} to {@code out}.
   *
   * @throws ContentException if it is no such header, after those before the fault
   */
  static void read(InputStream in, Output out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(2 * DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    try (JsonParser json = factory.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw corrupt();
      }
      new AsarHeader(json, out).node(true);
    } catch (Stopped e) {
      // Whoever runs the scan says so.
    } catch (JsonProcessingException e) {
      throw corrupt();
    }
  }

  private static ContentException corrupt() {
    return new ContentException(
        Problem.Kind.CORRUPT, "its header is malformed, so files may be missing");
  }

  /** A folder or file, from behind its opening brace to its closing one. */
  private void node(boolean root) throws IOException {
    boolean folder = root;
    long offset = -1;
    long size = -1;
    boolean unpacked = false;
    String link = "";
    for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
      if (token != JsonToken.FIELD_NAME) {
        throw corrupt();
      }
      String field = json.currentName();
      JsonToken value = next();
      switch (field) {
        case "files" -> {
          folder = true;
          if (value != JsonToken.START_OBJECT) {
            throw corrupt();
          }
          files();
        }
        case "offset" -> offset = number(value);
        case "size" -> size = number(value);
        case "unpacked" -> unpacked = value == JsonToken.VALUE_TRUE;
        case "link" -> link = value == JsonToken.VALUE_STRING ? json.getText() : "";
        default -> json.skipChildren();
      }
    }
    if (!folder && !out.stopped()) {
      out.file(path.toString(), offset, size, unpacked, link);
    }
  }

  private void files() throws IOException {
    int length = path.length();
    for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
      if (out.stopped()) {
        throw new Stopped();
      }
      if (token != JsonToken.FIELD_NAME || path.length() > LONGEST_PATH) {
        throw corrupt();
      }
      path.append(length == 0 ? "" : "/").append(json.currentName());
      if (next() != JsonToken.START_OBJECT) {
        throw corrupt();
      }
      node(false);
      path.setLength(length);
    }
  }

  private long number(JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
      json.skipChildren();
      return -1;
    }
    String text = json.getText();
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw corrupt();
    }
    return token;
  }
}
