package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * npm (docs.npmjs.com, package.json, {@code files}; npm-packlist): with {@code files} what it names
 * ships, and a file {@code .npmignore} beside it leaves out nothing of that; without it all that
 * {@code .npmignore}, or in its absence {@code .gitignore}, does not leave out.
 */
final class NpmRemedy {
  private static final String MODULES = "node_modules/";

  private static final Fix NOT_BUNDLED =
      new Fix(
          "npm packs nothing of node_modules, as package.json has no `bundleDependencies`; where the"
              + " folder is deployed in another way, take a release of the dependency without that"
              + " file, or delete it there.");

  /** An application is deployed, not published: lists of what npm packs change nothing there. */
  private static final Fix UNPUBLISHED =
      new Fix(
          "npm publishes no package with `private: true`, so leave the file out where this folder is"
              + " deployed or packed; if git tracks it, `git rm --cached` and a line in .gitignore"
              + " keep it out of commits.");

  private NpmRemedy() {}

  static List<Fix> of(PackedFile file, RepositoryFiles files) {
    PackageIdentity in = file.in();
    PackageFacts facts = in == null ? PackageFacts.NONE : in.facts();
    if (file.path().startsWith(MODULES)) {
      return List.of(
          file.packed() || !facts.bundled().isEmpty() ? bundled(file.path()) : NOT_BUNDLED);
    }
    TextFile manifest = files.get("package.json");
    JsonArray list = manifest == null ? null : JsonArray.of(manifest, "files");
    if (list != null || !facts.included().isEmpty()) {
      return listed(file, facts, list);
    }
    if (!file.packed() && facts.visibility() == PackageFacts.Visibility.PRIVATE) {
      return List.of(UNPUBLISHED);
    }
    return unlisted(file, files);
  }

  /** Whether {@code path} lies in a package that npm has installed. */
  static boolean isOfDependency(String path) {
    return path.startsWith(MODULES) || path.contains("/" + MODULES);
  }

  private static Fix bundled(String path) {
    int slash = path.indexOf('/', MODULES.length());
    if (slash > 0 && path.charAt(MODULES.length()) == '@') {
      slash = path.indexOf('/', slash + 1);
    }
    return new Fix(
        "node_modules ships only what `bundleDependencies` in package.json names: take `"
            + path.substring(MODULES.length(), slash < 0 ? path.length() : slash)
            + "` out of it, so that users get it from the registry, or take a release of it without"
            + " that file.");
  }

  private static List<Fix> listed(PackedFile file, PackageFacts facts, @Nullable JsonArray list) {
    List<Fix> fixes = new ArrayList<>();
    String entry = Patterns.covering(facts.included(), file.path());
    if (entry != null && Patterns.plain(entry).equals(file.path())) {
      fixes.add(
          new Fix(
              "Take \"" + entry + "\" out of `files` in package.json: it names the file itself.",
              list == null ? null : list.remove(entry)));
      return fixes;
    }
    String pattern = "!" + (file.several() ? file.pattern() : Patterns.literal(file.path(), false));
    fixes.add(
        new Fix(
            "Add \""
                + pattern
                + "\" at the end of `files` in package.json"
                + (entry == null ? "" : ", where \"" + entry + "\" lets it in")
                + ".",
            list == null ? null : list.add(pattern)));
    return fixes;
  }

  private static List<Fix> unlisted(PackedFile file, RepositoryFiles files) {
    List<Fix> fixes = new ArrayList<>();
    String line = Patterns.ignoreLine(file);
    TextFile ignore = files.get(".npmignore");
    boolean replaces = ignore == null && files.get(".gitignore") != null;
    String add = "Add the line `" + line + "` to .npmignore beside package.json";
    if (ignore != null) {
      fixes.add(new Fix(add + ".", ignore.append(line)));
    }
    fixes.add(
        new Fix(
            "package.json has no `files`, so npm packs all that isn't ignored: add a list of what"
                + " users need, such as \"files\": [\"dist/**/*.js\"]."));
    if (ignore == null) {
      String others =
          replaces
              ? ", with all lines of .gitignore before it: npm reads only one of the two."
              : files.known()
                  ? "."
                  : ", with all lines of .gitignore before it if there is no .npmignore yet: npm"
                      + " reads only one of the two.";
      fixes.add(new Fix(add + others));
    }
    return fixes;
  }
}
