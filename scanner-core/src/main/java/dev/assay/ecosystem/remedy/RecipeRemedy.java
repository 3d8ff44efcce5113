package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;

/**
 * Kinds of packages whose recipe says, in a language of its own, what goes in (guides.rubygems.org,
 * "Specification Reference"; learn.microsoft.com/nuget, ".nuspec reference" and "NuGet pack and
 * restore as MSBuild targets"; go.dev/ref/mod, "Module zip files";
 * docs.conda.io/projects/conda-build and rattler.build; debhelper(7); rpm.org, "Spec file format").
 */
final class RecipeRemedy {
  private static final String CONDA_RECIPE = "info/recipe/";
  private static final String SITE_PACKAGES = "site-packages/";

  private RecipeRemedy() {}

  static Fix of(PackedFile file, PackageKind kind) {
    return switch (kind) {
      case GEM -> gem(file);
      case NUGET -> nuget(file);
      case GO_MODULE -> goModule(file);
      case CONDA -> conda(file);
      case DEB -> deb(file);
      case RPM -> rpm(file);
      default -> throw new IllegalArgumentException(kind + " has no recipe");
    };
  }

  private static Fix gem(PackedFile file) {
    String path = Patterns.literal(file.path(), false);
    boolean exactly = !file.several() && path.equals(file.path()) && path.indexOf('*') < 0;
    String test =
        exactly
            ? "f == '" + path + "'"
            : "File.fnmatch?('"
                + (file.several() ? file.pattern() : path)
                + "', f, File::FNM_PATHNAME | File::FNM_DOTMATCH)";
    return new Fix(
        "In the gemspec, after the line that sets spec.files, add the line"
            + " `spec.files.reject! { |f| "
            + test
            + " }`.");
  }

  /** Folders of a package are other ones than those of the project: the name alone is the same. */
  private static Fix nuget(PackedFile file) {
    String pattern = "**/" + lastName(file.several() ? file.pattern() : file.path());
    String xml = Patterns.attribute(pattern);
    return new Fix(
        "In a .nuspec, put exclude=\""
            + xml
            + "\" at the <file> that lets it in; in a project file, <None Update=\""
            + xml
            + "\" Pack=\"false\" /> (or Content, as it is listed there).");
  }

  private static Fix goModule(PackedFile file) {
    String path = Patterns.literal(file.path(), false);
    int slash = path.lastIndexOf('/');
    return new Fix(
        "A Go module is all that the repository holds below go.mod: take `"
            + path
            + "` out of the repository"
            + (slash < 0
                ? "."
                : ", or put a go.mod of its own into `"
                    + path.substring(0, slash)
                    + "`, if no package of the module lies there."));
  }

  private static Fix conda(PackedFile file) {
    String path = file.path();
    if (path.startsWith(CONDA_RECIPE)) {
      return new Fix(
          "The folder of the recipe ships in the package: move `"
              + Patterns.literal(path.substring(CONDA_RECIPE.length()), false)
              + "` out of it, or build with `--no-include-recipe` (with conda-build,"
              + " `include_recipe: false` below `build`).");
    }
    boolean python = path.startsWith(SITE_PACKAGES); // where noarch packages have what is there
    String inside = python ? path.substring(SITE_PACKAGES.length()) : path;
    String prefix = python ? "\"$SP_DIR\"" : "\"$PREFIX\"";
    return new Fix(
        "At the end of the recipe's build script add the line `"
            + (file.several()
                ? "find " + prefix + " -name '" + lastName(file.pattern()) + "' -delete"
                : "rm -f " + prefix + "/" + Patterns.shell(inside))
            + "`.");
  }

  /** What dh_install and those after it bring in is there by then, and has its last name. */
  private static Fix deb(PackedFile file) {
    PackageIdentity in = file.in();
    String tree = "debian/" + (in == null ? "PACKAGE" : Patterns.shell(in.name()));
    return new Fix(
        "In debian/rules (debhelper 10 or later) add `execute_before_dh_md5sums:` with the line `"
            + (file.several()
                ? "find " + tree + " -name '" + lastName(file.pattern()) + "' -delete"
                : "rm -f " + tree + "/" + Patterns.shell(file.path()))
            + "`; made with dpkg-deb alone, delete it before that.");
  }

  private static Fix rpm(PackedFile file) {
    String path = Patterns.shell(file.path()).replace('%', '?'); // would be a macro
    return new Fix(
        file.several()
            ? "At the end of %install in the spec add the line `find %{buildroot} -name '"
                + lastName(file.pattern()).replace('%', '?')
                + "' -delete`, and take out what names it in %files."
            : "Add the line `%exclude /"
                + path
                + "` to %files in the spec, or the line `rm -f %{buildroot}/"
                + path
                + "` at the end of %install if %files doesn't name it.");
  }

  private static String lastName(String path) {
    return Patterns.literal(path.substring(path.lastIndexOf('/') + 1), false);
  }
}
