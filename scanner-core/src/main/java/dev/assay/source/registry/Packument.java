package dev.assay.source.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an npm registry's record of a package says of one version, read as a stream: records of
 * packages with thousands of versions have tens of megabytes.
 *
 * @param tarball null if there is no such version
 * @param latest the version that the tag {@code latest} names; null if there is none
 */
record Packument(
    @Nullable String tarball,
    @Nullable String integrity,
    @Nullable String shasum,
    @Nullable String latest) {

  /** Reads a record. */
  static Packument read(InputStream in, String version) throws IOException {
    Packument dist = new Packument(null, null, null, null);
    String latest = null;
    JsonFactory factory =
        JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
    try (JsonParser json = factory.createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("versions") && enter(json, version)) {
          if (enter(json, "dist")) {
            dist = dist(json);
            leave(json);
          }
          leave(json);
        } else if (field.equals("dist-tags") && json.hasToken(JsonToken.START_OBJECT)) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals("latest");
            json.nextToken();
            latest = wanted && json.hasToken(JsonToken.VALUE_STRING) ? json.getText() : latest;
            json.skipChildren();
          }
        } else {
          json.skipChildren();
        }
      }
    }
    return new Packument(dist.tarball, dist.integrity, dist.shasum, latest);
  }

  /**
   * Goes to the value of {@code field} in the object that begins here; false, and the object is
   * passed, if there is none that is an object.
   */
  private static boolean enter(JsonParser json, String field) throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      json.skipChildren();
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals(field);
      json.nextToken();
      if (wanted && json.hasToken(JsonToken.START_OBJECT)) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }

  /** To the end of the object that the current one was a value of. */
  private static void leave(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      json.nextToken();
      json.skipChildren();
    }
  }

  private static Packument dist(JsonParser json) throws IOException {
    String tarball = null;
    String integrity = null;
    String shasum = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value != JsonToken.VALUE_STRING) {
        json.skipChildren();
        continue;
      }
      switch (field) {
        case "tarball" -> tarball = json.getText();
        case "integrity" -> integrity = json.getText();
        case "shasum" -> shasum = json.getText();
        default -> {}
      }
    }
    return new Packument(tarball, integrity, shasum, null);
  }
}
