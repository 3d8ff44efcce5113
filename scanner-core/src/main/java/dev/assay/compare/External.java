package dev.assay.compare;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes from elsewhere and can't be read as source: a module as an archive, a wrapper,
 * a program, a library, a model, an image. What is inside of one is approved with it.
 *
 * @param file it
 * @param path from the root of what is scanned
 * @param purl package URL of what it is; empty if it is no package, or only its name says so
 * @param named whether the user named the file itself, so that it is what is made here
 */
record External(ArtifactFile file, String path, String purl, boolean named) {

  /** Kinds that are external whatever they are called. */
  private static final Set<String> KINDS =
      Set.of("jar", "package", "zip", "tar", "native-program", "library", "wasm", "bytecode");

  /** Endings of what is compressed and holds files, and of models, of which no bytes tell. */
  private static final List<String> ENDINGS =
      List.of(
          ".tgz",
          ".crate",
          ".7z",
          ".rar",
          ".cab",
          ".jmod",
          ".onnx",
          ".safetensors",
          ".gguf",
          ".ggml",
          ".pt",
          ".pth",
          ".ckpt",
          ".h5",
          ".hdf5",
          ".keras",
          ".tflite",
          ".mlmodel",
          ".pb",
          ".pkl",
          ".pickle",
          ".joblib",
          ".npz",
          ".caffemodel",
          ".llamafile");

  /**
   * Those of one target, by path.
   *
   * @param also whether a file at a path is to be among them whatever it is
   */
  static List<External> of(Inventory seen, Predicate<String> also) {
    Map<String, PackageIdentity> packages = new HashMap<>();
    for (PackageIdentity each : seen.packages()) {
      if (each.basis() == Basis.MANIFEST || each.basis() == Basis.LAYOUT) {
        packages.putIfAbsent(each.root(), each);
      }
    }
    Set<String> opaque = new HashSet<>();
    List<External> all = new ArrayList<>();
    for (ArtifactFile file : seen.files()) { // containers stand before what is in them
      Provenance place = file.place();
      boolean named = seen.folder() == null && !(place instanceof Provenance.Entry);
      String path = path(place, seen.folder());
      if (!(named || external(file) || also.test(path)) || inside(place, opaque)) {
        continue;
      }
      if (!named) {
        opaque.add(place.path());
      }
      PackageIdentity identity = packages.get(place.within());
      all.add(
          new External(
              file,
              path,
              identity == null || identity.version().isEmpty() ? "" : identity.purl(),
              named));
    }
    return all;
  }

  /** From the root of what is scanned; of a file that the user named, its name. */
  static String path(Provenance place, @Nullable String folder) {
    String path = Artifact.path(place, folder);
    return path.isEmpty() ? place.path().substring(place.path().lastIndexOf('/') + 1) : path;
  }

  /** Whether it is one by its kind or its name. */
  static boolean external(ArtifactFile file) {
    String name = file.place().innerPath().toLowerCase(Locale.ROOT);
    if (KINDS.contains(file.kind())) {
      return true;
    }
    if (name.substring(name.lastIndexOf('/') + 1).contains(".tar.")) {
      return file.kind().equals("gzip") || file.kind().equals("archive");
    }
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static boolean inside(Provenance place, Set<String> opaque) {
    for (Provenance at = place; at instanceof Provenance.Entry entry; ) {
      at = entry.container();
      if (opaque.contains(at.path())) {
        return true;
      }
    }
    return false;
  }

  /** What it is called in a record: its package URL, else its path in the syntax of patterns. */
  String what() {
    return purl.isEmpty() ? PathPattern.quote(path) : purl;
  }
}
