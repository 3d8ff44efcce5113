package dev.assay.rules.pack;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.secret.SecretDetector;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Runs the secret detector over one text, in windows that the caller cuts. */
final class ExampleScan {
  private final Detector.Worker worker;

  ExampleScan(RuleSet rules) {
    worker = new SecretDetector(rules, (bytes, from, to) -> VALUE).worker();
  }

  private static final SecretValue VALUE = new SecretValue("****", "id", null);

  /** What is found in {@code text} as one window. */
  List<Candidate> whole(byte[] text) {
    return cut(text, List.of(), text.length);
  }

  /**
   * What is found in {@code text} when its windows end at {@code cuts}.
   *
   * @param margin bytes on each side of a window that it may look at
   */
  List<Candidate> cut(byte[] text, List<Integer> cuts, int margin) {
    List<Candidate> found = new ArrayList<>();
    Detector.Pass pass =
        worker.begin(new BytesContent(new Provenance.File("app/settings.txt"), text), into(found));
    int from = 0;
    List<Integer> ends = new ArrayList<>(cuts);
    ends.add(text.length);
    for (int end : ends) {
      int begin = Math.max(0, from - margin);
      int limit = Math.min(text.length, end + margin);
      pass.window(
          new Window(
              text,
              begin,
              from,
              end,
              limit,
              0,
              begin == 0,
              limit == text.length,
              (first, last) -> region(text, first, last)));
      from = end;
    }
    pass.end();
    return found;
  }

  private static Detector.Observer into(List<Candidate> found) {
    return new Detector.Observer() {
      @Override
      public void observe(Observation observation) {
        found.add((Candidate) observation);
      }

      @Override
      public void problem(Problem.Kind kind, String detail) {
        throw new AssertionError(kind + ": " + detail);
      }
    };
  }

  /** Exact in lines; columns are in bytes, which nothing here looks at. */
  private static Region region(byte[] text, int first, int last) {
    int line = 1;
    int lineStart = 0;
    int endLine = 1;
    int endLineStart = 0;
    for (int i = 0; i < last; i++) {
      if (text[i] == '\n') {
        endLine++;
        endLineStart = i + 1;
        line += i < first ? 1 : 0;
        lineStart = i < first ? i + 1 : lineStart;
      }
    }
    return new Region(
        line, first - lineStart + 1, endLine, last - endLineStart + 1, first, last - first);
  }
}
