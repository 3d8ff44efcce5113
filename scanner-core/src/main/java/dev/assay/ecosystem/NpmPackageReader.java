package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * npm's {@code package.json} (docs.npmjs.com, package.json), with its older forms: {@code
 * licenses}, a licence as an object. In {@code node_modules} and in a published archive only what
 * lies where a package lies is one: further down such files say how modules are loaded, or are
 * fixtures.
 */
final class NpmPackageReader implements ManifestReader {
  private static final String MODULES = "node_modules/";
  private static final String PUBLISHED = "package/";

  @Override
  public String format() {
    return "npm-package-json";
  }

  @Override
  public List<String> names() {
    return List.of("package.json");
  }

  @Override
  public boolean reads(Provenance place) {
    String folder = Manifests.folder(place.innerPath());
    int modules = folder.lastIndexOf(MODULES);
    if (modules >= 0) {
      return installed(folder.substring(modules + MODULES.length())) != null;
    }
    return !(place instanceof Provenance.Entry)
        || !folder.startsWith(PUBLISHED)
        || folder.equals(PUBLISHED);
  }

  /** {@code name} or {@code @scope/name} of such a folder below {@code node_modules}; else null. */
  private static @Nullable String installed(String folder) {
    int slash = folder.indexOf('/');
    if (folder.startsWith("@") && slash > 0) {
      slash = folder.indexOf('/', slash + 1);
    }
    return slash > 0 && slash == folder.length() - 1 ? folder.substring(0, slash) : null;
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    IdentityBuilder identity = new IdentityBuilder(PackageKind.NPM, place, Manifests.folder(place));
    Names names = new Names();
    JsonManifest.read(text, (field, value) -> member(field, value, names, identity));
    if (names.extension && !names.publisher.isEmpty()) {
      identity.kind(PackageKind.VSIX).name(names.publisher, names.name);
      if (identity.hasName()) {
        out.accept(identity.version(names.version).build());
        return;
      }
    }
    String name = names.name;
    if (name.isEmpty()) {
      String folder = Manifests.folder(place.innerPath());
      int modules = folder.lastIndexOf(MODULES);
      String installed =
          modules < 0 ? null : installed(folder.substring(modules + MODULES.length()));
      if (installed == null) {
        return; // it says how the modules beside it are loaded, and no more
      }
      name = installed;
      identity.basis(Basis.LAYOUT);
    }
    int slash = name.indexOf('/');
    boolean scoped = name.startsWith("@") && slash > 1 && slash < name.length() - 1;
    identity.name(
        scoped ? name.substring(0, slash) : "", scoped ? name.substring(slash + 1) : name);
    boolean project = !(place instanceof Provenance.Entry) && !place.path().contains(MODULES);
    names.requirements.tell(project, identity);
    if (identity.hasName()) {
      out.accept(identity.version(names.version).build());
    }
  }

  /** The last one counts, as for npm. */
  private static final class Names {
    private String name = "";
    private String version = "";
    private String publisher = "";
    private boolean extension;
    private final NpmRequirements requirements = new NpmRequirements();
  }

  private static void member(
      String field, JsonManifest value, Names names, IdentityBuilder identity) throws IOException {
    switch (field) {
      case "name" -> names.name = orEmpty(value.text());
      case "version" -> names.version = orEmpty(value.text());
      case "license", "licence", "licenses" -> value.each(each -> licence(each, identity));
      case "private" -> {
        if ("true".equals(value.text())) {
          identity.isPrivate("private: true");
        }
      }
      case "publishConfig" ->
          value.object(
              (name, access) -> {
                if (name.equals("access")) {
                  access(access.text(), identity);
                }
              });
      case "author" -> person(value, identity);
      case "publisher" -> names.publisher = orEmpty(value.text());
      case "engines" -> value.object((name, of) -> names.extension |= name.equals("vscode"));
      case "repository" -> repository(value, identity);
      case "main", "module", "browser", "types", "typings", "exports", "bin" ->
          value.leaves(field, identity::entry);
      case "dependencies",
          "optionalDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "devDependencies" ->
          names.requirements.read(field, value);
      case "bundleDependencies", "bundledDependencies" -> {
        if ("true".equals(value.text())) {
          identity.bundle("*");
        } else {
          value.each(each -> identity.bundle(each.text()));
        }
      }
      case "files" -> {
        for (String pattern : value.texts()) {
          if (pattern.startsWith("!")) {
            identity.exclude(pattern.substring(1));
          } else {
            identity.include(pattern);
          }
        }
      }
      default -> {}
    }
  }

  private static void licence(JsonManifest value, IdentityBuilder identity) throws IOException {
    String text = value.text();
    if (text != null) {
      identity.licence(text);
      if (text.strip().toUpperCase(Locale.ROOT).equals("UNLICENSED")) {
        identity.isPrivate("license: UNLICENSED");
      }
      return;
    }
    value.object(
        (name, of) -> {
          if (name.equals("type") || name.equals("name")) {
            licence(of, identity);
          }
        });
  }

  private static void access(@Nullable String access, IdentityBuilder identity) {
    if ("restricted".equals(access)) {
      identity.isPrivate("publishConfig.access: restricted");
    } else if ("public".equals(access)) {
      identity.isPublic("publishConfig.access: public");
    }
  }

  private static void person(JsonManifest value, IdentityBuilder identity) throws IOException {
    identity.supplier(value.text());
    value.object(
        (name, of) -> {
          if (name.equals("name")) {
            identity.supplier(of.text());
          }
        });
  }

  private static void repository(JsonManifest value, IdentityBuilder identity) throws IOException {
    value.each(
        each -> {
          identity.repository(each.text());
          each.object(
              (name, of) -> {
                if (name.equals("url")) {
                  identity.repository(of.text());
                }
              });
        });
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
