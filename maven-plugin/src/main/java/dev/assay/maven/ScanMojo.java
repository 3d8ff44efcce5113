package dev.assay.maven;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.Confidence;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import dev.assay.policy.Policy;
import dev.assay.policy.Verdict;
import dev.assay.rules.gitleaks.UserRules;
import dev.assay.rules.pack.BuiltInRules;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Scans files and folders, and fails the build for what {@code failOn} says and for what could not
 * be scanned. It is not inherited: at a parent it scans the modules with it, once.
 */
@Mojo(
    name = "scan",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    inheritByDefault = false,
    threadSafe = true)
public final class ScanMojo extends AbstractMojo {

  /** Files, folders and archives to scan. */
  @Parameter(property = "assay.paths", defaultValue = "${basedir}", required = true)
  List<File> paths = List.of();

  /** Findings from this severity up fail the build: info, low, medium, high, critical, never. */
  @Parameter(property = "assay.failOn")
  @Nullable String failOn;

  /** Findings below this confidence are not reported: low, medium, high. */
  @Parameter(property = "assay.minConfidence")
  @Nullable String minConfidence;

  /** Layers of encoding (base64, escapes, percent …) to look through, 0 to 3; by default 3. */
  @Parameter(property = "assay.decodeDepth")
  @Nullable Integer decodeDepth;

  /** Whether what could not be scanned leaves the build alone. */
  @Parameter(property = "assay.allowIncomplete", defaultValue = "false")
  boolean allowIncomplete;

  /** Whether to scan what {@code .gitignore} and {@code .assayignore} leave out. */
  @Parameter(property = "assay.noIgnore", defaultValue = "false")
  boolean noIgnore;

  /** Workers; by default as many as there are processors. */
  @Parameter(property = "assay.threads")
  @Nullable Integer threads;

  /** Files and folders with further rules. */
  @Parameter(property = "assay.rules")
  List<File> rules = List.of();

  /** Globs of the ids of the only rules to use. */
  @Parameter(property = "assay.only")
  List<String> only = List.of();

  /** Globs of the ids of rules to leave out. */
  @Parameter(property = "assay.skipRules")
  List<String> skipRules = List.of();

  /** Reports to write: the format (json, jsonl, sarif, console) and the file. */
  @Parameter Map<String, File> reports = Map.of();

  /** Whether to do nothing at all. */
  @Parameter(property = "assay.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${plugin.version}", readonly = true)
  String version = "";

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Not scanned: assay.skip is set.");
      return;
    }
    try {
      ScanConfig config = config();
      UserRules.Laid merged = UserRules.over(BuiltInRules.load(), config.rulePaths(), null);
      merged.notices().forEach(getLog()::info);
      List<ScanTarget> targets =
          paths.stream().<ScanTarget>map(file -> new ScanTarget.Tree(file.getPath())).toList();
      ScanResult result =
          new Scanner(new Host(InputStream::nullInputStream, System.getenv(), this::fault))
              .scan(targets, config, merged.rules(), Progress.NONE);
      new Reports(getLog(), version).write(result, reports);
      Verdict verdict = new Policy(config.failOn(), config.allowIncomplete()).judge(result);
      if (verdict == Verdict.FINDINGS) {
        throw new MojoFailureException("Assay found what must not be here: see above.");
      } else if (verdict == Verdict.INCOMPLETE) {
        throw new MojoFailureException(
            "Assay could not scan everything: see above (allowIncomplete accepts that).");
      }
    } catch (UsageException | IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /** The parameters, laid over the defaults. */
  ScanConfig config() {
    ScanConfig base = ScanConfig.defaults();
    return new ScanConfig(
        failOn == null ? base.failOn() : severity(failOn),
        minConfidence == null ? base.minConfidence() : confidence(minConfidence),
        base.budget(),
        decodeDepth == null ? base.decodeDepth() : decodeDepth(decodeDepth),
        allowIncomplete,
        threads == null ? base.threads() : threads,
        noIgnore,
        rules.stream().map(File::toPath).toList(),
        only,
        skipRules,
        base.exclude(),
        false,
        base.fingerprintSalt());
  }

  private static @Nullable Severity severity(String word) {
    int index = List.of("info", "low", "medium", "high", "critical", "never").indexOf(word);
    if (index < 0) {
      throw new UsageException(
          "failOn is '" + word + "', not one of info, low, medium, high, critical, never.");
    }
    return index == Severity.values().length ? null : Severity.values()[index];
  }

  private static Confidence confidence(String word) {
    int index = List.of("low", "medium", "high").indexOf(word);
    if (index < 0) {
      throw new UsageException("minConfidence is '" + word + "', not one of low, medium, high.");
    }
    return Confidence.values()[index];
  }

  private static int decodeDepth(int depth) {
    if (depth < 0 || depth > ScanConfig.MOST_DECODE_DEPTH) {
      throw new UsageException(
          "decodeDepth is " + depth + ", not 0 to " + ScanConfig.MOST_DECODE_DEPTH + ".");
    }
    return depth;
  }

  /** Shows where a fault of ours was; its message may hold what was scanned. */
  private void fault(String where, Throwable fault) {
    getLog().debug(where + ": " + fault.getClass().getName() + " at " + fault.getStackTrace()[0]);
  }
}
