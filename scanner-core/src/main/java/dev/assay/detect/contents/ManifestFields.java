package dev.assay.detect.contents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assay.model.ArtifactFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which fields a {@code package.json} has, so that two can be compared where neither is at hand any
 * more: names of two levels ({@code version}, {@code scripts.build}), and of each value a digest,
 * never the value. Only the commit that a packer notes (npm's {@code gitHead}, {@code git.sha1} of
 * cargo's {@code .cargo_vcs_info.json}) stands as it is.
 */
final class ManifestFields {

  private static final Set<String> NAMES = Set.of("package.json", ".cargo_vcs_info.json");
  private static final Set<String> COMMITS = Set.of("gitHead", "git.sha1");

  private static final int LARGEST = 256 << 10;
  private static final int MOST = 2_000;
  private static final int DEEPEST = 50;

  /** Of a digest as it is kept, bytes. */
  private static final int KEPT = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNameLength(1_000).build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private final Map<String, String> fields = new TreeMap<>();

  private ManifestFields(JsonParser parser) {
    this.parser = parser;
  }

  /** Whether a file of this name and size is read. */
  static boolean reads(String path, long size) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return size <= LARGEST && NAMES.contains(name);
  }

  /** The fields of {@code bytes[from, to)}; none if they are no JSON object. */
  static Map<String, String> of(byte[] bytes, int from, int to) {
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      ManifestFields all = new ManifestFields(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      all.object("");
      return all.fields;
    } catch (IOException e) {
      return Map.of(); // whoever compares has the digests of the files
    }
  }

  /** From behind the opening brace to the closing one. */
  private void object(String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT && prefix.isEmpty()) {
        put(name, "{}");
        object(name + ".");
      } else {
        put(name, value(name));
      }
    }
  }

  private void put(String name, String value) {
    if (fields.size() < MOST) {
      fields.put(name, value);
    }
  }

  private String value(String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      // What a workspace calls its own packages; publishing puts versions there.
      if (text.startsWith("workspace:") || text.startsWith("catalog:")) {
        return ArtifactFile.OF_WORKSPACE;
      }
      if (COMMITS.contains(name) && text.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
        return text;
      }
    }
    MessageDigest digest = sha256();
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new IOException("it ends too soon");
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      digest.update((byte) token.id());
      digest.update(parser.getText().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    } while (depth > 0 && parser.nextToken() != null);
    return HexFormat.of().formatHex(digest.digest(), 0, KEPT);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
