package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Cargo's {@code Cargo.toml} (doc.rust-lang.org, the manifest format), as cargo publishes it or as
 * it stands in a project; what a workspace decides is left out.
 */
final class CrateReader implements ManifestReader {

  /** Larger ones are none: parsing takes a multiple of it. */
  private static final int LARGEST = 1 << 20;

  @Override
  public String format() {
    return "cargo-toml";
  }

  @Override
  public List<String> names() {
    return List.of("Cargo.toml");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    if (text.length() > LARGEST) {
      throw new MalformedManifestException("it is too large");
    }
    Library.read(text, place, out);
  }

  /** Loaded with the first crate: other scans need no such parser. */
  private static final class Library {

    static void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
        throws IOException {
      TomlTable crate = table(parse(text), "package");
      if (crate == null) {
        return; // a workspace
      }
      IdentityBuilder identity =
          new IdentityBuilder(PackageKind.CRATE, place, Manifests.folder(place))
              .name("", string(crate, "name"))
              .version(string(crate, "version"))
              .licence(string(crate, "license"))
              .repository(string(crate, "repository"));
      String file = string(crate, "license-file");
      if (file != null) {
        identity.licence("license-file: " + file);
      }
      publish(crate.get("publish"), identity);
      strings(crate.get("authors")).forEach(identity::supplier);
      strings(crate.get("include")).forEach(identity::include);
      strings(crate.get("exclude")).forEach(identity::exclude);
      if (identity.hasName()) {
        out.accept(identity.build());
      }
    }

    private static TomlTable parse(ByteSlice text) throws MalformedManifestException {
      try {
        TomlParseResult result = Toml.parse(Manifests.string(text));
        if (!result.hasErrors()) {
          return result;
        }
      } catch (RuntimeException | StackOverflowError e) {
        // The parser recurses for each bracket.
      }
      throw new MalformedManifestException("it is not TOML");
    }

    /** A list names the registries that may have it: none, or others than the public one. */
    private static void publish(@Nullable Object publish, IdentityBuilder identity) {
      if (Boolean.FALSE.equals(publish)) {
        identity.isPrivate("publish = false");
      } else if (publish instanceof TomlArray) {
        List<String> registries = strings(publish);
        if (!registries.contains("crates-io")) {
          identity.isPrivate("publish = " + (registries.isEmpty() ? "[]" : "to other registries"));
        }
      }
    }

    private static @Nullable TomlTable table(TomlTable in, String key) {
      return in.get(List.of(key)) instanceof TomlTable table ? table : null;
    }

    private static @Nullable String string(TomlTable in, String key) {
      return in.get(List.of(key)) instanceof String text ? text : null;
    }

    private static List<String> strings(@Nullable Object value) {
      List<String> strings = new ArrayList<>();
      if (value instanceof TomlArray array) {
        for (int i = 0; i < array.size() && strings.size() < IdentityBuilder.MOST; i++) {
          if (array.get(i) instanceof String text) {
            strings.add(text);
          }
        }
      }
      return strings;
    }
  }
}
