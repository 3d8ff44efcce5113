package dev.assay.detect.secret;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the secret detector over one content, in windows of any size. */
final class SecretScan {
  private final Detector.Worker worker;

  /** Problems of all runs, {@code kind: detail}. */
  final List<String> problems = new ArrayList<>();

  SecretScan(RuleSet rules, int depth) {
    worker =
        new SecretDetector(
                rules,
                (bytes, from, to) -> {
                  String secret = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
                  return new SecretValue("****", secret, secret);
                },
                depth,
                null)
            .worker();
  }

  List<Candidate> of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  List<Candidate> of(byte[] bytes) {
    return of(bytes, Math.max(1, bytes.length), 0);
  }

  /** The same in windows of {@code own} bytes that see {@code margin} bytes on both sides. */
  List<Candidate> of(byte[] bytes, int own, int margin) {
    List<Candidate> found = new ArrayList<>();
    Detector.Pass pass =
        worker.begin(
            new BytesContent(new Provenance.File("x"), bytes),
            new Detector.Observer() {
              @Override
              public void observe(Observation observation) {
                if (observation instanceof Candidate candidate) {
                  found.add(candidate);
                }
              }

              @Override
              public void problem(Problem.Kind kind, String detail) {
                problems.add(kind.label() + ": " + detail);
              }
            });
    for (int from = 0; from == 0 || from < bytes.length; from += own) {
      int ownEnd = Math.min(bytes.length, from + own);
      int begin = Math.max(0, from - margin);
      int end = Math.min(bytes.length, ownEnd + margin);
      pass.window(
          new Window(
              bytes,
              begin,
              from,
              ownEnd,
              end,
              0,
              begin == 0,
              end == bytes.length,
              (first, last) -> new Region(1, first + 1, 1, last + 1, first, last - first)));
    }
    pass.end();
    return found;
  }

  /** What a candidate's region holds. */
  static String told(Candidate candidate, String text) {
    Region region = candidate.region();
    return region == null
        ? ""
        : text.substring(
            (int) region.byteOffset(), (int) (region.byteOffset() + region.byteLength()));
  }

  static String secret(Candidate candidate) {
    SecretValue secret = candidate.secret();
    return secret == null ? "" : secret.shown();
  }

  /** The line of evidence that says through what it was seen; empty if it stands as it is. */
  static String through(Candidate candidate) {
    return candidate.evidence().stream()
        .filter(line -> line.startsWith("seen through "))
        .map(line -> line.substring("seen through ".length()))
        .findFirst()
        .orElse("");
  }
}
