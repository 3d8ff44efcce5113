package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code go.mod} (go.dev, Go modules reference). It names the module; its version stands in
 * the name of the folder, in the module cache as in the zip of a proxy.
 */
final class GoModReader implements ManifestReader {

  @Override
  public String format() {
    return "go-mod";
  }

  @Override
  public List<String> names() {
    return List.of("go.mod");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    String module = module(text);
    if (module == null) {
      return;
    }
    String folder = Manifests.base(Manifests.folder(place.innerPath()));
    int at = folder.lastIndexOf('@');
    int slash = module.lastIndexOf('/');
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.GO_MODULE, place, Manifests.folder(place))
            .name(
                slash < 0 ? "" : module.substring(0, slash),
                slash < 0 ? module : module.substring(slash + 1))
            .version(at < 0 ? "" : folder.substring(at + 1));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }

  private static @Nullable String module(ByteSlice text) {
    boolean block = false;
    for (String line : (Iterable<String>) () -> Manifests.string(text).lines().iterator()) {
      int comment = line.indexOf("//");
      String rest = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (block || rest.startsWith("module ") || rest.startsWith("module\t")) {
        String name = (block ? rest : rest.substring("module".length())).strip();
        if (name.equals("(")) {
          block = true;
        } else if (name.length() > 1
            && (name.startsWith("\"") || name.startsWith("`"))
            && name.charAt(name.length() - 1) == name.charAt(0)) {
          return name.substring(1, name.length() - 1);
        } else if (!name.isEmpty()) {
          return name.equals(")") ? null : name;
        }
      } else if (rest.equals("module(")) {
        block = true;
      }
    }
    return null;
  }
}
