package dev.assay.cli;

import dev.assay.cli.hook.Levels;
import dev.assay.model.UsageException;
import dev.assay.report.Reporters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Every option, in the order in which help and completions list them. A new one is an entry here, a
 * field of {@link Typed}, what {@code Planner} makes of it, and a row of {@code FlagsTest}.
 */
final class Flags {

  private static final Set<Verb> ALL_VERBS = EnumSet.allOf(Verb.class);
  private static final Set<Verb> SCAN = EnumSet.of(Verb.SCAN);
  private static final Set<Verb> GIT = EnumSet.of(Verb.GIT);
  private static final Set<Verb> SCANS = EnumSet.of(Verb.SCAN, Verb.GIT);
  private static final Set<Verb> LIST = EnumSet.of(Verb.RULES_LIST);
  private static final Set<Verb> SCANS_AND_LIST = EnumSet.of(Verb.SCAN, Verb.GIT, Verb.RULES_LIST);
  private static final Set<Verb> SCANS_AND_RULES =
      EnumSet.of(Verb.SCAN, Verb.GIT, Verb.RULES_LIST, Verb.RULES_SHOW);

  private static final Set<Verb> LOCK = EnumSet.of(Verb.LOCK);
  private static final Set<Verb> ARTIFACTS =
      EnumSet.of(Verb.SCAN, Verb.LOCK, Verb.SBOM, Verb.SBOM_VERIFY);
  private static final Set<Verb> JUDGING =
      EnumSet.of(Verb.SCAN, Verb.GIT, Verb.LOCK, Verb.SBOM_VERIFY);
  private static final Set<Verb> READING =
      EnumSet.of(Verb.SCAN, Verb.GIT, Verb.LOCK, Verb.SBOM, Verb.SBOM_VERIFY);
  private static final Set<Verb> BILLS = EnumSet.of(Verb.SCAN, Verb.SBOM);
  private static final Set<Verb> COLOURED =
      EnumSet.of(
          Verb.SCAN,
          Verb.GIT,
          Verb.LOCK,
          Verb.SBOM,
          Verb.SBOM_VERIFY,
          Verb.RULES_LIST,
          Verb.RULES_SHOW);

  private static final List<String> LIST_FORMATS = List.of("console", "json");

  static final List<Flag> ALL =
      List.of(
          Flag.of(
              GIT,
              "--staged",
              "What is staged for the next commit, as a hook wants it; stops after 10s unless"
                  + " --timeout says otherwise.",
              typed -> typed.staged = true),
          Flag.of(
              GIT,
              "--range",
              "A..B",
              "What the commits of A..B added, merges included.",
              (typed, value) -> typed.range = value),
          Flag.of(
              GIT,
              "--since",
              "DATE",
              "What commits since DATE added, on all refs: 2026-03-31, '2 weeks ago'.",
              (typed, value) -> typed.since = value),
          Flag.of(
              GIT,
              "--include-unreachable",
              "Also what no ref reaches any more: commits that were dropped or overwritten.",
              typed -> typed.includeUnreachable = true),
          Flag.of(
              SCAN,
              "--against-git",
              "REF",
              "Hold what is scanned against the commit that it is made from, such as v1.2.0: what"
                  + " differs, what nobody committed, which secrets the build brought in.",
              (typed, value) -> typed.againstGit = value),
          Flag.of(
              SCAN,
              "--repo",
              "DIR",
              "The repository that it is made from: that of --against-git (default: that of the"
                  + " current folder), and the one whose package.json, .npmignore, MANIFEST.in … is"
                  + " to be changed.",
              (typed, value) -> typed.repo = value),
          Flag.of(
              LOCK,
              "--check",
              "Change nothing: report what is not as the lock has it, and exit with 1 from"
                  + " --fail-on up.",
              typed -> typed.check = true),
          Flag.of(
              LOCK,
              "--file",
              "FILE",
              "The content lock. Default: assay.lock in the current folder.",
              (typed, value) -> typed.file = value),
          Flag.of(
              LOCK,
              "--approve",
              "NAME",
              "Approve, in the name of NAME, each module, wrapper, program, library, model and image in"
                  + " ARTIFACT that comes from elsewhere: its SHA-256 goes into assay.lock, and"
                  + " nothing else does. From then on --check fails on any other.",
              (typed, value) -> typed.approve = value),
          Flag.of(
              LOCK,
              "--digests",
              "FROM",
              "With --check: take the approved digests from a file, from standard input (-) or from an"
                  + " environment variable (env:NAME), and none from assay.lock. Records 'digest' of"
                  + " a content lock, or lines of sha256sum.",
              (typed, value) -> typed.digests = value),
          Flag.of(
              SCAN,
              "--against",
              "OLD",
              "Also report how it differs from OLD: the release before, as a file, a folder or a"
                  + " package (pkg:npm/…).",
              (typed, value) -> typed.against = value),
          Flag.of(
              BILLS,
              "--creator",
              "NAME",
              "Who answers for the bill of materials, as 'Acme <sbom@example.com>' or"
                  + " 'Acme (https://acme.example)'.",
              (typed, value) -> typed.creator = value),
          Flag.of(
                  READING,
                  "-o --output",
                  "FORMAT[=FILE]",
                  "How to report, and where to: "
                      + String.join(", ", Reporters.formats())
                      + ". May be repeated; one without FILE goes to standard output. Default:"
                      + " console; of 'assay sbom', cyclonedx.",
                  (typed, value) -> typed.outputs.add(OutputSpec.parse(value)))
              .repeated()
              .offering(Reporters.formats()),
          Flag.of(
                  LIST,
                  "-o --output",
                  "FORMAT",
                  "console (the default) or json.",
                  (typed, value) ->
                      typed.outputs.add(
                          new OutputSpec(oneOf("--output", value, LIST_FORMATS), null)))
              .offering(LIST_FORMATS),
          Flag.of(
                  JUDGING,
                  "--fail-on",
                  "SEVERITY",
                  "Exit with 1 from this severity up: info, low, medium, high, critical; or never."
                      + " Default: medium.",
                  (typed, value) -> typed.failOn = oneOf("--fail-on", value, Levels.FAIL_ON))
              .offering(Levels.FAIL_ON),
          Flag.of(
                  SCANS,
                  "--min-confidence",
                  "LEVEL",
                  "Report from this confidence up: low, medium, high. Default: medium.",
                  (typed, value) ->
                      typed.minConfidence = oneOf("--min-confidence", value, Levels.CONFIDENCES))
              .offering(Levels.CONFIDENCES),
          Flag.of(
              SCANS,
              "--config",
              "FILE",
              "Read this configuration instead of .assay.yml (and .gitleaks.toml, .gitleaksignore and"
                  + " .secrets.baseline) at the root of what is scanned.",
              (typed, value) -> typed.config = value),
          Flag.of(
                  SCANS_AND_RULES,
                  "--rules",
                  "PATH",
                  "A rule file, a folder of them, or a .toml file in the format of gitleaks, besides the"
                      + " built-in rules. May be repeated.",
                  (typed, value) -> typed.rules.add(value))
              .repeated(),
          Flag.of(
                  SCANS_AND_LIST,
                  "--only",
                  "ID",
                  "Use these rules alone; * and ? stand for any characters. May be repeated.",
                  (typed, value) -> typed.only.addAll(ids("--only", value)))
              .repeated(),
          Flag.of(
                  SCANS_AND_LIST,
                  "--skip",
                  "ID",
                  "Use all rules but these. May be repeated.",
                  (typed, value) -> typed.skip.addAll(ids("--skip", value)))
              .repeated(),
          Flag.of(
              SCAN,
              "--no-ignore",
              "Also scan what .gitignore and .assayignore leave out.",
              typed -> typed.noIgnore = true),
          Flag.of(
              SCAN,
              "--extract-sources",
              "DIR",
              "Write the sources that source maps hold into DIR, as an outsider would get them, with"
                  + " sources.tsv that names each. Secrets in them are written as they are. DIR must"
                  + " be absent or empty, and outside of what is scanned.",
              (typed, value) -> typed.extractSources = folder("--extract-sources", value)),
          Flag.of(
              READING,
              "--max-depth",
              "N",
              "Levels of archives in archives. Default: 16.",
              (typed, value) -> typed.maxDepth = (int) Units.number("--max-depth", value, 0, 1000)),
          Flag.of(
              READING,
              "--max-entries",
              "N",
              "Entries of archives in all. Default: 1000000.",
              (typed, value) ->
                  typed.maxEntries = Units.number("--max-entries", value, 0, 1L << 40)),
          Flag.of(
              READING,
              "--max-bytes",
              "SIZE",
              "Unpacked bytes in all. Default: 16GiB.",
              (typed, value) -> typed.maxBytes = Units.bytes("--max-bytes", value)),
          Flag.of(
              READING,
              "--max-ratio",
              "N",
              "How many times its size an archive may unpack to, judged from 100 MB on. Default:"
                  + " 200.",
              (typed, value) ->
                  typed.maxRatio = (int) Units.number("--max-ratio", value, 1, 1 << 30)),
          Flag.of(
              READING,
              "--timeout",
              "TIME",
              "Stop after that long, such as 90s or 5m; the result is then incomplete. Default:"
                  + " none.",
              (typed, value) -> typed.timeout = Units.duration("--timeout", value)),
          Flag.of(
                  SCANS,
                  "--decode-depth",
                  "N",
                  "Layers of encoding (base64, escapes, percent …) to look through: 0 to 3. Default:"
                      + " 3.",
                  (typed, value) ->
                      typed.decodeDepth =
                          Integer.valueOf(oneOf("--decode-depth", value, Levels.DECODE_DEPTHS)))
              .offering(Levels.DECODE_DEPTHS),
          Flag.of(
              READING,
              "--allow-incomplete",
              "Don't exit with 3 where something could not be scanned; it is still reported.",
              typed -> typed.allowIncomplete = true),
          Flag.of(
              READING,
              "--threads",
              "N",
              "Workers. Default: one for each processor.",
              (typed, value) ->
                  typed.threads = (int) Units.number("--threads", value, 1, Levels.MAX_THREADS)),
          Flag.of(
              ARTIFACTS,
              "--online",
              "Take packages that are named (pkg:…) from their registry, with the settings of npm,"
                  + " Maven or Go for it, and not from the local caches. Nothing else uses a"
                  + " network.",
              typed -> typed.online = true),
          Flag.of(
              READING,
              "--offline",
              "Use no network. Always so without --online.",
              typed -> typed.offline = true),
          Flag.of(
              SCANS,
              "--show-secrets",
              "Show secrets in full, except in SARIF. Needs a terminal, or --yes.",
              typed -> typed.showSecrets = true),
          Flag.of(
              SCANS,
              "--yes",
              "Let --show-secrets write to files and pipes.",
              typed -> typed.yes = true),
          Flag.of(
              READING, "-q --quiet", "Only findings and problems.", typed -> typed.quiet = true),
          Flag.of(
              READING,
              "-v --verbose",
              "Every place, every problem, what is allowed, and how each file stands to --against-git.",
              typed -> typed.verbose = true),
          Flag.of(
              ALL_VERBS,
              "--debug",
              "Show where a fault of Assay itself happened.",
              typed -> typed.debug = true),
          Flag.of(
                  COLOURED,
                  "--color",
                  "WHEN",
                  "auto (the default), always or never.",
                  (typed, value) -> typed.color = oneOf("--color", value, Levels.COLORS))
              .offering(Levels.COLORS),
          Flag.of(
              READING,
              "--no-progress",
              "Show no progress on standard error.",
              typed -> typed.noProgress = true));

  private Flags() {}

  private static String oneOf(String option, String value, List<String> values) {
    if (!values.contains(value)) {
      throw new UsageException(
          "'"
              + option
              + " "
              + value
              + "': expected one of "
              + String.join(", ", values)
              + Suggestions.didYouMean(value, values));
    }
    return value;
  }

  private static String folder(String option, String value) {
    if (value.isBlank()) {
      throw new UsageException(
          "'" + option + "' needs the name of a folder, as in '" + option + " sources'.");
    }
    return value;
  }

  private static List<String> ids(String option, String value) {
    List<String> ids = new ArrayList<>();
    for (String id : value.split(",", -1)) {
      if (!id.isBlank()) {
        ids.add(id.strip());
      }
    }
    if (ids.isEmpty()) {
      throw new UsageException("'" + option + "' needs the id of a rule; see 'assay rules list'.");
    }
    return ids;
  }
}
