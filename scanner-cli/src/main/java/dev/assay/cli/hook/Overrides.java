package dev.assay.cli.hook;

import dev.assay.config.ScanConfig;
import dev.assay.model.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line says about a scan, laid over what the configuration says. Null and empty
 * stand for what it does not say.
 */
public final class Overrides {

  /** What a hook may take unless told otherwise: nobody waits longer for a commit. */
  private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);

  /** One of {@link Levels#FAIL_ON}. */
  public @Nullable String failOn;

  /** One of {@link Levels#CONFIDENCES}. */
  public @Nullable String minConfidence;

  public @Nullable Integer maxDepth;
  public @Nullable Long maxEntries;
  public @Nullable Long maxBytes;
  public @Nullable Integer maxRatio;
  public @Nullable Duration timeout;

  /** 0 to {@link ScanConfig#MOST_DECODE_DEPTH}. */
  public @Nullable Integer decodeDepth;

  public @Nullable Integer threads;

  /** Whether this is a hook's scan, with a timeout by default. */
  public boolean hook;

  public boolean allowIncomplete;
  public boolean noIgnore;
  public boolean showSecrets;

  public List<Path> rules = List.of();
  public List<String> only = List.of();
  public List<String> skip = List.of();

  /** {@code base} with all of this. */
  public ScanConfig over(ScanConfig base) {
    return new ScanConfig(
        failOn == null ? base.failOn() : Levels.failOn(failOn),
        minConfidence == null ? base.minConfidence() : Levels.confidence(minConfidence),
        budget(base.budget()),
        decodeDepth == null ? base.decodeDepth() : decodeDepth,
        allowIncomplete || base.allowIncomplete(),
        threads == null ? base.threads() : threads,
        noIgnore || base.noIgnore(),
        joined(base.rulePaths(), rules),
        only.isEmpty() ? base.only() : only,
        joined(base.skip(), skip),
        base.exclude(),
        showSecrets || base.showSecrets(),
        base.fingerprintSalt(),
        base.notices(),
        base.foundRules(),
        base.known(),
        base.comparison(),
        base.materials());
  }

  private Budget budget(Budget base) {
    Duration limit = timeout == null ? base.timeout() : timeout;
    if (limit == null && hook) {
      limit = HOOK_TIMEOUT;
    }
    return new Budget(
        maxDepth == null ? base.maxDepth() : maxDepth,
        maxEntries == null ? base.maxEntries() : maxEntries,
        maxBytes == null ? base.maxBytes() : maxBytes,
        maxRatio == null ? base.maxRatio() : maxRatio,
        limit);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    if (second.isEmpty()) {
      return first;
    }
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
