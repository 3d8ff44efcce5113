package dev.assay.ecosystem.remedy;

import dev.assay.model.Fix;
import java.util.ArrayList;
import java.util.List;

/**
 * Jars, by what makes them (maven.apache.org: maven-jar-plugin {@code excludes}, maven-shade-plugin
 * {@code filters}, maven-war-plugin {@code packagingExcludes}, resources; docs.gradle.org: {@code
 * Jar}).
 */
final class JarRemedy {
  private static final List<String> CLASSES = List.of("BOOT-INF/classes/", "WEB-INF/classes/");

  private JarRemedy() {}

  static List<Fix> of(PackedFile file) {
    String path = file.several() ? file.pattern() : Patterns.literal(file.path(), false);
    List<Fix> fixes = new ArrayList<>();
    boolean web = file.path().startsWith("WEB-INF/");
    String inClasses = path;
    for (String folder : CLASSES) {
      inClasses = inClasses.startsWith(folder) ? inClasses.substring(folder.length()) : inClasses;
    }
    fixes.add(
        new Fix(
            web
                ? "With Maven: put <packagingExcludes>"
                    + path
                    + "</packagingExcludes> into the <configuration> of maven-war-plugin, or move the"
                    + " file out of src/main/resources and src/main/webapp."
                : "With Maven: put <excludes><exclude>"
                    + inClasses
                    + "</exclude></excludes> into the <configuration> of maven-jar-plugin, or into"
                    + " the <resource> of src/main/resources that holds the file."));
    fixes.add(
        new Fix(
            "In a jar of maven-shade-plugin: put <filters><filter><artifact>*:*</artifact>"
                + "<excludes><exclude>"
                + path
                + "</exclude></excludes></filter></filters> into its <configuration>."));
    fixes.add(
        new Fix(
            "With Gradle: tasks.named<Jar>(\""
                + (web ? "war" : "jar")
                + "\") { exclude(\""
                + inClasses
                + "\") }, and the same for shadowJar or bootJar."));
    return fixes;
  }
}
