package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageKind;

/** Kinds of packages for which one line in one file is enough to say. */
final class IgnoreFileRemedy {
  private static final String EXTENSION = "extension/";

  private IgnoreFileRemedy() {}

  static Fix of(PackedFile file, PackageKind kind, RepositoryFiles files) {
    String path = Patterns.literal(file.path(), false);
    String pattern = file.several() ? file.pattern() : path;
    return switch (kind) {
      case VSIX -> {
        String inside =
            pattern.startsWith(EXTENSION) ? pattern.substring(EXTENSION.length()) : pattern;
        yield line(".vscodeignore", inside, "", files);
      }
      case HELM -> line(".helmignore", pattern, "", files);
      case IMAGE ->
          line(
              ".dockerignore",
              file.several() ? pattern : "**/" + path.substring(path.lastIndexOf('/') + 1),
              " if a COPY or ADD brought it in. If a RUN made it, delete it in the same RUN: a later"
                  + " one only hides it. A layer that holds it must be built anew",
              files);
      case GEM ->
          new Fix(
              "In the gemspec, take it out of the list: spec.files.reject! { |f| f == \""
                  + path
                  + "\" }.");
      case NUGET ->
          new Fix(
              "In the project file, <None Update=\""
                  + path
                  + "\" Pack=\"false\" /> (or Content, or EmbeddedResource); in a .nuspec,"
                  + " exclude=\""
                  + pattern
                  + "\" at the <file> that lets it in.");
      case GO_MODULE ->
          new Fix(
              "A Go module is all that the repository holds below go.mod: take `"
                  + path
                  + "` out of the repository, or put a go.mod of its own into its folder.");
      case CONDA -> new Fix("Delete `" + path + "` at the end of the recipe's build script.");
      case DEB -> new Fix("Delete `" + path + "` in debian/rules, after override_dh_auto_install.");
      case RPM ->
          new Fix(
              "Add the line `%exclude /"
                  + path
                  + "` to %files in the spec, or delete it at the end of %install.");
      default -> new Fix("Leave `" + path + "` out where the package is made.");
    };
  }

  private static Fix line(String name, String line, String when, RepositoryFiles files) {
    TextFile file = files.get(name);
    return new Fix(
        "Add the line `" + line + "` to " + name + when + ".",
        file == null ? null : file.append(line));
  }
}
