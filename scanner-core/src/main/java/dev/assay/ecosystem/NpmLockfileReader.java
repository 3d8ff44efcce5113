package dev.assay.ecosystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * npm's {@code package-lock.json} of all versions, with {@code npm-shrinkwrap.json} and the hidden
 * lockfile in {@code node_modules} (docs.npmjs.com, package-lock.json). Version 1 nests {@code
 * dependencies}; 3 has {@code packages} by folder; 2 has both. A package that came from an archive
 * in the project names it ({@code file:…tgz}, relative to the lockfile): the claim is about that
 * file. All others are about the package in its folder.
 */
final class NpmLockfileReader implements LockfileReader {

  private static final Set<String> NAMES =
      Set.of("package-lock.json", "npm-shrinkwrap.json", ".package-lock.json");

  private static final String FILE = "file:";
  private static final List<String> ARCHIVES = List.of(".tgz", ".tar.gz", ".tar");
  private static final String MODULES = "node_modules/";

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Loaded with the first lockfile: a hook starts without a JSON parser. */
  private static final class Json {

    /** The text is UTF-8 by the time that it is read, whatever it looks like. */
    static final JsonFactory FACTORY =
        JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();
  }

  @Override
  public String format() {
    return "npm-package-lock";
  }

  @Override
  public boolean reads(String name) {
    return NAMES.contains(name);
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    InputStream in = text.open();
    int mark = Arrays.equals(in.readNBytes(MARK.length), MARK) ? MARK.length : 0;
    if (mark == 0) {
      in = text.open();
    }
    try (JsonParser json = Json.FACTORY.createParser(in)) {
      new Run(json, mark, text, claimant, out).go();
    }
  }

  /** One lockfile. */
  private static final class Run {
    private final JsonParser json;

    /** Offset in the text of what the parser counts as 0. */
    private final int origin;

    private final LockfileText text;
    private final Provenance claimant;
    private final Output out;

    /** The folder of the lockfile's package: the hidden lockfile stands one below it. */
    private final String root;

    Run(JsonParser json, int origin, LockfileText text, Provenance claimant, Output out) {
      this.json = json;
      this.origin = origin;
      this.text = text;
      this.claimant = claimant;
      this.out = out;
      this.root = claimant.innerPath().endsWith(MODULES + ".package-lock.json") ? "../" : "";
    }

    void go() throws IOException {
      try {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          malformed(position(), "it is not a JSON object");
          return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          JsonToken value = json.nextToken();
          if (field.equals("packages") && value == JsonToken.START_OBJECT) {
            packages();
          } else if (field.equals("dependencies") && value == JsonToken.START_OBJECT) {
            dependencies("");
          } else {
            json.skipChildren();
          }
        }
        if (json.nextToken() != null) {
          malformed(position(), "something follows its JSON object");
        }
      } catch (JsonProcessingException e) {
        // Its message may quote the text.
        malformed(
            offset(e.getLocation()), "it is not JSON from here on; no claim after it was read");
      }
    }

    /** Versions 2 and 3: {@code "node_modules/a": {…}}. */
    private void packages() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String folder = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          entry(folder, "resolved", false);
        } else {
          json.skipChildren();
        }
      }
    }

    /** Versions 1 and 2: {@code "a": {…, "dependencies": {…}}}. */
    private void dependencies(String parent) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String folder = parent + MODULES + json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT) {
          entry(folder, "version", true);
        } else {
          json.skipChildren();
        }
      }
    }

    /**
     * An entry's own fields.
     *
     * @param source the field that names a local archive
     * @param nests whether its own dependencies stand in it
     */
    private void entry(String folder, String source, boolean nests) throws IOException {
      String from = null;
      List<Digests.Digest> digests = List.of();
      Region region = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals(source) && value == JsonToken.VALUE_STRING) {
          from = json.getText();
        } else if (field.equals("integrity")) {
          int at = position();
          if (region != null) {
            malformed(at, "an entry has two integrity fields; the last one counts for npm");
          }
          region = null;
          if (value == JsonToken.VALUE_STRING) {
            digests = Digests.ofIntegrity(json.getText());
            region = region(at);
          }
          if (digests.isEmpty()) {
            malformed(at, "an integrity field is not a digest that npm could check");
          }
          json.skipChildren();
        } else if (field.equals("dependencies") && value == JsonToken.START_OBJECT && nests) {
          dependencies(folder + "/");
        } else {
          json.skipChildren();
        }
      }
      if (region != null) {
        pin(folder, from, digests, region);
      }
    }

    private void pin(
        String folder, @Nullable String from, List<Digests.Digest> digests, Region region) {
      Pin.Kind kind = Pin.Kind.FILE;
      String subject = from == null ? null : archive(from);
      if (subject == null) {
        kind = Pin.Kind.PACKAGE;
        subject = LogicalPaths.resolve(claimant, root + folder);
      }
      if (subject == null) {
        return; // The entry of a package outside of what is scanned.
      }
      for (Digests.Digest digest : digests) {
        out.pin(new Pin(kind, subject, digest.algorithm(), digest.hex(), claimant, region));
      }
    }

    /** The archive in the scan that {@code source} names; null if it names anything else. */
    private @Nullable String archive(String source) {
      String lower = source.toLowerCase(Locale.ROOT);
      if (!lower.startsWith(FILE) || ARCHIVES.stream().noneMatch(lower::endsWith)) {
        return null;
      }
      // npm writes paths as they are, nothing of them encoded.
      String path = source.substring(FILE.length()).replace('\\', '/');
      return LogicalPaths.resolve(claimant, root + path);
    }

    /** The bytes between the quotes of the current string. */
    private Region region(int at) throws IOException {
      json.finishToken();
      int end = offset(json.currentLocation());
      return text.region(at + 1, Math.max(at + 1, end - 1));
    }

    private int position() {
      return offset(json.currentTokenLocation());
    }

    private int offset(@Nullable JsonLocation location) {
      return origin + (location == null ? 0 : (int) Math.max(0, location.getByteOffset()));
    }

    private void malformed(int at, String what) {
      out.problem(Problem.Kind.MALFORMED, text.line(at), what);
    }
  }
}
