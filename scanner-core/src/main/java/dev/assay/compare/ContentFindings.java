package dev.assay.compare;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What the findings of this package mean: the family {@code contents-*}. */
final class ContentFindings {

  private static final String MEANT =
      "If it is meant to ship: run 'assay lock' on the artifact, review what changed in assay.lock,"
          + " and commit it. If not: leave it out of what is packed.";

  private static final String NOTHING =
      "Nothing, if the move was meant; what asks for a file by its old path may not find it.";

  private static final String LACKING =
      "If it no longer ships: run 'assay lock' on the artifact if it has a content lock, review what"
          + " changed in assay.lock, and commit it. If it should: look why the build or the packer"
          + " left it out.";

  private static final List<String> REFERENCES =
      List.of("https://docs.npmjs.com/cli/v11/configuring-npm/package-json#files");

  static final RuleInfo NEW =
      rule(
          "contents-new",
          "New content in an artifact",
          Severity.HIGH,
          "The artifact holds something that it was not known to hold",
          "What nobody expects in an artifact is what nobody looked at before it shipped: source"
              + " maps, keys, dumps and whole folders were published that way.",
          "Each file belongs to a line of the lock by path and kind, or to a file of the artifact"
              + " that came before. What belongs to none is told, a folder or pattern at a time:"
              + " high if its kind is grave (source maps, keys, archives, native code, databases,"
              + " dumps) or it has 5 MB or more, medium in a new folder or of an unusual kind, else"
              + " low.");

  static final RuleInfo GONE =
      rule(
          "contents-gone",
          "Missing content of an artifact",
          Severity.LOW,
          "The artifact lacks something that it was known to hold",
          "Whoever uses it may need it; a build that leaves files out is often broken in other"
              + " ways, too.",
          "A line of the lock has fewer files than it asks for, the artifact as a whole has less, or"
              + " files of the artifact that came before are not there.");

  static final RuleInfo GROWN =
      rule(
          "contents-grown",
          "File of an artifact that grew too much",
          Severity.HIGH,
          "A file is much larger than it was known to be",
          "Something was put into it. Bundles get several times as large when a source map with all"
              + " sources is put at their end.",
          "A file may be half as large again as when it was locked, and 32 kB beyond that. A"
              + " source map inside a bundle makes it 2.3 times as large at least. 5 MB above what"
              + " is allowed is high.");

  static final RuleInfo SHRUNK =
      rule(
          "contents-shrunk",
          "File of an artifact that shrank too much",
          Severity.LOW,
          "A file is much smaller than it was known to be",
          "Part of it may be missing.",
          "A file has less than half of what it had when it was locked.");

  static final RuleInfo KIND =
      rule(
          "contents-kind",
          "File of an artifact that is of another kind",
          Severity.HIGH,
          "A file is something else than it was known to be",
          "A name that everybody knows is a good place to hide something else.",
          "The kind of a file is told by its bytes; the name decides only between texts.");

  static final RuleInfo TOTAL =
      rule(
          "contents-total",
          "Artifact with too much in it",
          Severity.HIGH,
          "All files together are more, or larger, than they were known to be",
          "Something was added that its single files do not show.",
          "An artifact may hold 30% more bytes than when it was locked and 256 kB beyond that, and"
              + " half as many files again and 8 beyond that. 5 MB above what is allowed is high.");

  static final RuleInfo RENAMED =
      rule(
          "contents-renamed",
          "Files of an artifact with other names",
          Severity.INFO,
          "Files have the same bytes as before and another path",
          "None by itself: it says why they are told neither as new nor as gone.",
          "Only with --against, which knows the bytes of both artifacts.");

  private static final String APPROVAL =
      "Find out where it comes from and whether it is what its publisher published. If it is meant:"
          + " run 'assay lock --approve NAME' on what holds it, review the new lines of assay.lock,"
          + " and commit them, or have whoever keeps the approved digests add it.";

  static final RuleInfo NOT_APPROVED =
      approval(
          "checksum-not-approved",
          "File from elsewhere that nobody approved",
          Severity.HIGH,
          "The artifact holds a module, program, library, model or image that is not among the"
              + " approved digests.",
          "Whoever can add such a file runs code of their choice where the artifact runs, and no"
              + " review of sources shows it.",
          "Only where digests were approved ('assay lock --approve', --digests): each file from"
              + " elsewhere is hashed with SHA-256, and the digest must be one that was approved.");

  static final RuleInfo NOT_AS_APPROVED =
      approval(
          "checksum-not-as-approved",
          "File is not the one that was approved",
          Severity.CRITICAL,
          "A module, program, library, model or image was approved by its digest, and what stands"
              + " here under its name is something else.",
          "A file that was exchanged under a name that everybody trusts is how supply chains are"
              + " attacked.",
          "A record of approved digests names the file, by package URL or path, and none of them is"
              + " the file's SHA-256.");

  private static RuleInfo approval(
      String id, String name, Severity severity, String found, String risk, String how) {
    return new RuleInfo(
            id,
            name,
            severity,
            Confidence.HIGH,
            found,
            risk,
            APPROVAL,
            List.of("https://csrc.nist.gov/pubs/sp/800/218/final"))
        .with(new RuleInfo.Details(List.of(how), List.of(), List.of()));
  }

  private static final List<RuleInfo> ALL =
      List.of(NOT_APPROVED, NOT_AS_APPROVED, GONE, GROWN, KIND, NEW, RENAMED, SHRUNK, TOTAL);

  private ContentFindings() {}

  private static RuleInfo rule(
      String id, String name, Severity severity, String found, String risk, String how) {
    boolean less = id.equals("contents-gone") || id.equals("contents-shrunk");
    return new RuleInfo(
            id,
            name,
            severity,
            Confidence.HIGH,
            found + ".",
            risk,
            severity == Severity.INFO ? NOTHING : less ? LACKING : MEANT,
            REFERENCES)
        .with(new RuleInfo.Details(List.of(how), List.of(), List.of()));
  }

  /** All of them, sorted by id. */
  static List<RuleInfo> all() {
    return ALL;
  }
}
