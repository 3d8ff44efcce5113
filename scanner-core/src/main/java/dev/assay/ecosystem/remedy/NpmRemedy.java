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

  private NpmRemedy() {}

  static List<Fix> of(PackedFile file, RepositoryFiles files) {
    PackageIdentity in = file.in();
    PackageFacts facts = in == null ? PackageFacts.NONE : in.facts();
    if (file.path().startsWith(MODULES)) {
      return List.of(bundled(file));
    }
    TextFile manifest = files.get("package.json");
    JsonArray list = manifest == null ? null : JsonArray.of(manifest, "files");
    if (list != null || !facts.included().isEmpty()) {
      return listed(file, facts, list);
    }
    return unlisted(file, files);
  }

  private static Fix bundled(PackedFile file) {
    return new Fix(
        "node_modules ships only what `bundleDependencies` in package.json names: take the package"
            + " that holds `"
            + file.path()
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
