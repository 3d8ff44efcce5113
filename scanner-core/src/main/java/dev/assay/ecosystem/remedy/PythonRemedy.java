package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Python's source distributions and wheels, by their build backend (setuptools.pypa.io,
 * "Controlling files in the distribution" and "Data Files Support"; hatch.pypa.io, "Build
 * configuration"; python-poetry.org, "include and exclude"; flit.pypa.io, "pyproject.toml").
 */
final class PythonRemedy {
  private static final String PROJECT = "pyproject.toml";

  /** Of a pattern, between a folder and the names of files anywhere below it. */
  private static final String BELOW = "/**/";

  private PythonRemedy() {}

  static List<Fix> of(PackedFile file, PackageKind kind, RepositoryFiles files) {
    boolean sdist = kind == PackageKind.SDIST;
    List<Fix> fixes = new ArrayList<>();
    boolean hatch = files.mention("hatchling", PROJECT);
    boolean poetry =
        files.mention("poetry.core", PROJECT) || files.mention("[tool.poetry", PROJECT);
    boolean flit = files.mention("flit_core", PROJECT);
    boolean told = hatch || poetry || flit;
    boolean setuptools =
        !told || files.mention("setuptools", PROJECT) || files.get("MANIFEST.in") != null;
    if (hatch || !files.known()) {
      fixes.add(hatch(file, sdist));
    }
    if (setuptools) {
      fixes.add(0, sdist ? manifest(file, files) : packageData(file));
    }
    if (poetry) {
      fixes.add(
          new Fix(
              "With poetry: add \""
                  + glob(file)
                  + "\" to `exclude` below [tool.poetry] in pyproject.toml."));
    }
    if (flit) {
      fixes.add(
          new Fix(
              "With flit: add \""
                  + glob(file)
                  + "\" to `exclude` below [tool.flit.sdist] in pyproject.toml; what lies in the"
                  + " package's own folder goes into the wheel, so move it out of there."));
    }
    return fixes;
  }

  private static String glob(PackedFile file) {
    return file.several() ? file.pattern() : Patterns.literal(file.path(), false);
  }

  private static Fix hatch(PackedFile file, boolean sdist) {
    String target = sdist ? "sdist" : "wheel";
    return new Fix(
        "With hatch: add \""
            + (file.several() ? file.pattern() : "/" + glob(file))
            + "\" to `exclude` below [tool.hatch.build.targets."
            + target
            + "] in pyproject.toml.");
  }

  /** The last line counts (setuptools), so it stands at the end. */
  private static Fix manifest(PackedFile file, RepositoryFiles files) {
    String pattern = file.pattern();
    int below = pattern.indexOf(BELOW);
    String line =
        pattern.startsWith("**/")
            ? "global-exclude " + Patterns.literal(pattern.substring(3), true)
            : file.several() && below > 0
                ? "recursive-exclude "
                    + Patterns.literal(pattern.substring(0, below), true)
                    + ' '
                    + Patterns.literal(pattern.substring(below + BELOW.length()), true)
                : "exclude " + Patterns.literal(file.path(), true);
    TextFile manifest = files.get("MANIFEST.in");
    return new Fix(
        "With setuptools: add the line `" + line + "` at the end of MANIFEST.in.",
        manifest == null ? null : manifest.append(line));
  }

  private static Fix packageData(PackedFile file) {
    int slash = file.path().indexOf('/');
    int stars = file.several() ? file.pattern().indexOf("**/") : -1;
    String inside;
    String owner;
    if (stars >= 0) {
      // Each folder may be a package of its own; here a star stands for slashes as well, and
      // "**/" for a folder at least.
      owner = "*";
      inside = file.pattern().substring(stars + 3);
    } else {
      owner = slash < 0 ? "*" : file.path().substring(0, slash);
      inside = slash < 0 ? file.path() : Patterns.literal(file.path().substring(slash + 1), false);
    }
    return new Fix(
        "With setuptools: below [tool.setuptools.exclude-package-data] in pyproject.toml add \""
            + owner
            + "\" = [\""
            + inside
            + "\"], and take out what names it in package-data.");
  }
}
