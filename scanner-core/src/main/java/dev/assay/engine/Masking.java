package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.detect.Window;
import dev.assay.detect.secret.ShownText;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of a line that is to be shown beside a finding: all rules look at it, and if
 * one finds something, it is shown as that one's excerpt would be. Not thread-safe.
 */
final class Masking implements UnaryOperator<String> {

  /** Longer texts are cut first, UTF-16 code units. */
  private static final int LONGEST = 4_000;

  private static final String UNKNOWN = "…";

  private final DetectorPasses passes;
  private final Frame frame;

  Masking(Run run) {
    passes = new DetectorPasses(run, new Collected());
    frame = new Frame(0, passes.count());
  }

  @Override
  public String apply(String text) {
    String line = text.substring(0, Math.min(LONGEST, text.length())).replaceAll("\\s+", " ");
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    frame.candidates.clear();
    frame.locator.begin(TextEncoding.BYTES, 0);
    frame.locator.window(bytes, 0, bytes.length);
    try {
      passes.pass(
          frame,
          new BytesContent(new Provenance.File("step"), bytes),
          DetectorPasses.Group.ALL,
          sink ->
              sink.window(
                  new Window(
                      bytes, 0, 0, bytes.length, bytes.length, 0, true, true, frame.locator)));
    } catch (IOException e) {
      return UNKNOWN; // time is up
    }
    for (Candidate candidate : frame.candidates) {
      if (candidate.excerpt() != null) {
        return candidate.excerpt().isEmpty() ? UNKNOWN : candidate.excerpt();
      }
    }
    return ShownText.of(line);
  }
}
