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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * npm's {@code package-lock.json} of all versions, with {@code npm-shrinkwrap.json} and the hidden
 * lockfile in {@code node_modules} (docs.npmjs.com, package-lock.json). Version 1 nests {@code
 * dependencies}; 3 has {@code packages} by folder; 2 has both. A package that came from an archive
 * in the project names it ({@code file:…tgz}, relative to the lockfile): the claim is about that
 * file. All others are about the package in its folder. Entries are those of {@code packages} where
 * there are any; which one means which is told by {@link NpmLockGraph}.
 */
final class NpmLockfileReader implements LockfileReader {

  private static final Set<String> NAMES =
      Set.of("package-lock.json", "npm-shrinkwrap.json", ".package-lock.json");

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
    CountedInput counted = new CountedInput(in);
    try (JsonParser json = Json.FACTORY.createParser(counted)) {
      new Run(json, counted, mark, text, claimant, out).go();
    }
  }

  /** One lockfile. */
  private static final class Run {
    private final JsonParser json;
    private final CountedInput in;

    /** Offset in the text of what the parser counts as 0. */
    private final int origin;

    private final LockfileText text;
    private final Provenance claimant;
    private final Output out;

    /** The folder of the lockfile's package: the hidden lockfile stands one below it. */
    private final String root;

    private final NpmLockGraph graph;
    private String project = "";
    private String projectVersion = "";

    Run(
        JsonParser json,
        CountedInput in,
        int origin,
        LockfileText text,
        Provenance claimant,
        Output out) {
      this.json = json;
      this.in = in;
      this.origin = origin;
      this.text = text;
      this.claimant = claimant;
      this.out = out;
      this.root = claimant.innerPath().endsWith(MODULES + ".package-lock.json") ? "../" : "";
      this.graph = new NpmLockGraph(out);
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
          } else if (field.equals("name") && value == JsonToken.VALUE_STRING) {
            project = json.getText();
          } else if (field.equals("version") && value == JsonToken.VALUE_STRING) {
            projectVersion = json.getText();
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
      graph.give(claimant, project, projectVersion);
    }

    /** Versions 2 and 3: {@code "node_modules/a": {…}}. */
    private void packages() throws IOException {
      graph.hasPackages();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String folder = json.currentName();
        Region name = name(folder);
        if (json.nextToken() == JsonToken.START_OBJECT) {
          entry(new NpmLockEntry(folder, name, false));
        } else {
          json.skipChildren();
        }
      }
    }

    /** Versions 1 and 2: {@code "a": {…, "dependencies": {…}}}. */
    private void dependencies(String parent) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String folder = parent + MODULES + json.currentName();
        Region name = name(json.currentName());
        if (json.nextToken() == JsonToken.START_OBJECT) {
          entry(new NpmLockEntry(folder, name, true));
        } else {
          json.skipChildren();
        }
      }
    }

    /** An entry's own fields; in version 1 its own dependencies stand in it. */
    private void entry(NpmLockEntry entry) throws IOException {
      List<Digests.Digest> digests = List.of();
      Region region = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("integrity")) {
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
        } else if (value == JsonToken.START_OBJECT) {
          if (field.equals("dependencies") && entry.nested) {
            dependencies(entry.folder + "/");
          } else if (entry.asksIn(field)) {
            needs(entry, field);
          } else {
            json.skipChildren();
          }
        } else if (value.isScalarValue()) {
          entry.field(field, json.getText());
        } else {
          entry.field(field, "");
          json.skipChildren();
        }
      }
      String subject = LogicalPaths.resolve(claimant, root + entry.folder);
      entry.installed = subject == null ? "" : subject + "/";
      entry.digests = digests;
      graph.add(entry);
      if (region != null) {
        pin(entry, subject, digests, region);
      }
    }

    private void needs(NpmLockEntry entry, String field) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        entry.needs(field, name, json.nextToken().isScalarValue() ? json.getText() : "");
        json.skipChildren();
      }
    }

    private void pin(
        NpmLockEntry entry, @Nullable String folder, List<Digests.Digest> digests, Region region) {
      String archive = archive(entry.archive());
      String subject = archive == null ? folder : archive;
      if (subject == null) {
        return; // The entry of a package outside of what is scanned.
      }
      Pin.Kind kind = archive == null ? Pin.Kind.PACKAGE : Pin.Kind.FILE;
      for (Digests.Digest digest : digests) {
        out.pin(new Pin(kind, subject, digest.algorithm(), digest.hex(), claimant, region));
      }
    }

    /** The archive in the scan that {@code source} names; null if it names anything else. */
    private @Nullable String archive(String source) {
      String path = LocalArchives.npm(source);
      return path == null ? null : LogicalPaths.resolve(claimant, root + path);
    }

    /** The bytes of the current field's name. */
    private Region name(String name) {
      int at = position() + 1;
      int end = origin + in.count();
      return text.region(
          Math.min(at, end), Math.min(at + name.getBytes(StandardCharsets.UTF_8).length, end));
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
