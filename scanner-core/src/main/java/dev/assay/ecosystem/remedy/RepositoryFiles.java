package dev.assay.ecosystem.remedy;

import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder of a repository that say what becomes of it when it is packed. What isn't
 * there, isn't text or is too long is left out.
 */
public final class RepositoryFiles {

  /** Nothing is known. */
  public static final RepositoryFiles NONE = new RepositoryFiles(Map.of(), false);

  /** Names that are asked for. */
  public static final List<String> NAMES =
      List.of(
          "package.json",
          ".npmignore",
          ".gitignore",
          "MANIFEST.in",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "Cargo.toml",
          ".vscodeignore",
          ".dockerignore",
          ".helmignore");

  private final Map<String, TextFile> files;
  private final boolean known;

  private RepositoryFiles(Map<String, TextFile> files, boolean known) {
    this.files = files;
    this.known = known;
  }

  /** Those of a folder, by their names in {@link #NAMES}. */
  public RepositoryFiles(Map<String, TextFile> files) {
    this(Map.copyOf(new TreeMap<>(files)), true);
  }

  /** Whether the folder is known, so that what it doesn't hold isn't there. */
  public boolean known() {
    return known;
  }

  /** Whether it is likely that {@code packed} is made from it. */
  public boolean makes(PackageIdentity packed) {
    return switch (packed.kind()) {
      case NPM, VSIX -> {
        TextFile manifest = files.get("package.json");
        String name = packed.kind() == PackageKind.NPM ? packed.fullName() : packed.name();
        yield manifest != null && manifest.text().contains('"' + name + '"');
      }
      case CRATE -> mention('"' + packed.name() + '"', "Cargo.toml");
      case SDIST, WHEEL, EGG ->
          mention(packed.name(), "pyproject.toml", "setup.py", "setup.cfg")
              || mention(
                  packed.name().replace('_', '-'), "pyproject.toml", "setup.py", "setup.cfg");
      case IMAGE -> files.containsKey(".dockerignore");
      case HELM -> files.containsKey(".helmignore");
      default -> false;
    };
  }

  @Nullable TextFile get(String name) {
    return files.get(name);
  }

  /** Whether one of {@code names} holds {@code word}. */
  boolean mention(String word, String... names) {
    for (String name : names) {
      TextFile file = files.get(name);
      if (file != null && file.text().contains(word)) {
        return true;
      }
    }
    return false;
  }
}
