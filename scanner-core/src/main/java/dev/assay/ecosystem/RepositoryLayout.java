package dev.assay.ecosystem;

import dev.assay.model.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates by the paths of local repositories: Maven's {@code repository/g/r/o/u/p/a/v/} and
 * Gradle's {@code files-2.1/group/a/v/<sha1>/}.
 */
final class RepositoryLayout {
  private static final String GRADLE = "files-2.1/";
  private static final String MAVEN = ".m2/repository/";

  private RepositoryLayout() {}

  /**
   * A version's folder.
   *
   * @param folder logical path, ends in {@code /}
   */
  record Coordinates(String group, String artifact, String version, String folder) {}

  /**
   * The folder that {@code a-v.pom} or {@code a-v.module} at {@code place} is about: in a
   * repository all of its own version, else it is about nothing beside it.
   */
  static String root(Provenance place, String artifact, String version) {
    Coordinates gradle = gradle(place.path());
    if (gradle != null) {
      return gradle.folder();
    }
    String folder = Manifests.folder(place);
    return folder.endsWith("/" + artifact + "/" + version + "/") ? folder : place.path() + "/";
  }

  /** The coordinates of the jar that is opened at {@code root} ({@code …/a-v.jar!/}), or null. */
  static @Nullable Coordinates of(String root) {
    Coordinates gradle = gradle(root);
    if (gradle != null) {
      return gradle;
    }
    int marker = root.lastIndexOf(MAVEN);
    if (marker < 0 || (marker > 0 && root.charAt(marker - 1) != '/')) {
      return null;
    }
    String[] names = root.substring(marker + MAVEN.length()).split("/", -1);
    // group…, artifact, version, "a-v.jar!", ""
    int last = names.length - 2;
    if (last < 3 || !names[last].startsWith(names[last - 2] + "-") || !names[last].endsWith("!")) {
      return null;
    }
    StringBuilder group = new StringBuilder(names[0]);
    for (int i = 1; i < last - 2; i++) {
      group.append('.').append(names[i]);
    }
    String folder = root.substring(0, root.length() - names[last].length() - 1);
    return new Coordinates(group.toString(), names[last - 2], names[last - 1], folder);
  }

  private static @Nullable Coordinates gradle(String path) {
    int marker = path.lastIndexOf(GRADLE);
    if (marker < 0 || (marker > 0 && path.charAt(marker - 1) != '/')) {
      return null;
    }
    String[] names = path.substring(marker + GRADLE.length()).split("/", 5);
    if (names.length < 5) {
      return null;
    }
    String folder =
        path.substring(0, marker + GRADLE.length()) + names[0] + "/" + names[1] + "/" + names[2];
    return new Coordinates(names[0], names[1], names[2], folder + "/");
  }
}
