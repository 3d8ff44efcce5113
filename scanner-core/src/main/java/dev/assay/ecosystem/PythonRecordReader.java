package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code RECORD} of an installed wheel (packaging.python.org, recording installed projects): which
 * files are its own. They are put together to the folders that hold them, as far as those are not
 * of several packages: what has no more than an {@code __init__.py} may be a name that several
 * share.
 */
final class PythonRecordReader implements ManifestReader {

  @Override
  public String format() {
    return "python-record";
  }

  @Override
  public List<String> names() {
    return List.of("RECORD");
  }

  @Override
  public boolean reads(Provenance place) {
    return PythonPlaces.distInfo(place) && !PythonPlaces.inWheel(place);
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    String root = Manifests.folder(place);
    String base = Manifests.above(root);
    // Folders below the base by whether more than the files of a shared name is in them.
    Map<String, Boolean> folders = new HashMap<>();
    TreeSet<String> owned = new TreeSet<>();
    Manifests.string(text)
        .lines()
        .forEach(
            line -> {
              String path = path(line);
              int slash = path.lastIndexOf('/');
              if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0) {
                return;
              }
              if (slash < 0 || path.startsWith("../")) {
                String resolved = resolved(base, path);
                if (resolved != null) {
                  owned.add(resolved);
                }
              } else {
                folders.merge(
                    path.substring(0, slash + 1),
                    !shared(path.substring(slash + 1)),
                    (a, b) -> a || b);
              }
            });
    folders.forEach(
        (folder, own) -> {
          if (!folder.contains("__pycache__/") && !within(folder, folders)) {
            owned.add(base + folder);
          }
        });
    IdentityBuilder identity = new IdentityBuilder(PackageKind.WHEEL, place, root);
    owned.remove(root);
    identity.cover(root);
    owned.forEach(identity::cover);
    out.accept(identity.build());
  }

  /** The first field of a line of comma-separated values. */
  private static String path(String line) {
    if (line.startsWith("\"")) {
      int end = line.indexOf('"', 1);
      return end < 0 ? "" : line.substring(1, end);
    }
    int comma = line.indexOf(',');
    return comma < 0 ? line : line.substring(0, comma);
  }

  private static boolean shared(String file) {
    return file.startsWith("__init__.") || file.equals("py.typed");
  }

  /** Whether a folder above is the package's own. */
  private static boolean within(String folder, Map<String, Boolean> folders) {
    for (String above = Manifests.above(folder); !above.isEmpty(); above = Manifests.above(above)) {
      if (folders.getOrDefault(above, false)) {
        return true;
      }
    }
    return false;
  }

  /** {@code path} seen from {@code base}; null if it leads out of the container or the scan. */
  private static @Nullable String resolved(String base, String path) {
    String folder = base;
    String rest = path;
    while (rest.startsWith("../")) {
      if (folder.isEmpty() || folder.endsWith(Provenance.NESTING)) {
        return null;
      }
      folder = Manifests.above(folder);
      rest = rest.substring(3);
    }
    return rest.contains("../") ? null : folder + rest;
  }
}
