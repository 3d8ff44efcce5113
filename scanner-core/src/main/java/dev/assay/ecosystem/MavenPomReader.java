package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Maven's POM (maven.apache.org, POM reference): {@code pom.xml} in a project and inside a jar,
 * {@code a-v.pom} in a repository. Group and version may be those of the parent; properties of the
 * same file are put in, and a version that needs another file to be known is left out.
 */
final class MavenPomReader implements ManifestReader {
  private static final int MOST_PROPERTIES = 1_000;
  private static final int DEEPEST_PROPERTY = 8;
  private static final String LICENCE = "project/licenses/license/";

  @Override
  public String format() {
    return "maven-pom";
  }

  @Override
  public List<String> names() {
    return List.of("pom.xml", "*.pom");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    Model model = new Model();
    XmlManifest.read(text, model);
    String artifact = model.value("project/artifactId");
    if (artifact.isEmpty()) {
      return;
    }
    String group = model.first("project/groupId", "project/parent/groupId");
    String version = model.first("project/version", "project/parent/version");
    IdentityBuilder identity =
        new IdentityBuilder(
                PackageKind.MAVEN,
                place,
                place.innerPath().endsWith("pom.xml")
                    ? Manifests.folder(place)
                    : RepositoryLayout.root(place, artifact, version))
            .name(group, artifact)
            .version(version)
            .supplier(model.value("project/organization/name"))
            .repository(model.value("project/scm/url"));
    model.licences.forEach(identity::licence);
    model.dependencies.tell(
        model::resolved, model.value("project/packaging").equals("pom"), identity);
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }

  /** What is wanted of the text. */
  private static final class Model implements XmlManifest.Handler {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> licence = new HashMap<>();
    private final List<String> licences = new ArrayList<>();
    private final PomDependencies dependencies = new PomDependencies();

    @Override
    public void begin(String path, XmlManifest.Attributes attributes) {
      dependencies.begin(path);
      if (path.equals("project/licenses/license")) {
        licence.clear();
      }
    }

    @Override
    public void text(String path, String text) {
      if (dependencies.text(path, text)) {
        return;
      }
      if (path.startsWith(LICENCE)) {
        licence(path.substring(LICENCE.length()), text);
      } else if (path.startsWith("project/properties/")
          ? values.size() < MOST_PROPERTIES
          : switch (path) {
            case "project/groupId",
                "project/artifactId",
                "project/version",
                "project/packaging",
                "project/parent/groupId",
                "project/parent/artifactId",
                "project/parent/version",
                "project/organization/name",
                "project/scm/url" ->
                true;
            default -> false;
          }) {
        values.put(path, text);
      }
    }

    /** The name, or the address where there is no name. */
    private void licence(String field, String text) {
      boolean name = field.equals("name");
      if ((!name && !field.equals("url")) || text.isEmpty()) {
        return;
      }
      String address = licence.put(field, text);
      if (name && licence.containsKey("url") && address == null) {
        licences.remove(licences.size() - 1);
      }
      if (name || !licence.containsKey("name")) {
        licences.add(text);
      }
    }

    String first(String path, String other) {
      String value = value(path);
      return value.isEmpty() ? value(other) : value;
    }

    String value(String path) {
      return resolved(values.getOrDefault(path, ""));
    }

    private String resolved(String text) {
      return resolved(text, 0);
    }

    /** With properties put in; empty if one of them isn't known here. */
    private String resolved(String text, int depth) {
      int from = text.indexOf("${");
      if (from < 0) {
        return text;
      }
      int to = text.indexOf('}', from);
      if (to < 0 || depth == DEEPEST_PROPERTY || text.length() > IdentityBuilder.LONGEST_NAME) {
        return "";
      }
      String name = text.substring(from + 2, to);
      String path =
          name.startsWith("project.") || name.startsWith("pom.")
              ? "project/" + name.substring(name.indexOf('.') + 1).replace('.', '/')
              : "project/properties/" + name;
      String value = values.get(path);
      if (value == null && path.equals("project/groupId")) {
        value = values.get("project/parent/groupId");
      } else if (value == null && path.equals("project/version")) {
        value = values.get("project/parent/version");
      }
      return value == null
          ? ""
          : resolved(text.substring(0, from) + value + text.substring(to + 1), depth + 1);
    }
  }
}
