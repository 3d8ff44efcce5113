package dev.assay.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a package's manifests declare about it, as it is written there; nothing of it is checked.
 *
 * @param licences names, expressions, addresses or {@code SEE LICENSE IN x}; several if it says
 *     several
 * @param visibility whether it is meant to be published
 * @param visibilityReason what says so, in words; empty if nothing does
 * @param supplier who makes it, empty if it doesn't say
 * @param repository address of its sources without user and password, empty if it doesn't say
 * @param entryPoints where it is entered, such as {@code main: index.js} and {@code bin x: cli.js}
 * @param included names or patterns of files that are to be in it; empty if it doesn't say
 * @param excluded the same of files that are not
 * @param bundled names of other packages that are to be in it; {@code *} for all that it needs
 * @param requires other packages that it says it needs
 * @param requiresKnown whether a manifest was read that would say so: only then are no {@code
 *     requires} none
 */
public record PackageFacts(
    List<String> licences,
    Visibility visibility,
    String visibilityReason,
    String supplier,
    String repository,
    List<String> entryPoints,
    List<String> included,
    List<String> excluded,
    List<String> bundled,
    List<Requirement> requires,
    boolean requiresKnown) {

  /** Nothing is declared. */
  public static final PackageFacts NONE =
      new PackageFacts(
          List.of(),
          Visibility.UNSAID,
          "",
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false);

  /** More requirements than this are not kept: as many may not be all. */
  public static final int MOST_REQUIRED = 2_000;

  /** Whether a package is meant to be published. */
  public enum Visibility {
    UNSAID,
    PUBLIC,
    PRIVATE
  }

  public PackageFacts {
    licences = List.copyOf(licences);
    entryPoints = List.copyOf(entryPoints);
    included = List.copyOf(included);
    excluded = List.copyOf(excluded);
    bundled = List.copyOf(bundled);
    requires = List.copyOf(requires);
  }

  /** Of a package that has no others in it and needs none. */
  public PackageFacts(
      List<String> licences,
      Visibility visibility,
      String visibilityReason,
      String supplier,
      String repository,
      List<String> entryPoints,
      List<String> included,
      List<String> excluded) {
    this(
        licences,
        visibility,
        visibilityReason,
        supplier,
        repository,
        entryPoints,
        included,
        excluded,
        List.of(),
        List.of(),
        false);
  }

  /**
   * These, with what only {@code other} says; private if either is. Licences, entry points and
   * files of the two stand together.
   */
  public PackageFacts and(PackageFacts other) {
    if (other.equals(NONE)) {
      return this;
    }
    boolean theirs = other.visibility.compareTo(visibility) > 0;
    return new PackageFacts(
        both(licences, other.licences),
        theirs ? other.visibility : visibility,
        theirs ? other.visibilityReason : visibilityReason,
        supplier.isEmpty() ? other.supplier : supplier,
        repository.isEmpty() ? other.repository : repository,
        both(entryPoints, other.entryPoints),
        both(included, other.included),
        both(excluded, other.excluded),
        both(bundled, other.bundled),
        both(requires, other.requires),
        requiresKnown || other.requiresKnown);
  }

  private static <T> List<T> both(List<T> ours, List<T> theirs) {
    if (theirs.isEmpty() || ours.equals(theirs)) {
      return ours;
    }
    if (ours.isEmpty()) {
      return theirs;
    }
    Set<T> all = new LinkedHashSet<>(ours);
    all.addAll(theirs);
    return new ArrayList<>(all);
  }

  /** UTF-16 code units of all that it holds. */
  long length() {
    return length(licences)
        + visibilityReason.length()
        + supplier.length()
        + repository.length()
        + length(entryPoints)
        + length(included)
        + length(excluded)
        + length(bundled)
        + lengthOf(requires);
  }

  private static long length(List<String> texts) {
    long sum = 0;
    for (String text : texts) {
      sum += text.length() + 48; // and the object
    }
    return sum;
  }

  private static long lengthOf(List<Requirement> requires) {
    long sum = 0;
    for (Requirement each : requires) {
      sum += each.name().length() + each.range().length() + each.condition().length() + 96;
    }
    return sum;
  }
}
