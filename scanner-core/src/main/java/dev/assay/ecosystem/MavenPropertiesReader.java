package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** {@code META-INF/maven/g/a/pom.properties}, as Maven's archiver writes it into a jar. */
final class MavenPropertiesReader implements ManifestReader {

  @Override
  public String format() {
    return "maven-pom-properties";
  }

  @Override
  public List<String> names() {
    return List.of("pom.properties");
  }

  @Override
  public boolean reads(Provenance place) {
    return place.innerPath().contains("META-INF/maven/");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(Manifests.stream(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedManifestException("an escape in it is none");
    }
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.MAVEN, place, Manifests.folder(place))
            .name(properties.getProperty("groupId"), properties.getProperty("artifactId"))
            .version(properties.getProperty("version"));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
