package dev.assay.detect.checksum;

import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What findings about lockfiles mean. */
final class LockfileFindings {
  private static final int PROVED = 2;
  private static final String YARN = "https://yarnpkg.com/features/security";
  private static final String NPM =
      "https://docs.npmjs.com/cli/v6/configuring-npm/package-lock-json";

  static final RuleInfo CONFLICT =
      new RuleInfo(
              "checksum-conflict",
              "Lockfile has two digests for one package",
              Severity.HIGH,
              Confidence.MEDIUM,
              "Two entries of one lockfile are of the same package in the same version, and claim"
                  + " different digests.",
              "One of the two is not what the registry published under that name and version: the"
                  + " lockfile was edited, or merged badly.",
              "Find out from the registry which one is right, then remove both entries and let the"
                  + " package manager write them anew.",
              List.of(NPM))
          .with(
              how(
                  "Digests of the same algorithm are compared between entries of the same name and"
                      + " version, and between the two halves of npm's lockfile version 2."));

  static final RuleInfo FOREIGN =
      new RuleInfo(
              "checksum-foreign-registry",
              "Lockfile entry comes from another registry",
              Severity.HIGH,
              Confidence.MEDIUM,
              "A few entries of a lockfile are downloaded from another host than all the others,"
                  + " and nobody who needs them names that host.",
              "Who can change a lockfile can make an install fetch anything: the digest beside the"
                  + " address is theirs as well, and reviewers rarely read lockfiles.",
              "If the host is none that you set as a registry, take the entry out and let the package"
                  + " manager write it anew; find out who put it there.",
              List.of(YARN))
          .with(
              how(
                  "Hosts of all entries of a lockfile that were asked for by a range of versions are"
                      + " counted. Registries of their own for a scope, well-known mirrors, and"
                      + " lockfiles in which several hosts are usual are told as low."));

  static final RuleInfo INSECURE =
      new RuleInfo(
              "checksum-insecure-address",
              "Lockfile entry is downloaded without encryption",
              Severity.LOW,
              Confidence.HIGH,
              "A lockfile names an address that begins with http:.",
              "Whoever stands between can see what is installed and the credentials that are sent"
                  + " along; without a digest they can exchange it.",
              "Write https: instead, or have the lockfile written anew.",
              List.of("https://classic.yarnpkg.com/blog/2019/07/12/recommended-security-update"))
          .with(how("Addresses of entries are read; one finding a lockfile."));

  static final RuleInfo OTHER =
      new RuleInfo(
              "checksum-other-package",
              "Lockfile entry's address is that of another package",
              Severity.HIGH,
              Confidence.HIGH,
              "A lockfile entry is called by one name, and what is downloaded for it is named by"
                  + " another.",
              "The install puts one package where another one is expected. Who can change a lockfile"
                  + " can bring in code that way, while its name looks familiar.",
              "Unless the alias is meant (it can be declared as such), take the entry out and let the"
                  + " package manager write it anew; find out who put it there.",
              List.of(YARN))
          .with(
              how(
                  "The name in a registry's address, or of a Python distribution's file, is compared"
                      + " with that of the entry; declared aliases go by their real name."));

  private static final List<RuleInfo> ALL = List.of(CONFLICT, FOREIGN, INSECURE, OTHER);

  private LockfileFindings() {}

  private static RuleInfo.Details how(String sentence) {
    return new RuleInfo.Details(List.of(sentence), List.of(), List.of());
  }

  /** All of them, sorted by id. */
  static List<RuleInfo> all() {
    return ALL;
  }

  static Candidate candidate(
      RuleInfo rule,
      Severity severity,
      Confidence confidence,
      @Nullable Region region,
      String subject,
      String evidence) {
    long start = region == null ? 0 : region.byteOffset();
    long length = region == null ? 0 : region.byteLength();
    return new Candidate(
        rule.id(),
        severity,
        confidence,
        PROVED,
        true,
        List.of(evidence),
        region,
        start,
        start + length,
        null,
        null,
        null,
        subject);
  }
}
