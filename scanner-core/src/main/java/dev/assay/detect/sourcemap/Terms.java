package dev.assay.detect.sourcemap;

import dev.assay.ecosystem.OpenLicences;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import java.util.List;

/** On what terms a package is given away, as far as it says. */
enum Terms {
  /** Its licence is no open one, or nobody knows it; or it isn't meant for the public at all. */
  CLOSED,
  /** Nothing is said. */
  UNSAID,
  /** Nothing is said where packages of its kind rarely say anything: it stands elsewhere. */
  ELSEWHERE,
  /** Under a published licence that is not an open one: its sources are usually to be seen. */
  LISTED,
  /** Open source. */
  OPEN;

  /** Those of {@code in}: a package that isn't meant for the public isn't open, whatever else. */
  static Terms of(PackageIdentity in) {
    PackageFacts facts = in.facts();
    Terms said = facts.licences().isEmpty() ? silent(in.kind()) : of(facts.licences());
    // An extension for an editor is published whatever "private" says: that is about npm alone.
    boolean meant = in.kind() != PackageKind.VSIX || !said.said();
    return facts.visibility() == Visibility.PRIVATE && meant ? CLOSED : said;
  }

  /** A jar leaves it to its POM, that to its parent; Debian and Go to a file. */
  private static Terms silent(PackageKind kind) {
    return switch (kind) {
      case MAVEN, GRADLE_MODULE, JAR, GO_MODULE, HELM, DEB, IMAGE -> ELSEWHERE;
      default -> UNSAID;
    };
  }

  /** Whether anything was said. */
  boolean said() {
    return this != UNSAID && this != ELSEWHERE;
  }

  private static Terms of(List<String> licences) {
    return switch (OpenLicences.of(licences)) {
      case OPEN -> OPEN;
      case LISTED -> LISTED;
      case NOT_OPEN, UNKNOWN -> CLOSED;
    };
  }

  /** What {@code in} says, in words, for evidence. */
  String sentence(PackageIdentity in) {
    PackageFacts facts = in.facts();
    String licences = String.join(", ", facts.licences());
    return in.display()
        + switch (this) {
          case OPEN -> " is open source (" + licences + ")";
          case LISTED ->
              " is not open source, but its licence is a published one (" + licences + ")";
          case UNSAID -> " does not say under which licence it is";
          case ELSEWHERE -> " does not say in itself under which licence it is";
          case CLOSED ->
              facts.visibility() == Visibility.PRIVATE
                  ? " is not meant for the public (" + facts.visibilityReason() + ")"
                  : " is under no known open source licence (" + licences + ")";
        };
  }
}
