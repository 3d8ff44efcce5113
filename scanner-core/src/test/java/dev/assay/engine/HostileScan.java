package dev.assay.engine;

import dev.assay.model.Budget;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.SecretValue;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scans each file of a folder by itself, in a process that has little memory. */
final class HostileScan {

  static final Budget BUDGET = new Budget(16, 20_000, 512L << 20, 200, Duration.ofSeconds(60));

  private HostileScan() {}

  /** A line a file: name, milliseconds, kinds of problems, secrets, what went wrong with us. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.sorted().collect(Collectors.toList());
    }
    for (Path file : files) {
      long start = System.nanoTime();
      ScanResult result =
          Scans.scanner(Unpackers.all(), List.of())
              .scan(
                  List.of(new ScanTarget.Tree(file.toString())),
                  Scans.config(2, BUDGET, true, List.of()),
                  Scans.NO_RULES,
                  Progress.NONE);
      TreeSet<String> kinds = new TreeSet<>();
      StringBuilder ours = new StringBuilder();
      for (Problem problem : result.problems()) {
        kinds.add(problem.kind().name());
        if (problem.kind() == Problem.Kind.INTERNAL) {
          ours.append(problem.detail());
        }
      }
      TreeSet<String> secrets = new TreeSet<>();
      for (Finding finding : result.findings()) {
        SecretValue secret = finding.secret();
        secrets.add(Objects.requireNonNull(secret).secretId());
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      out.println(
          String.join(
              "\t",
              String.valueOf(file.getFileName()),
              Long.toString(millis),
              String.join(",", kinds),
              Integer.toString(secrets.size()),
              ours));
    }
  }
}
