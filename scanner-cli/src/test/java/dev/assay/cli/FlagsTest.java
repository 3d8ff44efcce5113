package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A row for each option: a command line that uses it, and what it leaves in {@link Typed}. */
class FlagsTest {

  private record Row(String flag, String line, Function<Typed, Object> read, Object expected) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("--staged", "git --staged", typed -> typed.staged, true),
          new Row("--range", "git --range main..topic", typed -> typed.range, "main..topic"),
          new Row("--since", "git --since 2026-03-31", typed -> typed.since, "2026-03-31"),
          new Row(
              "--include-unreachable",
              "git --include-unreachable",
              typed -> typed.includeUnreachable,
              true),
          new Row("--check", "lock --check a.jar", typed -> typed.check, true),
          new Row("--file", "lock --file a.lock a.jar", typed -> typed.file, "a.lock"),
          new Row("--approve", "lock --approve Ada a.jar", typed -> typed.approve, "Ada"),
          new Row("--digests", "lock --check --digests env:A a", typed -> typed.digests, "env:A"),
          new Row("--against", "scan new.tgz --against old.tgz", t -> t.against, "old.tgz"),
          new Row(
              "--against-git",
              "scan --against-git v1.2.0 a.tgz",
              typed -> typed.againstGit,
              "v1.2.0"),
          new Row("--repo", "scan --against-git v1 --repo r a", typed -> typed.repo, "r"),
          new Row("--creator", "sbom --creator Acme a.jar", typed -> typed.creator, "Acme"),
          new Row(
              "--output",
              "scan -o json -o sarif=a=b.sarif",
              typed -> typed.outputs,
              List.of(new OutputSpec("json", null), new OutputSpec("sarif", "a=b.sarif"))),
          new Row(
              "--output",
              "rules list --output=json",
              typed -> typed.outputs,
              List.of(new OutputSpec("json", null))),
          new Row("--fail-on", "scan --fail-on never", typed -> typed.failOn, "never"),
          new Row(
              "--min-confidence", "scan --min-confidence=low", typed -> typed.minConfidence, "low"),
          new Row("--config", "git --config a.yml", typed -> typed.config, "a.yml"),
          new Row("--rules", "scan --rules a --rules b", typed -> typed.rules, List.of("a", "b")),
          new Row(
              "--only",
              "scan --only a-*,b --only c",
              typed -> typed.only,
              List.of("a-*", "b", "c")),
          new Row("--skip", "rules list --skip a", typed -> typed.skip, List.of("a")),
          new Row("--no-ignore", "scan --no-ignore", typed -> typed.noIgnore, true),
          new Row(
              "--extract-sources",
              "scan --extract-sources out a.tgz",
              typed -> typed.extractSources,
              "out"),
          new Row("--max-depth", "scan --max-depth 3", typed -> typed.maxDepth, 3),
          new Row("--max-entries", "scan --max-entries 9", typed -> typed.maxEntries, 9L),
          new Row("--max-bytes", "scan --max-bytes 2MiB", typed -> typed.maxBytes, 2L << 20),
          new Row("--max-ratio", "scan --max-ratio 50", typed -> typed.maxRatio, 50),
          new Row(
              "--timeout", "scan --timeout 90s", typed -> typed.timeout, Duration.ofSeconds(90)),
          new Row("--decode-depth", "scan --decode-depth 0", typed -> typed.decodeDepth, 0),
          new Row("--allow-incomplete", "scan --allow-incomplete", t -> t.allowIncomplete, true),
          new Row("--threads", "git --threads 2", typed -> typed.threads, 2),
          new Row("--online", "scan --online pkg:npm/x@1", typed -> typed.online, true),
          new Row("--offline", "git --offline", typed -> typed.offline, true),
          new Row("--show-secrets", "scan --show-secrets", typed -> typed.showSecrets, true),
          new Row("--yes", "scan --yes", typed -> typed.yes, true),
          new Row("--quiet", "scan -q", typed -> typed.quiet, true),
          new Row("--verbose", "scan -v .", typed -> typed.verbose, true),
          new Row("--debug", "completion --debug bash", typed -> typed.debug, true),
          new Row("--color", "rules show --color always x", typed -> typed.color, "always"),
          new Row("--no-progress", "git --no-progress", typed -> typed.noProgress, true));

  private static final Map<String, List<String>> WRONG_VALUES =
      Map.of(
          "--output", List.of("xml", "json=", ""),
          "--fail-on", List.of("severe", "HIGH"),
          "--min-confidence", List.of("never"),
          "--only", List.of(" , "),
          "--max-depth", List.of("-1", "x"),
          "--max-bytes", List.of("lots"),
          "--timeout", List.of("10"),
          "--decode-depth", List.of("4", "-1", "x", ""),
          "--threads", List.of("0", "1025"),
          "--color", List.of("yes"));

  @TestFactory
  Stream<DynamicTest> everyRow() {
    return ROWS.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.line(),
                    () ->
                        assertThat(row.read().apply(parse(row.line()))).isEqualTo(row.expected())));
  }

  @Test
  void everyOptionHasARow() {
    TreeSet<String> tested = new TreeSet<>();
    ROWS.forEach(row -> tested.add(row.flag()));
    TreeSet<String> known = new TreeSet<>();
    Flags.ALL.forEach(flag -> known.add(flag.longName()));
    assertThat(tested).isEqualTo(known);
  }

  @TestFactory
  Stream<DynamicTest> wrongValuesAreRefusedByName() {
    return WRONG_VALUES.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> refused(entry.getKey(), value)));
  }

  private static DynamicTest refused(String option, String value) {
    return DynamicTest.dynamicTest(
        option + "=" + value,
        () ->
            assertThatThrownBy(
                    () -> new CommandLineParser().parse(List.of("scan", option + "=" + value)))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("(?s).{20,400}"));
  }

  @Test
  void namesAreDistinctInEachCommand() {
    for (Verb verb : Verb.values()) {
      Map<String, Flag> names = new HashMap<>();
      List<String> twice = new ArrayList<>();
      for (Flag flag : Flags.ALL) {
        for (String name : flag.names()) {
          if (flag.verbs().contains(verb) && names.put(name, flag) != null) {
            twice.add(name);
          }
        }
      }
      assertThat(twice).as(verb.path()).isEmpty();
    }
  }

  private static Typed parse(String line) {
    return new CommandLineParser().parse(List.of(line.split(" ", -1)));
  }
}
