package dev.assay.detect.checksum;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What the findings of this package mean: the family {@code checksum-*}. */
public final class BuiltInFindings {

  static final RuleInfo MISMATCH =
      new RuleInfo(
              "checksum-mismatch",
              "File is not what its checksum says",
              Severity.CRITICAL,
              Confidence.HIGH,
              "A lockfile or checksum file names a file that lies here, and its digest is another one.",
              "Whoever installs or ships it gets something else than was approved: a damaged file, or"
                  + " one that was exchanged.",
              "Find out which of the two is right. Get the file again from where it comes from and"
                  + " compare; only if its change was meant, write the digest anew.",
              List.of("https://docs.npmjs.com/cli/v6/configuring-npm/package-lock-json"))
          .with(
              how(
                  "Each file that a lockfile or a checksum file names, and that lies here, is hashed and compared with the digest."));

  static final RuleInfo WEAK =
      new RuleInfo(
              "checksum-weak-algorithm",
              "Checksum is of a broken algorithm alone",
              Severity.LOW,
              Confidence.HIGH,
              "All that vouches for a file is a digest of MD5 or SHA-1.",
              "Two files with one such digest can be made on purpose, so it does not show that the file"
                  + " is the one that was approved.",
              "Add a digest of SHA-256 or SHA-512. npm does so when the entry is removed from the"
                  + " lockfile and installed again.",
              List.of(
                  "https://csrc.nist.gov/News/2022/nist-transitioning-away-from-sha-1-for-all-apps"))
          .with(
              how(
                  "An entry of a lockfile or a checksum file has no digest but those of MD5 or SHA-1."));

  static final RuleInfo MISSING =
      new RuleInfo(
              "checksum-listed-missing",
              "Listed file is missing",
              Severity.MEDIUM,
              Confidence.MEDIUM,
              "A checksum file lists files that lie beside it, and one that is not there.",
              "What ships is not complete, or the list is not of this release; whoever checks it with"
                  + " the usual tools is told that it fails.",
              "Add the file, or make the list anew from what ships.",
              List.of(
                  "https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html"))
          .with(
              how(
                  "The files of a list are looked for beside it. Where all of them are elsewhere, as with downloads, confidence is low."));

  private static final List<RuleInfo> ALL = List.of(MISSING, MISMATCH, WEAK);

  private BuiltInFindings() {}

  private static RuleInfo.Details how(String sentence) {
    return new RuleInfo.Details(List.of(sentence), List.of(), List.of());
  }

  /** All of them, sorted by id. */
  public static List<RuleInfo> all() {
    return ALL;
  }
}
