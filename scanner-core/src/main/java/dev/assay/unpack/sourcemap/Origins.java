package dev.assay.unpack.sourcemap;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whose a source is, as far as its name tells: the team's own, or a dependency's, or a bundler's
 * run time.
 */
final class Origins {

  /** Folders of package managers, and of what they unpack. */
  private static final Set<String> FOLDERS =
      Set.of(
          "node_modules",
          "bower_components",
          "jspm_packages",
          "web_modules",
          ".pnpm",
          ".yarn",
          ".pnp",
          "__virtual__",
          "site-packages",
          "dist-packages",
          ".cargo",
          "rustc",
          ".rustup",
          ".m2",
          ".nuget",
          "pods",
          ".pub-cache",
          "core-js",
          "core-js-pure",
          "regenerator-runtime",
          "tslib",
          "@babel",
          "@vite",
          "@id",
          "~",
          "(webpack)",
          "[turbopack]",
          "[externals]",
          "[next]",
          "(ignored)",
          "_virtual",
          "emscripten",
          "emsdk");

  /** Beginnings of readable names that bundlers and compilers make up. */
  private static final List<String> STARTS =
      List.of(
          "webpack/runtime",
          "webpack/bootstrap",
          "webpack/buildin",
          "webpack/universalmoduledefinition",
          "webpack/container",
          "webpack/sharing",
          "webpack/hot",
          "webpack/startup",
          "webpack/before-startup",
          "webpack/after-startup",
          "(webpack)",
          "external ",
          "external\"",
          "delegated ",
          "dll ",
          "multi ",
          "ignored|",
          "consume-shared-module|",
          "vite/preload-helper",
          "vite/modulepreload-polyfill",
          "vite/dynamic-import-helper",
          "vite/client",
          "vite:",
          "rollup:",
          "\0",
          "<runtime>",
          "<define:",
          "(disabled):",
          "node-modules-polyfills",
          "commonjshelpers.js",
          "__vite",
          "__prelude__",
          "__polyfill",
          "turbopack/",
          "polyfill:",
          "plugin-runtime",
          "go/pkg/mod/",
          "lib/node_modules/");

  /** Hosts that give out public packages; also those below them. */
  private static final Set<String> PUBLIC =
      Set.of(
          "unpkg.com",
          "jsdelivr.net",
          "cdnjs.cloudflare.com",
          "esm.sh",
          "esm.run",
          "skypack.dev",
          "jspm.io",
          "jspm.dev",
          "deno.land",
          "jsr.io",
          "npmjs.com",
          "npmjs.org",
          "yarnpkg.com",
          "googleapis.com",
          "gstatic.com",
          "jquery.com",
          "bootstrapcdn.com",
          "polyfill.io",
          "polyfill-fastly.io",
          "githubusercontent.com",
          "github.com",
          "github.io",
          "gitlab.com",
          "bitbucket.org",
          "aspnetcdn.com",
          "crates.io",
          "pypi.org",
          "pythonhosted.org",
          "nuget.org",
          "golang.org",
          "rust-lang.org",
          "maven.org",
          "ecma-international.org",
          "w3.org",
          "mozilla.org");

  private Origins() {}

  /**
   * Whether somebody else wrote it, or a program.
   *
   * @param readable as {@link SourcePaths#readable} gives it
   * @param host of its address; empty if it has none
   */
  static boolean thirdParty(String readable, String host) {
    String name = readable.toLowerCase(Locale.ROOT);
    for (String start : STARTS) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    if (name.indexOf('\0') >= 0
        || name.endsWith(" (ignored)")
        || name.contains("/go/pkg/mod/")
        || (!host.isEmpty() && isPublic(host))) {
      return true;
    }
    int from = 0;
    while (from < name.length()) {
      int slash = name.indexOf('/', from);
      if (slash < 0) {
        return false; // the file's own name is no folder
      }
      if (FOLDERS.contains(name.substring(from, slash))) {
        return true;
      }
      from = slash + 1;
    }
    return false;
  }

  /** Whether anybody can get something from {@code host}, in lower case. */
  static boolean isPublic(String host) {
    int from = 0;
    while (from >= 0) {
      if (PUBLIC.contains(host.substring(from))) {
        return true;
      }
      int dot = host.indexOf('.', from);
      from = dot < 0 ? -1 : dot + 1;
    }
    return false;
  }
}
