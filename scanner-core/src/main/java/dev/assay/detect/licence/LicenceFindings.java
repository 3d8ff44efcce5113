package dev.assay.detect.licence;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What findings mean that show in the relation of several things: the family {@code licence-*}. */
final class LicenceFindings {
  private static final String SPDX = "https://spdx.org/licenses/";
  private static final String EXPRESSIONS =
      "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/";
  private static final String NPM =
      "https://docs.npmjs.com/cli/configuring-npm/package-json#license";
  private static final String POM = "https://maven.apache.org/pom.html#Licenses";
  private static final String GPL = "https://www.gnu.org/licenses/gpl-faq.html";

  static final RuleInfo NOT_SHIPPED =
      info(
          "licence-declared-not-shipped",
          "Declared licence is not the one that is shipped",
          Severity.MEDIUM,
          Confidence.MEDIUM,
          "A package declares one licence, and the file of licences that it brings is another one.",
          "Who relies on the one may break the other; where the text is stricter than the"
              + " declaration, that is a breach.",
          "If it is your package, put the wrong one of the two right. Else ask its maker, and keep to"
              + " the stricter one until then.",
          List.of(NPM, POM),
          "The licence that the manifest declares is compared with the licences whose texts lie beside"
              + " it (LICENSE, COPYING, META-INF). One that agrees is enough. Texts of others"
              + " (third-party notices, vendored folders) don't count.");

  static final RuleInfo POM_NOT_JAR =
      info(
          "licence-pom-not-jar",
          "POM and jar say different licences",
          Severity.LOW,
          Confidence.MEDIUM,
          "The POM of an artifact declares one licence, and the jar beside it says another one.",
          "Tools read the POM, people the jar: one of them is led astray.",
          "If it is yours, put the wrong one right. Else keep to the stricter one, and ask its maker.",
          List.of(POM),
          "A POM and the jar of the same name in the same folder are compared: what both declare, and"
              + " the texts in the jar.");

  static final RuleInfo PROPRIETARY =
      info(
          "licence-proprietary-in-open-source",
          "Something proprietary is in an open source package",
          Severity.HIGH,
          Confidence.HIGH,
          "An open source package holds a package or a file that says of itself that it is"
              + " proprietary.",
          "Whoever publishes it gives away what belongs to somebody, perhaps to your own company; and"
              + " who gets it has no right to it.",
          "Leave it out, or put its header right if it is meant to be open. What was published"
              + " already has to be withdrawn.",
          List.of(SPDX),
          "A sign of a rule of `kind: licence`, in something that declares an open source licence, or"
              + " that has the text of one beside it.");

  static final RuleInfo COPYLEFT =
      info(
          "licence-copyleft-in-proprietary",
          "Copyleft is in a proprietary package",
          Severity.HIGH,
          Confidence.MEDIUM,
          "A package that is not open source ships something under the GPL or the AGPL.",
          "These licences ask that the whole be given on under them, with its sources.",
          "Replace it, get it under other terms, or ship it as a program of its own. Ask somebody who"
              + " knows the law before you rely on that.",
          List.of(GPL),
          "Inside a package that says itself that it isn't open: packages, texts, notices and tags of"
              + " GPL and AGPL without an exception, and without another licence to choose. Only in"
              + " what ships.");

  static final RuleInfo NONE =
      info(
          "licence-none",
          "Package without a licence",
          Severity.LOW,
          Confidence.MEDIUM,
          "A package declares no licence, and no text of one is in it.",
          "Without a licence nobody but the owner may use it.",
          "If it is yours, declare one in its manifest and put its text beside it (`UNLICENSED` or"
              + " `private` if it is not for others). Else ask its maker.",
          List.of(NPM, POM),
          "The manifest declares none, and no file in the package holds or names one. Of jars, Debian"
              + " packages and Go modules, which often leave it to another file, it is information.");

  static final RuleInfo CHANGED =
      info(
          "licence-changed",
          "Licence changed since the last release",
          Severity.MEDIUM,
          Confidence.HIGH,
          "A package is under another licence than in the artifact that came before.",
          "What was allowed may not be any more, and nobody may have noticed.",
          "Find out whether it was meant. If so, tell the people who use it; if it is a dependency,"
              + " decide whether you may still ship it.",
          List.of(SPDX),
          "With `--against`: what packages of the same name declare, and the texts of their own files"
              + " of licences. From open source to something else is high, to a copyleft licence"
              + " medium, otherwise low.");

  static final RuleInfo DENIED =
      info(
          "licence-denied",
          "Licence that the team denies",
          Severity.HIGH,
          Confidence.HIGH,
          "Something is under a licence that the configuration denies.",
          "Your team has decided that it doesn't ship such things.",
          "Replace it, or get it under other terms. Where it is fine all the same, allow this finding"
              + " with a reason.",
          List.of(EXPRESSIONS),
          "`licences.deny` of `.assay.yml`: every alternative of a choice is denied, or a part of what"
              + " holds at once. Of packages what they declare, else their texts; of files texts,"
              + " notices and tags.");

  static final RuleInfo REVIEW =
      info(
          "licence-review",
          "Licence that has to be reviewed",
          Severity.MEDIUM,
          Confidence.HIGH,
          "Something is under a licence that the configuration wants a person to look at.",
          "Whether it may ship depends on how it is used.",
          "Look at it, and allow this finding with a reason if it is fine.",
          List.of(EXPRESSIONS),
          "`licences.review` of `.assay.yml`, as with `licences.deny`.");

  static final RuleInfo NOT_ALLOWED =
      info(
          "licence-not-allowed",
          "Licence that nobody allowed",
          Severity.MEDIUM,
          Confidence.HIGH,
          "A package is under a licence that is not among those that the configuration allows, or"
              + " says none that is known.",
          "Nobody in your team has looked at it.",
          "Look at it; add it to `licences.allow` if it is fine, to `licences.deny` if it is not.",
          List.of(EXPRESSIONS),
          "Where `.assay.yml` has `licences.allow`: no choice of the package's licences can be kept"
              + " with these alone.");

  static final RuleInfo KNOWN_FILE =
      info(
          "licence-known-file",
          "File that must not ship",
          Severity.HIGH,
          Confidence.HIGH,
          "A file is one of those that the configuration lists as proprietary.",
          "Your team knows that it may not pass this file on.",
          "Leave it out of what ships.",
          List.of(SPDX),
          "Its SHA-256 is in `licences.proprietary` of `.assay.yml`. Files in archives and archives"
              + " themselves are compared as well.");

  private LicenceFindings() {}

  /** All, by id. */
  static List<RuleInfo> all() {
    return List.of(
        CHANGED,
        COPYLEFT,
        NOT_SHIPPED,
        DENIED,
        KNOWN_FILE,
        NONE,
        NOT_ALLOWED,
        POM_NOT_JAR,
        PROPRIETARY,
        REVIEW);
  }

  private static RuleInfo info(
      String id,
      String name,
      Severity severity,
      Confidence confidence,
      String found,
      String risk,
      String revoke,
      List<String> references,
      String how) {
    return new RuleInfo(id, name, severity, confidence, found, risk, revoke, references)
        .with(new RuleInfo.Details(List.of(how), List.of(), List.of()));
  }
}
