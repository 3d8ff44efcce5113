package dev.assay.engine;

import java.util.Locale;
import java.util.Set;

/**
 * Lock files and lists of checksums: long random-looking values under all sorts of names, which are
 * digests. Apart from {@link PathKinds}, whose patterns a scan without findings shall not load.
 */
final class LockFiles {
  private static final Set<String> NAMES =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "deno.lock",
          "cargo.lock",
          "go.sum",
          "go.work.sum",
          "poetry.lock",
          "pipfile.lock",
          "uv.lock",
          "pdm.lock",
          "pixi.lock",
          "pylock.toml",
          "conda-lock.yml",
          "composer.lock",
          "gemfile.lock",
          "gems.locked",
          "mix.lock",
          "rebar.lock",
          "pubspec.lock",
          "podfile.lock",
          "package.resolved",
          "packages.lock.json",
          "project.assets.json",
          "paket.lock",
          "flake.lock",
          "gradle.lockfile",
          "buildscript-gradle.lockfile",
          "verification-metadata.xml",
          "stack.yaml.lock",
          "cabal.project.freeze",
          "chart.lock",
          ".terraform.lock.hcl",
          "module.bazel.lock",
          "shard.lock",
          "renv.lock",
          "dub.selections.json",
          "sha256sums",
          "sha512sums",
          "sha1sums",
          "md5sums",
          "checksums.txt",
          ".secrets.baseline");

  private LockFiles() {}

  /** Whether the file at {@code path} is called like one. */
  static boolean named(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return NAMES.contains(name) || name.endsWith(".sha256") || name.endsWith(".sha512");
  }
}
