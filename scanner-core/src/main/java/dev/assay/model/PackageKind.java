package dev.assay.model;

import java.util.Locale;

/** What a package is packaged for; the order is that in which manifests beside each other count. */
public enum PackageKind {
  NPM("npm package", "npm"),
  /** Named by a POM or by Maven's properties. */
  MAVEN("Maven artifact", "maven"),
  GRADLE_MODULE("Gradle module", "maven"),
  /** A jar whose coordinates nothing in it tells. */
  JAR("jar", "generic"),
  WHEEL("Python wheel", "pypi"),
  SDIST("Python source distribution", "pypi"),
  EGG("Python egg", "pypi"),
  CRATE("crate", "cargo"),
  GEM("gem", "gem"),
  NUGET("NuGet package", "nuget"),
  VSIX("VS Code extension", "vscode-extension"),
  GO_MODULE("Go module", "golang"),
  CONDA("conda package", "conda"),
  HELM("Helm chart", "generic"),
  DEB("Debian package", "deb"),
  RPM("RPM package", "rpm"),
  IMAGE("container image", "oci");

  private final String label;
  private final String purlType;

  PackageKind(String label, String purlType) {
    this.label = label;
    this.purlType = purlType;
  }

  /** The word for it in rules, such as {@code go-module}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a person calls it. */
  public String label() {
    return label;
  }

  /**
   * The type in its package URL (purl-spec, types); {@code generic} where none is registered. Kinds
   * of one type may describe one package together.
   */
  public String purlType() {
    return purlType;
  }
}
