package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Gradle's module metadata, {@code a-v.module} (github.com/gradle/gradle, its specification). */
final class GradleModuleReader implements ManifestReader {

  @Override
  public String format() {
    return "gradle-module";
  }

  @Override
  public List<String> names() {
    return List.of("*.module");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    if (!Manifests.beginsWith(text, '{')) {
      return; // other programs have modules too
    }
    String[] named = {"", "", "", ""};
    JsonManifest.read(
        text,
        (field, value) -> {
          if (field.equals("formatVersion")) {
            named[3] = "yes";
          } else if (field.equals("component")) {
            value.object(
                (name, of) -> {
                  int at = List.of("group", "module", "version").indexOf(name);
                  String said = at < 0 ? null : of.text();
                  if (said != null) {
                    named[at] = said;
                  }
                });
          }
        });
    IdentityBuilder identity =
        new IdentityBuilder(
                PackageKind.GRADLE_MODULE, place, RepositoryLayout.root(place, named[1], named[2]))
            .name(named[0], named[1])
            .version(named[2]);
    if (identity.hasName() && !named[3].isEmpty()) {
      out.accept(identity.build());
    }
  }
}
