package dev.assay.compare.reconcile;

import dev.assay.model.PackageKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What packers write into their packages, so that no repository holds it, and which files they
 * rewrite: of npm, Python (PyPA specifications: source distribution format, binary distribution
 * format, recording installed packages), Maven and the JAR file specification, Cargo, Debian,
 * conda, RubyGems, NuGet and VS Code.
 */
final class KnownOutputs {

  private KnownOutputs() {}

  /** Who writes {@code file} of {@code artifact}, in words; null if nobody is known to. */
  static @Nullable String writtenBy(Artifact artifact, Shipped file) {
    String path = file.relative();
    String name = CommitIndex.name(path);
    if (artifact.is(PackageKind.SDIST)) {
      if (path.equals("PKG-INFO") || folderEnds(path, ".egg-info")) {
        return "written by the Python build: metadata of the source distribution";
      }
      if (path.equals("setup.cfg")) {
        return "written anew by setuptools";
      }
    }
    if (artifact.is(PackageKind.WHEEL, PackageKind.EGG)) {
      boolean info = firstFolderEnds(path, ".dist-info") || firstFolderEnds(path, "EGG-INFO");
      if (info && !path.contains("/licenses/") && !legal(name)) {
        return "written by the Python build: metadata of the wheel";
      }
      if (folderEnds(path, ".egg-info")) {
        return "written by the Python build: metadata of the egg";
      }
    }
    if (artifact.is(PackageKind.CRATE)) {
      if (path.equals(".cargo_vcs_info.json")) {
        return "written by cargo: the commit that it was packed from";
      }
      if (path.equals("Cargo.toml")) {
        return "normalised by cargo from Cargo.toml.orig";
      }
      if (path.equals("Cargo.lock")) {
        return "written by cargo";
      }
    }
    if (artifact.is(PackageKind.JAR, PackageKind.MAVEN, PackageKind.GRADLE_MODULE)) {
      return inJar(file.inner(), name);
    }
    if (artifact.is(PackageKind.DEB)
        && (path.equals("debian-binary")
            || path.equals("control")
            || path.equals("md5sums")
            || path.matches("(pre|post)(inst|rm)|conffiles|triggers|shlibs|symbols"))) {
      return "written by the Debian build: control information";
    }
    if (artifact.is(PackageKind.CONDA)
        && (path.startsWith("info/") || path.equals("metadata.json"))) {
      return "written by conda-build: metadata of the package";
    }
    if (artifact.is(PackageKind.GEM)
        && (path.startsWith("metadata") || path.startsWith("checksums.yaml"))) {
      return "written by RubyGems: metadata of the gem";
    }
    if (artifact.is(PackageKind.NUGET)
        && (path.startsWith("_rels/")
            || path.startsWith("package/services/metadata/")
            || path.equals(".signature.p7s"))) {
      return "written by NuGet";
    }
    if (artifact.is(PackageKind.VSIX) && file.inner().equals("extension.vsixmanifest")) {
      return "written by vsce";
    }
    return null;
  }

  private static @Nullable String inJar(String path, String name) {
    if (!path.startsWith("META-INF/")) {
      return null;
    }
    String upper = name.toUpperCase(Locale.ROOT);
    if (path.equals("META-INF/MANIFEST.MF") || path.equals("META-INF/INDEX.LIST")) {
      return "written by the packer of the jar";
    }
    if (upper.endsWith(".SF")
        || upper.endsWith(".RSA")
        || upper.endsWith(".DSA")
        || upper.endsWith(".EC")) {
      return "written by the signer of the jar";
    }
    if (path.startsWith("META-INF/maven/") && name.equals("pom.properties")) {
      return "written by Maven";
    }
    if (path.equals("META-INF/maven/plugin.xml") || path.endsWith("/plugin-help.xml")) {
      return "written by maven-plugin-plugin from annotations";
    }
    if (path.equals("META-INF/DEPENDENCIES")) {
      return "written by maven-remote-resources-plugin";
    }
    if (path.equals("META-INF/sisu/javax.inject.Named")
        || path.equals("META-INF/spring-configuration-metadata.json")
        || path.equals("META-INF/spring-autoconfigure-metadata.properties")
        || path.endsWith("/Log4j2Plugins.dat")) {
      return "written by an annotation processor";
    }
    if (path.endsWith(".kotlin_module")) {
      return "written by the Kotlin compiler";
    }
    return null;
  }

  /**
   * Why {@code file} may well differ from the one in git that it is made from; null if packers
   * leave such files alone.
   */
  static @Nullable String rewrittenBy(Artifact artifact, Shipped file) {
    String name = CommitIndex.name(file.relative());
    if (artifact.is(PackageKind.NPM) && file.relative().equals("package.json")) {
      return "npm and what publishes for it write package.json anew: versions, scripts, fields of"
          + " publishConfig";
    }
    if (artifact.is(PackageKind.VSIX) && name.equals("package.json")) {
      return "vsce writes package.json anew";
    }
    if (file.inner().startsWith("META-INF/maven/") && name.equals("pom.xml")) {
      return "Maven's flatten and shade plugins write the POM anew";
    }
    if (artifact.is(PackageKind.HELM) && (name.equals("Chart.yaml") || name.equals("Chart.lock"))) {
      return "helm package writes the chart's metadata anew";
    }
    if (file.relative().contains(".data/scripts/")) {
      return "the wheel's build writes the first line of scripts anew";
    }
    return null;
  }

  private static boolean legal(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("LICEN")
        || upper.startsWith("COPYING")
        || upper.startsWith("NOTICE")
        || upper.startsWith("AUTHORS");
  }

  private static boolean firstFolderEnds(String path, String end) {
    int slash = path.indexOf('/');
    return slash > 0 && path.substring(0, slash).endsWith(end);
  }

  /** Whether a folder on the way to {@code path} has a name that ends so. */
  private static boolean folderEnds(String path, String end) {
    return path.contains(end + "/");
  }
}
