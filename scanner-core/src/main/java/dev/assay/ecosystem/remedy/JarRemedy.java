package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.util.List;

/**
 * Jars, by what makes them (maven.apache.org: maven-jar-plugin {@code excludes}, maven-shade-plugin
 * {@code filters}, maven-war-plugin {@code packagingExcludes}, resources; docs.gradle.org: {@code
 * Jar}).
 */
final class JarRemedy {
  private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");
  private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/");
  private static final String DEPENDENCY =
      "put <excludes><exclude> with its groupId and artifactId into the <configuration> of"
          + " spring-boot-maven-plugin";
  private static final String WAR = ".war" + Provenance.NESTING;

  private JarRemedy() {}

  static List<Fix> of(PackedFile file) {
    String path = Patterns.text(file.several() ? file.pattern() : file.path());
    PackageIdentity in = file.in();
    boolean web = file.path().startsWith("WEB-INF/") || (in != null && in.root().endsWith(WAR));
    return web ? web(path) : jar(path, within(path, LIBRARIES));
  }

  /** What lies in classes and lib, Gradle's task adds by itself: its exclude fits pages only. */
  private static List<Fix> web(String path) {
    String inside = within(path, CLASSES);
    String library = within(path, LIBRARIES);
    return List.of(
        new Fix(
            "With Maven: put <packagingExcludes>"
                + path
                + "</packagingExcludes> into the <configuration> of maven-war-plugin, or move the"
                + " file out of src/main/resources and src/main/webapp."
                + (library.equals(path)
                    ? ""
                    : " In a war of Spring Boot also " + DEPENDENCY + ".")),
        !inside.equals(path)
            ? new Fix("With Gradle: tasks.processResources { exclude(\"" + inside + "\") }.")
            : library.equals(path)
                ? gradle("war", path, "bootWar")
                : new Fix(
                    "It came with a dependency: take a release of it without that file. To leave it"
                        + " out as a whole with Gradle: tasks.war { rootSpec.exclude(\"**/"
                        + library
                        + "\") }, and the same for bootWar."));
  }

  private static List<Fix> jar(String path, String library) {
    if (!library.equals(path)) {
      return List.of(
          new Fix(
              "It came with a dependency: take a release of `"
                  + library
                  + "` without that file, or "
                  + DEPENDENCY
                  + "."),
          new Fix("With Gradle: tasks.bootJar { exclude(\"" + library + "\") }."));
    }
    String inside = within(path, CLASSES);
    return List.of(
        new Fix(
            "With Maven: put <excludes><exclude>"
                + inside
                + "</exclude></excludes> into the <configuration> of maven-jar-plugin, or into"
                + " the <resource> of src/main/resources that holds the file."),
        new Fix(
            "In a jar of maven-shade-plugin: put <filters><filter><artifact>*:*</artifact>"
                + "<excludes><exclude>"
                + path
                + "</exclude></excludes></filter></filters> into its <configuration>."),
        gradle("jar", inside, "shadowJar or bootJar"));
  }

  /** Read alike in Groovy and in Kotlin; it is matched with where a file comes from. */
  private static Fix gradle(String task, String path, String others) {
    return new Fix(
        "With Gradle: tasks."
            + task
            + " { exclude(\""
            + path
            + "\") }, and the same for "
            + others
            + ".");
  }

  /** {@code path} below the first of {@code folders} that holds it; itself if none does. */
  private static String within(String path, List<String> folders) {
    for (String folder : folders) {
      if (path.startsWith(folder)) {
        return path.substring(folder.length());
      }
    }
    return path;
  }
}
