package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageKind;

/**
 * Kinds of packages that leave out what a file of theirs says (code.visualstudio.com, "Publishing
 * Extensions"; helm.sh, "The .helmignore file"; docs.docker.com, ".dockerignore").
 */
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
      case HELM -> // it knows no **; what has no slash fits names in every folder
          line(
              ".helmignore",
              file.several() ? pattern.substring(pattern.lastIndexOf('/') + 1) : "/" + path,
              "",
              files);
      case IMAGE ->
          line(
              ".dockerignore",
              file.several() ? pattern : "**/" + path.substring(path.lastIndexOf('/') + 1),
              " if a COPY or ADD brought it in. If a RUN made it, delete it in the same RUN: a later"
                  + " one only hides it. A layer that holds it must be built anew",
              files);
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
