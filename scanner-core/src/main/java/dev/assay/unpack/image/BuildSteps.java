package dev.assay.unpack.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The steps that made an image, as its configuration has them ({@code history}), in the words of a
 * Dockerfile. Builders write the same instruction in their own ways: {@code /bin/sh -c #(nop) ENV
 * A=b}, {@code RUN |1 A=b /bin/sh -c make # buildkit}.
 */
public final class BuildSteps {

  private static final String SHELL = "/bin/sh -c ";
  private static final String NO_COMMAND = "#(nop)";
  private static final String BUILDKIT = "# buildkit";

  private BuildSteps() {}

  /**
   * The instruction that made each layer, lowest first.
   *
   * @return one for each of {@code layers}, all empty if the configuration doesn't tell of so many
   */
  public static List<String> ofLayers(JsonValue config, int layers) {
    List<String> steps = new ArrayList<>();
    for (JsonValue step : config.get("history").items()) {
      if (step.get("empty_layer").isTrue()) {
        continue;
      }
      steps.add(instruction(step.get("created_by").text()));
    }
    if (steps.size() == layers) {
      return steps;
    }
    return unknown(layers);
  }

  /** Nothing is known of any of {@code layers}. */
  public static List<String> unknown(int layers) {
    return Collections.nCopies(layers, "");
  }

  /** {@code createdBy} without what the builder put around it; build arguments are left out. */
  public static String instruction(String createdBy) {
    return split(createdBy)[1];
  }

  /** The build arguments that {@code createdBy} was run with: {@code A=b C=d}; empty if none. */
  public static String arguments(String createdBy) {
    return split(createdBy)[0];
  }

  private static String[] split(String createdBy) {
    String step = createdBy.strip();
    if (step.endsWith(BUILDKIT)) {
      step = step.substring(0, step.length() - BUILDKIT.length()).strip();
    }
    boolean run = step.startsWith("RUN ");
    String rest = run ? step.substring(4).strip() : step;
    String arguments = "";
    if (rest.startsWith("|")) {
      int from = rest.indexOf(' ');
      int to = rest.indexOf(" " + SHELL);
      if (from > 0 && to >= from) {
        arguments = rest.substring(from, to).strip();
        rest = rest.substring(to + 1);
        run = true;
      }
    }
    if (rest.startsWith(SHELL)) {
      rest = rest.substring(SHELL.length()).strip();
      if (rest.startsWith(NO_COMMAND)) {
        return new String[] {arguments, rest.substring(NO_COMMAND.length()).strip()};
      }
      run = true;
    }
    return new String[] {arguments, run ? "RUN " + rest : rest};
  }
}
