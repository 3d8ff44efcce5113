package dev.assay.compare.bill;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What the findings of this package mean: the family {@code sbom-*}. */
final class BillFindings {
  private static final List<String> REFERENCES =
      List.of("https://cyclonedx.org/docs/1.6/json/", "https://spdx.github.io/spdx-spec/v2.3/");

  static final RuleInfo MISMATCH =
      rule(
          "sbom-hash-mismatch",
          "File is not what the bill of materials says",
          Severity.CRITICAL,
          Confidence.HIGH,
          "A component's file has another digest than the bill of materials gives for it.",
          "What ships is not what was listed: it was changed or exchanged after the bill was made, or"
              + " the bill is of another build.",
          "Find out which of the two is right. Only if the file is, make the bill anew from it.",
          "Every digest of the bill is compared with that of the component's file in the artifact.");

  static final RuleInfo MISSING =
      rule(
          "sbom-component-missing",
          "Listed component is not there",
          Severity.MEDIUM,
          Confidence.HIGH,
          "The bill of materials lists a component that is not in the artifact.",
          "The bill is of another build, or was made of what was asked for rather than of what ships:"
              + " whoever goes by it looks for faults in the wrong places.",
          "Make the bill of the artifact itself. If the component is in it in a form in which nothing"
              + " names it, such as compiled in, say so in the bill.",
          "A component is looked for by its package URL, by name and version, by its digests and by"
              + " the names of its files. What the bill says to be excluded may be missing.");

  static final RuleInfo UNLISTED =
      rule(
          "sbom-component-unlisted",
          "Component is not in the bill of materials",
          Severity.MEDIUM,
          Confidence.HIGH,
          "The artifact holds a component that its bill of materials doesn't list.",
          "Nobody who goes by the bill learns of faults in it, or of its licence.",
          "Make the bill of the artifact itself, or find out how the component came in.",
          "Every package whose own files are in the artifact is looked for in the bill.");

  static final RuleInfo VERSION =
      rule(
          "sbom-version-differs",
          "Component has another version than listed",
          Severity.HIGH,
          Confidence.HIGH,
          "The artifact holds a component in another version than its bill of materials lists.",
          "Whoever goes by the bill misses the faults of the version that ships.",
          "Make the bill of the artifact itself.",
          "A listed component of which no listed version is there, though another one is.");

  static final RuleInfo WITHOUT_HASHES =
      rule(
          "sbom-without-hashes",
          "Bill of materials has no digests",
          Severity.LOW,
          Confidence.HIGH,
          "No component in the bill of materials has a digest.",
          "It names what is in the artifact, and can't show that it is that: any file can be exchanged.",
          "Have the tool that makes it add digests, SHA-256 or better.",
          "The bill is read for digests of components and files.");

  static final RuleInfo UNCHECKED =
      rule(
          "sbom-hash-unchecked",
          "Digest could not be compared",
          Severity.INFO,
          Confidence.HIGH,
          "The bill of materials gives digests of files that are not in the artifact as such.",
          "Nothing shows that these components are what was listed: npm's and many others' digests are"
              + " of the archive that a package came as, and here it is unpacked.",
          "Hold the bill against the archives, or make one whose digests are of what ships.",
          "A digest of a component that is there, but not as a file of its own.");

  private static final List<RuleInfo> ALL =
      List.of(MISSING, UNLISTED, MISMATCH, UNCHECKED, VERSION, WITHOUT_HASHES);

  private BillFindings() {}

  private static RuleInfo rule(
      String id,
      String name,
      Severity severity,
      Confidence confidence,
      String found,
      String risk,
      String remedy,
      String how) {
    return new RuleInfo(id, name, severity, confidence, found, risk, remedy, REFERENCES)
        .with(new RuleInfo.Details(List.of(how), List.of(), List.of()));
  }

  /** All of them. */
  static List<RuleInfo> all() {
    return ALL;
  }
}
