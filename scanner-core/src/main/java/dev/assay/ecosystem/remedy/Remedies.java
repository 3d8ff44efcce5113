package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change so that a file is no longer in a package, or a source map no longer gives sources
 * away.
 */
public final class Remedies {
  private static final String SOURCE_MAP = ".map";

  private Remedies() {}

  /**
   * How to keep a file out.
   *
   * @param in the package that ships it; null if none is known
   * @param path below the package's root
   * @param packed whether it was packed already, and is no folder that will be
   * @param files of the repository that the package is made from
   */
  public static List<Fix> keepOut(
      @Nullable PackageIdentity in, String path, boolean packed, RepositoryFiles files) {
    return of(new PackedFile(in, path, path, packed), files);
  }

  /**
   * How to keep a file out, and those of its kind in the same folder of the package.
   *
   * @param in the package that ships them; null if none is known
   * @param path of one of them below the package's root
   */
  public static List<Fix> keepOutLike(
      @Nullable PackageIdentity in, String path, boolean packed, RepositoryFiles files) {
    int slash = path.indexOf('/');
    int dot = path.lastIndexOf('.');
    boolean alike = slash > 0 && dot > path.lastIndexOf('/') && path.lastIndexOf('*') < 0;
    String pattern =
        alike
            ? Patterns.literal(path.substring(0, slash) + "/**/*" + path.substring(dot), false)
            : path;
    return of(new PackedFile(in, path, pattern, packed), files);
  }

  /**
   * How to keep the source map in a file out, and how to make none.
   *
   * @param path of the map, or of the script that it stands in
   * @param inline whether it stands in a script, which can't be left out
   */
  public static List<Fix> sourceMap(
      @Nullable PackageIdentity in,
      String path,
      boolean inline,
      boolean packed,
      MapShape shape,
      RepositoryFiles files) {
    List<Fix> fixes = new ArrayList<>();
    boolean dependency = NpmRemedy.isOfDependency(path);
    if (!inline || dependency) {
      String pattern = path.endsWith(SOURCE_MAP) ? "**/*.map" : path;
      fixes.addAll(of(new PackedFile(in, path, pattern, packed), files));
    }
    if (!dependency) { // who builds this package makes no maps of others
      fixes.addAll(Bundler.fixes(shape, path, inline, files));
    }
    return fixes;
  }

  private static List<Fix> of(PackedFile file, RepositoryFiles files) {
    PackageIdentity in = file.in();
    if (in == null) {
      return List.of(
          new Fix(
              file.packed()
                  ? "Leave `" + file.path() + "` out where the archive is made."
                  : "Delete `"
                      + file.path()
                      + "`, or leave it out where this folder is packed or published; in a git"
                      + " repository `git rm --cached` and a line in .gitignore keep it out of"
                      + " commits."));
    }
    return of(file, in.kind(), files);
  }

  private static List<Fix> of(PackedFile file, PackageKind kind, RepositoryFiles files) {
    return switch (kind) {
      case NPM -> NpmRemedy.of(file, files);
      case SDIST, WHEEL, EGG -> PythonRemedy.of(file, kind, files);
      case MAVEN, JAR, GRADLE_MODULE -> JarRemedy.of(file);
      case CRATE -> CrateRemedy.of(file, files);
      case GEM, NUGET, GO_MODULE, CONDA, DEB, RPM -> List.of(RecipeRemedy.of(file, kind));
      default -> List.of(IgnoreFileRemedy.of(file, kind, files));
    };
  }
}
