package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code metadata.gz} of a gem: a {@code Gem::Specification} in YAML (guides.rubygems.org,
 * specification reference).
 */
final class GemReader implements ManifestReader {

  @Override
  public String format() {
    return "gem-metadata";
  }

  @Override
  public List<String> names() {
    return List.of("metadata");
  }

  @Override
  public boolean reads(Provenance place) {
    return Manifests.container(place).equals("metadata.gz")
        && ((Provenance.Entry) place).container() instanceof Provenance.Entry;
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    String gem = Manifests.above(((Provenance.Entry) place).container().within());
    IdentityBuilder identity = new IdentityBuilder(PackageKind.GEM, place, gem);
    String[] named = {"", "", "ruby"};
    YamlManifest.read(
        text,
        (path, value) -> {
          switch (path) {
            case "name" -> named[0] = value;
            case "version/version" -> named[1] = value;
            case "platform" -> named[2] = value;
            case "licenses", "license" -> identity.licence(value);
            case "authors", "author" -> identity.supplier(value);
            case "metadata/source_code_uri" -> identity.repository(value);
            case "executables" -> identity.entry("executable", value);
            case "require_paths" -> identity.entry("require_path", value);
            case "files" -> identity.include(value);
            default -> {}
          }
        });
    identity.name("", named[0]).version(named[1]);
    if (!named[2].equals("ruby")) {
      identity.qualifier("platform", named[2]);
    }
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
