package dev.assay.rules.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.detect.licence.LicenceIndex;
import dev.assay.detect.licence.LicenceIndex.Form;
import dev.assay.detect.licence.LicenceIndexBuilder;
import dev.assay.ecosystem.LicenceExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the index of licence texts out of SPDX's licence list, which the jar of {@code
 * org.spdx:java-spdx-library} holds as JSON files (list 3.28; the data are CC0). Run by the build.
 */
public final class LicenceIndexCompiler {
  private static final String FOLDER = "/resources/stdlicenses/";

  private final JsonFactory json = new JsonFactory();

  LicenceIndexCompiler() {}

  /**
   * Writes the index.
   *
   * @param outputFolder root of the class path that the resource is written to
   * @throws IOException if the list isn't on the class path, or the index can't be written
   */
  static void compile(Path outputFolder) throws IOException {
    Path file = outputFolder.resolve(LicenceIndex.RESOURCE.substring(1));
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      new LicenceIndexCompiler().builder().write(out);
    }
  }

  private LicenceIndexBuilder builder() throws IOException {
    LicenceIndexBuilder builder = new LicenceIndexBuilder();
    for (String id : licences()) {
      Map<String, String> fields = fields(id);
      String expression = String.valueOf(LicenceExpression.parse(id));
      builder.add(Form.TEXT, id, expression, fields.getOrDefault("standardLicenseTemplate", ""));
      builder.add(
          Form.HEADER, id, expression, fields.getOrDefault("standardLicenseHeaderTemplate", ""));
    }
    for (String id : exceptions()) {
      Map<String, String> fields = fields(id);
      builder.add(Form.EXCEPTION, id, id, fields.getOrDefault("licenseExceptionTemplate", ""));
    }
    return builder;
  }

  /** All ids of the list, deprecated ones too. */
  List<String> licences() throws IOException {
    return ids("licenses.json", "licenseId");
  }

  /** All ids of exceptions. */
  List<String> exceptions() throws IOException {
    return ids("exceptions.json", "licenseExceptionId");
  }

  private List<String> ids(String name, String field) throws IOException {
    List<String> ids = new ArrayList<>();
    try (InputStream in = open(name);
        JsonParser parser = json.createParser(in)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(field)) {
          ids.add(parser.nextTextValue());
        }
      }
    }
    ids.sort(null);
    return ids;
  }

  /** The texts of a licence or an exception, by the names of their fields. */
  Map<String, String> fields(String id) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    try (InputStream in = open(id + ".json");
        JsonParser parser = json.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          fields.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    }
    return fields;
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = LicenceIndexCompiler.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IOException("the licence list of SPDX is not on the class path: no " + name);
    }
    return in;
  }
}
