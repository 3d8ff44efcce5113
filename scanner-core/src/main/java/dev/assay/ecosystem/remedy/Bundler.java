package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What makes source maps, and the setting by which it makes none, or one without sources (each
 * tool's own documentation of that option).
 */
enum Bundler {
  REACT_SCRIPTS(
      "react-scripts",
      "set the environment variable `GENERATE_SOURCEMAP=false` for the build (a line in .env)",
      "\"react-scripts\""),
  WEBPACK(
      "webpack or rspack",
      "set `devtool: false` for production; with 'hidden-source-map' keep the map for your error"
          + " tracker and don't ship it, with 'nosources-source-map' it holds no sources",
      "\"webpack\"",
      "\"@rspack/core\""),
  NEXT(
      "Next.js",
      "set `productionBrowserSourceMaps: false` in next.config.js, which is the default",
      "\"next\""),
  TSUP(
      "tsup",
      "build without `--sourcemap` (`sourcemap: false`), or with `options.sourcesContent = false` in"
          + " `esbuildOptions` of its configuration for a map without sources",
      "\"tsup\""),
  ESBUILD(
      "esbuild",
      "build without `--sourcemap` (`sourcemap: false`), or with `--sources-content=false`"
          + " (`sourcesContent: false`) for a map without sources",
      "\"esbuild\""),
  ROLLUP(
      "rollup",
      "set `output.sourcemap: false`, or `output.sourcemapExcludeSources: true` for a map without"
          + " sources",
      "\"rollup\""),
  VITE(
      "vite",
      "set `build.sourcemap: false`, the default; 'hidden' only leaves out the comment that points"
          + " to the map",
      "\"vite\""),
  TSC(
      "tsc",
      "set `sourceMap`, `inlineSourceMap`, `declarationMap` and `inlineSources` to false in"
          + " tsconfig.json, or only `inlineSources` for a map without sources",
      "\"typescript\""),
  BABEL("babel", "set `sourceMaps: false`", "\"@babel/cli\""),
  SWC(
      "swc",
      "set `sourceMaps: false`, or `inlineSourcesContent: false` for a map without sources",
      "\"@swc/cli\""),
  TERSER(
      "terser or uglify-js",
      "run it without `--source-map`, or without its `includeSources` for a map without sources",
      "\"terser\"",
      "\"uglify-js\""),
  SASS(
      "sass",
      "run it with `--no-source-map`, or without `--embed-sources` for a map without sources",
      "\"sass\"",
      "\"sass-embedded\""),
  POSTCSS("postcss", "set `map: false`", "\"postcss-cli\""),
  PARCEL("parcel", "build with `--no-source-maps`", "\"parcel\""),
  METRO(
      "Metro (React Native, Hermes)",
      "build without `--source-map` (`metro build`), or let `--sourcemap-output` (`react-native"
          + " bundle`) name a folder outside of what is packed",
      "\"metro\"",
      "\"react-native\"");

  private static final Pattern HASHED =
      Pattern.compile("(?:.*/)?assets/[^/]*-[\\w-]{8}\\.\\w+(\\.map)?");

  private final String label;
  private final String setting;

  /** What package.json has of who uses it, quoted, with blanks between. */
  private final String packages;

  Bundler(String label, String setting, String... packages) {
    this.label = label;
    this.setting = setting;
    this.packages = String.join(" ", packages);
  }

  /** The settings of those that may have made it, the likeliest first. */
  static List<Fix> fixes(MapShape shape, String path, boolean inline, RepositoryFiles files) {
    List<Fix> fixes = new ArrayList<>();
    for (Bundler each : makers(shape, path.toLowerCase(Locale.ROOT), files)) {
      fixes.add(
          new Fix(
              (inline ? "The map is a part of the file, so make none: with " : "Make no map: with ")
                  + each.label
                  + ", "
                  + each.setting
                  + "."));
    }
    return fixes;
  }

  private static Set<Bundler> makers(MapShape shape, String path, RepositoryFiles files) {
    Set<Bundler> makers = new LinkedHashSet<>();
    String file = path.endsWith(".map") ? path.substring(0, path.length() - 4) : path;
    List<String> names = shape.names();
    if (shape.scheme().equals("webpack")) {
      return Set.of(NEXT.usedBy(files) ? NEXT : WEBPACK); // Next.js builds with webpack as well
    }
    if (shape.scheme().equals("turbopack")) {
      return Set.of(NEXT);
    }
    if (file.endsWith(".jsbundle") || file.endsWith(".bundle") || file.endsWith(".hbc")) {
      return Set.of(METRO);
    }
    if (file.endsWith(".d.ts") || file.endsWith(".d.mts") || file.endsWith(".d.cts")) {
      return Set.of(TSC);
    }
    if (file.endsWith(".css") || ends(names, ".scss") || ends(names, ".sass")) {
      makers.add(ends(names, ".scss") || ends(names, ".sass") ? SASS : POSTCSS);
    }
    for (Bundler each : values()) { // what the repository says that it uses
      if (makers.isEmpty() && each.usedBy(files)) {
        makers.add(each);
      }
    }
    if (HASHED.matcher(file).matches()) {
      makers.add(VITE);
    }
    if (makers.isEmpty() && shape.sources() == 1) {
      makers.add(file.contains(".min.") ? TERSER : TSC);
      makers.add(
          ends(names, ".ts") || ends(names, ".tsx")
              ? ESBUILD
              : file.contains(".min.") ? ROLLUP : BABEL);
    }
    if (makers.isEmpty()) {
      makers.add(ESBUILD);
      makers.add(ROLLUP);
    }
    return makers;
  }

  private boolean usedBy(RepositoryFiles files) {
    for (String name : packages.split(" ", -1)) {
      if (!name.isEmpty() && files.mention(name, "package.json")) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(List<String> names, String end) {
    return names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(end));
  }
}
