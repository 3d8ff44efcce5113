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

  static final RuleInfo SIGNATURE =
      new RuleInfo(
              "checksum-signature-invalid",
              "Signature of a jar does not hold",
              Severity.HIGH,
              Confidence.HIGH,
              "A jar is signed, and what was signed is not what stands there: its "
                  + "manifest was changed afterwards, or the signature is that of another "
                  + "jar.",
              "Java refuses to load it, or takes all of it for unsigned. Whoever "
                  + "changed it is not who signed it.",
              "Get the jar again from where it comes from. If it was put together of "
                  + "several, leave the files META-INF/*.SF, *.RSA, *.DSA and *.EC of the "
                  + "parts out.",
              List.of(
                  "https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#signed-jar-file"))
          .with(
              how(
                  "The block of the signature is checked against the signature file, and "
                      + "that against the manifest. Whether the certificate is trusted, or still "
                      + "valid, is not asked."));

  static final RuleInfo ADDED =
      new RuleInfo(
              "checksum-added-after-signing",
              "File was added to a signed jar",
              Severity.MEDIUM,
              Confidence.HIGH,
              "A jar is signed, and it holds files that the signature does not cover.",
              "The signature vouches for the rest only: anybody may have put these "
                  + "files there, and Java loads classes among them all the same.",
              "Get the jar again from where it comes from, or sign it anew when all is " + "in it.",
              List.of(
                  "https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html#signed-jar-file"))
          .with(
              how(
                  "Entries of a signed jar that its manifest does not list, but for the "
                      + "manifest itself, the signatures and META-INF/INDEX.LIST."));

  static final RuleInfo UNLISTED =
      new RuleInfo(
              "checksum-unlisted",
              "File is not in the list that should hold it",
              Severity.MEDIUM,
              Confidence.HIGH,
              "A package or a release lists its files with their digests, and one lies "
                  + "in it that is not listed.",
              "Nobody vouches for this file; it may have been put there afterwards, "
                  + "and goes to users with the rest.",
              "Build the package or the list anew, so that the list is made of what is "
                  + "there; find out where the file comes from.",
              List.of(
                  "https://packaging.python.org/en/latest/specifications/binary-distribution-format/"))
          .with(
              how(
                  "Files of a wheel that its RECORD does not list, but for the RECORD "
                      + "itself and its signatures; files beside those that a checksum file "
                      + "lists, where it lists most of them."));

  static final RuleInfo EDITED =
      new RuleInfo(
              "checksum-installed-edited",
              "File of an installed package was edited",
              Severity.HIGH,
              Confidence.HIGH,
              "A file of an installed package is not the one that the package brought.",
              "Package managers don't notice it, and whoever ships or runs the folder "
                  + "gets a change that stands in no lockfile and no review.",
              "Install the package again and compare. A change that is wanted belongs "
                  + "into a patch that is kept with the project.",
              List.of(
                  "https://packaging.python.org/en/latest/specifications/recording-installed-packages/"))
          .with(
              how(
                  "Files of an installed tree are compared with what the installer wrote "
                      + "down of them."));

  static final RuleInfo DUPLICATE =
      new RuleInfo(
              "checksum-duplicate-entry",
              "One name, two different files",
              Severity.LOW,
              Confidence.HIGH,
              "An archive or a list has one name twice, and what is meant by it " + "differs.",
              "Programs disagree which of the two counts, so what was checked need not "
                  + "be what is used.",
              "Build the archive or the list anew, so that each name stands in it " + "once.",
              List.of("https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT"))
          .with(
              how(
                  "Entries of a zip that have one name and differ in size or checksum; "
                      + "names that stand in a list with two digests. It weighs more where a "
                      + "signature or a list of digests is in the archive."));

  static final RuleInfo MISSING_PIN =
      new RuleInfo(
              "checksum-missing-pin",
              "Nothing says which digest it must have",
              Severity.LOW,
              Confidence.HIGH,
              "Something that is downloaded or installed is named without a digest.",
              "Whatever stands at its address at the time is taken, so an exchange is "
                  + "not noticed.",
              "Add the digest; the program that reads the file has an option or a "
                  + "command that writes it. Of a lockfile remove the entry, and node_modules, and "
                  + "let the package manager write it anew.",
              List.of(
                  "https://docs.gradle.org/current/userguide/dependency_verification.html",
                  "https://docs.npmjs.com/cli/v6/configuring-npm/package-lock-json",
                  "https://pip.pypa.io/en/stable/topics/secure-installs/"))
          .with(
              how(
                  "Entries of files that have a place for a digest, and none in it. Of a lockfile "
                      + "whose other entries have one: medium, but low where npm forgot the address "
                      + "as well; commits of git, links, workspaces and bundled packages need "
                      + "none."));

  static final RuleInfo OVER_BROAD =
      new RuleInfo(
              "checksum-over-broad-trust",
              "Trust without a digest is wider than it need be",
              Severity.MEDIUM,
              Confidence.MEDIUM,
              "A file that says which digests dependencies must have excepts many of "
                  + "them at once, or turns the check off.",
              "Whatever fits the exception is taken unchecked, also what somebody else "
                  + "publishes under such a name.",
              "Name what is excepted by group, name and version, or write down its " + "digest.",
              List.of("https://docs.gradle.org/current/userguide/dependency_verification.html"))
          .with(
              how(
                  "Exceptions of verification-metadata.xml that fit more than one module "
                      + "or all versions, and checks that are turned off there."));

  private static final List<RuleInfo> ALL =
      List.of(
          ADDED,
          DUPLICATE,
          EDITED,
          MISSING,
          MISMATCH,
          MISSING_PIN,
          OVER_BROAD,
          SIGNATURE,
          UNLISTED,
          WEAK);

  private BuiltInFindings() {}

  private static RuleInfo.Details how(String sentence) {
    return new RuleInfo.Details(List.of(sentence), List.of(), List.of());
  }

  /** All of them, sorted by id. */
  public static List<RuleInfo> all() {
    return ALL;
  }
}
