package dev.assay.ecosystem;

import dev.assay.model.Requirement;

/**
 * How a POM's dependencies stand in a {@link Requirement}: {@code group:artifact}, and the rest.
 */
public final class MavenRequirements {

  /** The condition of the POM that this one goes on from: what it states is stated here as well. */
  public static final String PARENT = "parent";

  /**
   * The condition of what a parent only settles: it is needed where one of its children says so,
   * and then in this version and for this.
   */
  public static final String MANAGED = "managed";

  private static final String CLASSIFIER = "classifier ";

  private MavenRequirements() {}

  /** The condition of an artifact of this classifier or type; empty for the plain jar. */
  static String condition(String classifier, String type) {
    String named = classifier.isEmpty() && type.equals("test-jar") ? "tests" : classifier;
    return named.isEmpty() ? "" : CLASSIFIER + named;
  }

  /** The classifier that {@code requirement} asks for; empty for none. */
  public static String classifier(Requirement requirement) {
    return requirement.condition().startsWith(CLASSIFIER)
        ? requirement.condition().substring(CLASSIFIER.length())
        : "";
  }
}
