package dev.assay.compare.reconcile;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.List;

/** What the findings of this package mean: the family {@code reconcile-*}. */
public final class ReconcileRules {

  static final RuleInfo ONLY_HERE =
      new RuleInfo(
              "reconcile-only-here",
              "File that its commit doesn't explain",
              Severity.MEDIUM,
              Confidence.HIGH,
              "Files of the artifact are neither in the commit that it is held against nor declared as made by the build.",
              "Nobody has reviewed them: what a build or a person leaves in the folder that is packed ships with"
                  + " it, and so does what an attacker puts there.",
              "If the build makes them, declare that in .assay.yml (build-outputs). Else keep them out of the"
                  + " package, or commit them.",
              List.of())
          .with(
              how(
                  "Each file of the artifact is looked for in the commit: at its path, once it is known which folders"
                      + " answer to which, then by its content. What is declared in build-outputs, what the content"
                      + " lock allows, what packers are known to write, and classes whose sources are in the commit"
                      + " are explained. A folder of which nothing is explained is one finding. Severity goes by what"
                      + " the files are: high for source maps, keys, programs, archives, dumps and databases, medium"
                      + " for code, low for plain text, documents and images."));

  static final RuleInfo DIFFERS =
      new RuleInfo(
              "reconcile-differs",
              "File differs from its commit",
              Severity.MEDIUM,
              Confidence.HIGH,
              "A file of the artifact has another content than the commit that it is held against.",
              "What ships is not what was reviewed: it was packed from other sources, with changes that are not"
                  + " committed, or it was changed on the way.",
              "Compare the two. Pack from a clean checkout of the commit; if the build changes the file, declare"
                  + " that in .assay.yml (build-outputs).",
              List.of())
          .with(
              how(
                  "A file that stands where the commit has one, with another content. Line ends and who may run it are"
                      + " told apart from that. Low where packers are known to write the file anew (npm's package.json,"
                      + " a POM in a jar) and for plain text, documents and images."));

  static final RuleInfo MODE =
      new RuleInfo(
              "reconcile-mode",
              "May be run in the artifact or in git, not in both",
              Severity.INFO,
              Confidence.HIGH,
              "Files have the content that the commit has, and only one of the two may be run.",
              "A script that may not be run fails after it is installed; one that may be and should not be is one"
                  + " more thing to start.",
              "Set the bit in git (git update-index --chmod=+x FILE), or where the package is made. npm sets it"
                  + " itself for what package.json names as bin.",
              List.of())
          .with(
              how(
                  "Where both git and the container say who may run a file: tar, cpio, ar, folders, and zips made on Unix."));

  static final RuleInfo LINE_ENDINGS =
      new RuleInfo(
              "reconcile-line-endings",
              "Line endings differ from the commit",
              Severity.INFO,
              Confidence.HIGH,
              "Files have the text that the commit has, with other line endings.",
              "Mostly harmless; a script with CR LF does not start on Unix, and digests differ from platform to"
                  + " platform.",
              "Pack where git leaves line endings alone, or set them in .gitattributes (* text=auto eol=lf).",
              List.of("https://git-scm.com/docs/gitattributes"))
          .with(how("The two are equal once each CR LF is read as LF."));

  /** What the engine tells of secrets. */
  public static final RuleInfo SECRET =
      new RuleInfo(
              "reconcile-secret-not-in-git",
              "Secret that the build brought into the artifact",
              Severity.CRITICAL,
              Confidence.HIGH,
              "Secrets are in the artifact and not in the commit that it is held against.",
              "Looking through the repository never shows them: they came in by the build, from its environment or"
                  + " from files that lay about.",
              "Revoke them where they were issued, since whoever has the artifact has them. Then find the step that"
                  + " writes them: variables that a bundler replaces, files that are copied, logs.",
              List.of())
          .with(
              how(
                  "All files of the commit are scanned with the same rules. Secrets and secret files that are found in"
                      + " the artifact only are told together, besides each by itself, as grave as the gravest of them"
                      + " and one step more."));

  private ReconcileRules() {}

  private static RuleInfo.Details how(String sentence) {
    return new RuleInfo.Details(List.of(sentence), List.of(), List.of());
  }

  /** All of them, sorted by id. */
  public static List<RuleInfo> all() {
    return List.of(DIFFERS, LINE_ENDINGS, MODE, ONLY_HERE, SECRET);
  }
}
