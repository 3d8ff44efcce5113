package dev.assay.ecosystem.sbom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.model.StatedBill;
import dev.assay.model.StatedBill.Gathered;
import dev.assay.model.StatedBill.Part;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CycloneDX and SPDX in JSON, read as a stream. For one bill. */
final class JsonBill {
  private static final String PURL = "purl";

  private final String name;

  /** By identifier, or by number where there is none. */
  private final Map<String, Gathered> all = new LinkedHashMap<>();

  /** Identifiers of what the bill is of. */
  private final Set<String> subjects = new HashSet<>();

  /** What is made of what, by identifier: in SPDX 3 the files of packages. */
  private final List<String[]> distributed = new ArrayList<>();

  private String format = "";

  JsonBill(String name) {
    this.name = name;
  }

  /** Takes a member of an object; its value is the current token. */
  private interface Member {
    void read(String field, JsonParser json) throws IOException;
  }

  /** Takes an element of an array; it is the current token. */
  private interface Element {
    void read(JsonParser json) throws IOException;
  }

  StatedBill read(byte[] bytes) {
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      try {
        json.nextToken();
        object(json, this::top);
      } catch (JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        throw BillReader.malformed(name, line, "it is not JSON");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // it is in memory
    }
    if (format.isEmpty()) {
      throw new UsageException(
          "'"
              + name
              + "' is JSON, but no bill of materials: it has neither bomFormat, spdxVersion nor"
              + " @graph.");
    }
    for (String[] each : distributed) {
      Gathered from = all.get(each[0]);
      Gathered to = all.get(each[1]);
      if (from != null && to != null && to.part == Part.FILE) {
        from.digests(to);
        from.file(to.name);
        all.remove(each[1]);
      }
    }
    List<StatedBill.Stated> components = new ArrayList<>();
    all.forEach(
        (id, each) -> {
          if (subjects.contains(id)) {
            each.part = Part.SUBJECT;
          }
          components.add(each.done());
        });
    return new StatedBill(name, format, components);
  }

  private void top(String field, JsonParser json) throws IOException {
    switch (field) {
      case "bomFormat" -> format = "CycloneDX" + format;
      case "specVersion" -> format = format + " " + text(json);
      case "metadata" ->
          object(
              json,
              (inner, value) -> {
                if (inner.equals("component")) {
                  component(value, Part.SUBJECT);
                }
              });
      case "components" -> array(json, value -> component(value, Part.COMPONENT));
      case "spdxVersion" -> format = text(json).replace('-', ' ');
      case "packages" -> array(json, value -> spdx2(value, Part.COMPONENT));
      case "files" -> array(json, value -> spdx2(value, Part.FILE));
      case "documentDescribes" -> array(json, value -> subjects.add(text(value)));
      case "relationships" -> array(json, this::relationship);
      case "@graph" -> {
        format = "SPDX 3.0";
        array(json, this::spdx3);
      }
      default -> {}
    }
  }

  /** CycloneDX 1.2 to 1.6. */
  private void component(JsonParser json, Part part) throws IOException {
    Gathered out = begin(json, part);
    String[] kind = new String[1];
    Gathered distribution = new Gathered();
    object(
        json,
        (field, value) -> {
          switch (field) {
            case "type" -> kind[0] = text(value);
            case "group" -> out.namespace = text(value);
            case "name" -> out.name = text(value);
            case "version" -> out.version = text(value);
            case "purl" -> out.purl = text(value);
            case "scope" -> out.part = text(value).equals("excluded") ? Part.EXCLUDED : out.part;
            case "hashes" -> array(value, each -> hash(each, "alg", "content", out));
            case "components" -> array(value, each -> component(each, Part.COMPONENT));
            case "externalReferences" -> array(value, each -> reference(each, distribution));
            case "properties" -> array(value, each -> property(each, out));
            default -> {}
          }
        });
    if (!out.hasDigest()) {
      out.digests(distribution);
    }
    if ("file".equals(kind[0]) && out.part == Part.COMPONENT) {
      out.part = Part.FILE;
      out.file(out.name);
    }
    if (part == Part.SUBJECT) {
      out.part = Part.SUBJECT;
    }
    all.put("#" + all.size(), out);
  }

  private static Gathered begin(JsonParser json, Part part) {
    Gathered out = new Gathered();
    out.line = json.currentLocation().getLineNr();
    out.part = part;
    return out;
  }

  private static void reference(JsonParser json, Gathered out) throws IOException {
    String[] type = {""};
    Gathered digests = new Gathered();
    object(
        json,
        (field, value) -> {
          if (field.equals("type")) {
            type[0] = text(value);
          } else if (field.equals("hashes")) {
            array(value, each -> hash(each, "alg", "content", digests));
          }
        });
    if (type[0].equals("distribution")) {
      out.digests(digests);
    }
  }

  private static void property(JsonParser json, Gathered out) throws IOException {
    Map<String, String> fields = texts(json);
    if (fields.getOrDefault("name", "").equals("bsi:component:filename")) {
      out.file(fields.getOrDefault("value", ""));
    }
  }

  private static void hash(JsonParser json, String algorithm, String value, Gathered out)
      throws IOException {
    Map<String, String> fields = texts(json);
    BillReader.digest(out, fields.getOrDefault(algorithm, ""), fields.getOrDefault(value, ""));
  }

  /** A package or a file of SPDX 2.2 and 2.3. */
  private void spdx2(JsonParser json, Part part) throws IOException {
    Gathered out = begin(json, part);
    object(
        json,
        (field, value) -> {
          switch (field) {
            case "SPDXID" -> out.id = text(value);
            case "name" -> out.name = text(value);
            case "versionInfo" -> out.version = text(value);
            case "packageFileName" -> out.file(text(value));
            case "fileName" -> {
              out.name = text(value);
              out.file(out.name);
            }
            case "checksums" -> array(value, each -> hash(each, "algorithm", "checksumValue", out));
            case "externalRefs" ->
                array(
                    value,
                    each -> {
                      Map<String, String> fields = texts(each);
                      if (fields.getOrDefault("referenceType", "").endsWith(PURL)) {
                        out.purl = fields.getOrDefault("referenceLocator", "");
                      }
                    });
            default -> {}
          }
        });
    put(out);
  }

  private void put(Gathered out) {
    all.put(out.id.isEmpty() || all.containsKey(out.id) ? "#" + all.size() : out.id, out);
  }

  private void relationship(JsonParser json) throws IOException {
    Map<String, String> fields = texts(json);
    if (fields.getOrDefault("relationshipType", "").equals("DESCRIBES")) {
      subjects.add(fields.getOrDefault("relatedSpdxElement", ""));
    }
  }

  /** An element of SPDX 3.0. */
  private void spdx3(JsonParser json) throws IOException {
    Gathered out = begin(json, Part.COMPONENT);
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> to = new ArrayList<>();
    List<String> roots = new ArrayList<>();
    object(
        json,
        (field, value) -> {
          switch (field) {
            case "verifiedUsing" -> array(value, each -> hash(each, "algorithm", "hashValue", out));
            case "to" -> array(value, each -> to.add(text(each)));
            case "rootElement" -> array(value, each -> roots.add(text(each)));
            case "externalIdentifier" ->
                array(
                    value,
                    each -> {
                      Map<String, String> known = texts(each);
                      if (known.getOrDefault("externalIdentifierType", "").equals("packageUrl")
                          || known
                              .getOrDefault("externalIdentifierType", "")
                              .equals("packageURL")) {
                        out.purl = known.getOrDefault("identifier", "");
                      }
                    });
            default -> {
              if (value.currentToken().isScalarValue()) {
                fields.put(field, text(value));
              }
            }
          }
        });
    out.id = fields.getOrDefault("spdxId", fields.getOrDefault("@id", ""));
    out.name = fields.getOrDefault("name", "");
    switch (fields.getOrDefault("type", "")) {
      case "software_Package" -> {
        out.version = fields.getOrDefault("software_packageVersion", "");
        out.purl = fields.getOrDefault("software_packageUrl", out.purl);
        put(out);
      }
      case "software_File" -> {
        out.part = Part.FILE;
        out.file(out.name);
        put(out);
      }
      case "software_Sbom", "SpdxDocument" -> subjects.addAll(roots);
      case "Relationship" -> {
        if (fields.getOrDefault("relationshipType", "").equals("hasDistributionArtifact")) {
          for (String each : to) {
            distributed.add(new String[] {fields.getOrDefault("from", ""), each});
          }
        }
      }
      default -> {}
    }
  }

  /** Reads the members of the current object; of anything else, none. */
  private static void object(JsonParser json, Member member) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      member.read(field, json);
      json.skipChildren(); // does nothing behind a value that was read to its end
    }
  }

  private static void array(JsonParser json, Element element) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      element.read(json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.read(json);
      json.skipChildren();
    }
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    object(json, (field, value) -> texts.put(field, text(value)));
    return texts;
  }

  private static String text(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : "";
  }
}
