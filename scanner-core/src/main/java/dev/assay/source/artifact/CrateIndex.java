package dev.assay.source.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The index of Cargo's registries (doc.rust-lang.org, Registry Index). */
public final class CrateIndex {

  private CrateIndex() {}

  /** Where the index keeps a crate: {@code se/rd/serde}, {@code 3/s/syn}, {@code 2/cc}. */
  public static String path(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower.length()) {
      case 1 -> "1/" + lower;
      case 2 -> "2/" + lower;
      case 3 -> "3/" + lower.charAt(0) + "/" + lower;
      default -> lower.substring(0, 2) + "/" + lower.substring(2, 4) + "/" + lower;
    };
  }

  /**
   * The SHA-256 of a crate's file by {@code record}, the line of one version; null if it is of
   * another version, or none.
   */
  public static @Nullable String checksum(String record, String version) {
    String found = null;
    boolean same = false;
    try (JsonParser parser = new JsonFactory().createParser(record)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("vers")) {
          same = version.equals(parser.getText());
        } else if (field.equals("cksum")) {
          found = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return null; // no record of a version
    }
    return same && found != null && found.matches("[0-9a-f]{64}") ? found : null;
  }
}
