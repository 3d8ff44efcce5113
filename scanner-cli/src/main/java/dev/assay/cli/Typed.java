package dev.assay.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user typed: each value is well formed in itself, nothing is looked up yet. What it means
 * is a {@link dev.assay.cli.hook.Plan}; what was not typed is null, so that a configuration file
 * can say it.
 */
final class Typed {
  final Verb verb;
  final List<String> operands = new ArrayList<>();

  final List<OutputSpec> outputs = new ArrayList<>();
  @Nullable String failOn;
  @Nullable String minConfidence;
  @Nullable String config;
  final List<String> rules = new ArrayList<>();
  final List<String> only = new ArrayList<>();
  final List<String> skip = new ArrayList<>();
  boolean noIgnore;
  @Nullable String extractSources;
  boolean online;
  boolean offline;

  @Nullable Integer maxDepth;
  @Nullable Long maxEntries;
  @Nullable Long maxBytes;
  @Nullable Integer maxRatio;
  @Nullable Duration timeout;
  @Nullable Integer decodeDepth;
  boolean allowIncomplete;
  @Nullable Integer threads;

  boolean check;
  @Nullable String file;
  @Nullable String approve;
  @Nullable String digests;
  @Nullable String against;
  @Nullable String creator;

  boolean staged;
  @Nullable String range;
  @Nullable String since;
  boolean includeUnreachable;

  @Nullable String againstGit;
  @Nullable String repo;

  boolean showSecrets;
  boolean yes;
  boolean quiet;
  boolean verbose;
  boolean debug;
  @Nullable String color;
  boolean noProgress;

  /** Set where help or the version is all that is wanted; then it is the text to write. */
  @Nullable String text;

  Typed(Verb verb) {
    this.verb = verb;
  }
}
