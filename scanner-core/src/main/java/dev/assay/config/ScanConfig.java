package dev.assay.config;

import dev.assay.model.Budget;
import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.policy.KnownFindings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a scan goes, resolved: every face (command, hook, Maven plugin) only
 * maps its parameters to this record.
 *
 * @param failOn findings from this severity up fail the scan; null: never
 * @param minConfidence findings below are not reported
 * @param budget limits of unpacking
 * @param decodeDepth layers of encoding (base64, escapes …) that are looked through, 0 to {@link
 *     #MOST_DECODE_DEPTH}
 * @param allowIncomplete whether problems leave the exit code alone
 * @param threads workers, at least 1
 * @param noIgnore whether what {@code .gitignore} and {@code .assayignore} name is scanned as well
 * @param rulePaths further rule files or folders
 * @param only globs of rule ids; empty: all
 * @param skip globs of rule ids
 * @param exclude globs of paths that the configuration leaves out; said in the summary
 * @param showSecrets whether reports reveal secrets
 * @param fingerprintSalt salt of secret ids; empty for the built-in one
 * @param notices what the summary must say of it: whatever a repository's own configuration loosens
 * @param foundRules of {@code rulePaths}, the one that came with what is scanned; null if none did
 * @param known findings that other scanners' files at the root list as known
 * @param comparison what it is held against
 * @param materials what it says about packages
 */
public record ScanConfig(
    @Nullable Severity failOn,
    Confidence minConfidence,
    Budget budget,
    int decodeDepth,
    boolean allowIncomplete,
    int threads,
    boolean noIgnore,
    List<Path> rulePaths,
    List<String> only,
    List<String> skip,
    List<String> exclude,
    boolean showSecrets,
    String fingerprintSalt,
    List<String> notices,
    @Nullable Path foundRules,
    KnownFindings known,
    Comparison comparison,
    Materials materials) {

  /** The most layers of encoding that are looked through, and how many are by default. */
  public static final int MOST_DECODE_DEPTH = 3;

  /** A configuration without what other scanners left. */
  public ScanConfig(
      @Nullable Severity failOn,
      Confidence minConfidence,
      Budget budget,
      int decodeDepth,
      boolean allowIncomplete,
      int threads,
      boolean noIgnore,
      List<Path> rulePaths,
      List<String> only,
      List<String> skip,
      List<String> exclude,
      boolean showSecrets,
      String fingerprintSalt,
      List<String> notices) {
    this(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        threads,
        noIgnore,
        rulePaths,
        only,
        skip,
        exclude,
        showSecrets,
        fingerprintSalt,
        notices,
        null,
        KnownFindings.NONE,
        Comparison.NONE,
        Materials.DEFAULT);
  }

  public ScanConfig {
    if (decodeDepth < 0 || decodeDepth > MOST_DECODE_DEPTH) {
      throw new IllegalArgumentException(
          "decodeDepth must be 0 to " + MOST_DECODE_DEPTH + ", not " + decodeDepth);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    rulePaths = List.copyOf(rulePaths);
    only = List.copyOf(only);
    skip = List.copyOf(skip);
    exclude = List.copyOf(exclude);
    notices = List.copyOf(notices);
  }

  /** A configuration of which the summary says nothing. */
  public ScanConfig(
      @Nullable Severity failOn,
      Confidence minConfidence,
      Budget budget,
      int decodeDepth,
      boolean allowIncomplete,
      int threads,
      boolean noIgnore,
      List<Path> rulePaths,
      List<String> only,
      List<String> skip,
      List<String> exclude,
      boolean showSecrets,
      String fingerprintSalt) {
    this(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        threads,
        noIgnore,
        rulePaths,
        only,
        skip,
        exclude,
        showSecrets,
        fingerprintSalt,
        List.of());
  }

  /** The same with further rules, notices, and what other scanners left. */
  public ScanConfig with(
      List<Path> allRules, List<String> allNotices, @Nullable Path found, KnownFindings listed) {
    return new ScanConfig(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        threads,
        noIgnore,
        allRules,
        only,
        skip,
        exclude,
        showSecrets,
        fingerprintSalt,
        allNotices,
        found,
        listed,
        comparison,
        materials);
  }

  /** The same held against something. */
  public ScanConfig with(Comparison other) {
    return new ScanConfig(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        threads,
        noIgnore,
        rulePaths,
        only,
        skip,
        exclude,
        showSecrets,
        fingerprintSalt,
        notices,
        foundRules,
        known,
        other,
        materials);
  }

  /** The same that says something else about packages. */
  public ScanConfig with(Materials other) {
    return new ScanConfig(
        failOn,
        minConfidence,
        budget,
        decodeDepth,
        allowIncomplete,
        threads,
        noIgnore,
        rulePaths,
        only,
        skip,
        exclude,
        showSecrets,
        fingerprintSalt,
        notices,
        foundRules,
        known,
        comparison,
        other);
  }

  /** The documented defaults. */
  public static ScanConfig defaults() {
    return new ScanConfig(
        Severity.MEDIUM,
        Confidence.MEDIUM,
        Budget.DEFAULT,
        MOST_DECODE_DEPTH,
        false,
        Runtime.getRuntime().availableProcessors(),
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        "");
  }
}
