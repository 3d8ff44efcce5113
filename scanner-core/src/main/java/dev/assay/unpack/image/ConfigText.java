package dev.assay.unpack.image;

import dev.assay.model.TextSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration of an image as the text of a Dockerfile, so that all rules for those apply (OCI
 * image specification, "Image Configuration"; Docker image specification 1.2). Nothing that it says
 * is left out: what has no instruction is a line {@code name=value}. A line that was there already
 * is not said again; builders tell the same in several places.
 */
public final class ConfigText {

  private static final Pattern DIGEST = Pattern.compile("(?:sha(?:256|512):)?[0-9a-f]{64,128}");

  /** What {@link #run} tells in its own words. */
  private static final Set<String> TOLD =
      Set.of(
          "Env",
          "Labels",
          "Cmd",
          "Entrypoint",
          "Healthcheck",
          "OnBuild",
          "Shell",
          "User",
          "WorkingDir");

  private final TextSet said = new TextSet();
  private StringBuilder text = new StringBuilder();

  /** The lines of {@code config} that no earlier one had; empty if there are none. */
  public String of(JsonValue config) {
    text = new StringBuilder();
    run(config.get("config"), "config.");
    for (JsonValue step : config.get("history").items()) {
      String createdBy = step.get("created_by").text();
      String arguments = BuildSteps.arguments(createdBy);
      if (!arguments.isEmpty()) {
        line("ARG " + arguments);
      }
      line(BuildSteps.instruction(createdBy));
      comment(step.get("comment").text());
      rest(step, "history.", Set.of("created_by", "comment"));
    }
    run(config.get("container_config"), "container_config.");
    comment(config.get("comment").text());
    rest(config, "", Set.of("config", "container_config", "history", "comment"));
    return text.toString();
  }

  private void run(JsonValue run, String path) {
    for (String variable : run.get("Env").texts()) {
      line("ENV " + assignment(variable));
    }
    for (Map.Entry<String, JsonValue> label : run.get("Labels").fields().entrySet()) {
      if (label.getValue().isText()) {
        line("LABEL " + assignment(label.getKey() + "=" + label.getValue().text()));
      }
    }
    instruction("USER ", run.get("User").text());
    instruction("WORKDIR ", run.get("WorkingDir").text());
    instruction("SHELL ", command(run.get("Shell")));
    instruction("ENTRYPOINT ", command(run.get("Entrypoint")));
    instruction("CMD ", command(run.get("Cmd")));
    List<String> test = run.get("Healthcheck").get("Test").texts();
    if (!test.isEmpty()) {
      boolean kind = test.get(0).equals("CMD") || test.get(0).equals("CMD-SHELL");
      instruction("HEALTHCHECK CMD ", String.join(" ", kind ? test.subList(1, test.size()) : test));
    }
    for (String trigger : run.get("OnBuild").texts()) {
      instruction("ONBUILD ", trigger);
    }
    rest(run, path, TOLD);
  }

  /** Old configurations have a string where others have a list. */
  private static String command(JsonValue words) {
    if (words.isText()) {
      return words.text();
    }
    List<String> quoted = new ArrayList<>();
    for (String word : words.texts()) {
      quoted.add(word.indexOf(' ') >= 0 && words.items().size() > 1 ? quoted(word) : word);
    }
    // A shell's script reads best as it is.
    return quoted.size() == 3 && quoted.get(1).equals("-c")
        ? words.items().get(2).text()
        : String.join(" ", quoted);
  }

  private static String assignment(String variable) {
    int equals = variable.indexOf('=');
    String value = variable.substring(equals + 1);
    boolean plain = value.chars().noneMatch(c -> c == ' ' || c == '\t' || c == '\n');
    return plain ? variable : variable.substring(0, equals + 1) + quoted(value);
  }

  private static String quoted(String value) {
    char mark = value.indexOf('"') < 0 ? '"' : '\'';
    return value.indexOf(mark) < 0 ? mark + value + mark : value;
  }

  /** Whatever has no instruction of its own. */
  private void rest(JsonValue value, String path, Set<String> but) {
    for (Map.Entry<String, JsonValue> field : value.fields().entrySet()) {
      if (!but.contains(field.getKey())) {
        leaf(field.getValue(), path + field.getKey());
      }
    }
  }

  private void leaf(JsonValue value, String path) {
    if (value.isText()) {
      if (!value.text().isEmpty() && !DIGEST.matcher(value.text()).matches()) {
        line(path + "=" + value.text());
      }
    } else if (value.isArray()) {
      value.items().forEach(item -> leaf(item, path));
    } else if (value.isObject()) {
      value.fields().forEach((name, field) -> leaf(field, path + "." + name));
      if (value.fields().isEmpty() && path.indexOf('.') >= 0) {
        line(path); // ports and volumes are names of empty objects
      }
    }
  }

  private void comment(String comment) {
    instruction("# ", comment);
  }

  private void instruction(String word, String rest) {
    if (!rest.isEmpty()) {
      line(word + rest);
    }
  }

  private void line(String line) {
    if (!line.isEmpty() && said.add(line.replace("\"", "").replace("'", ""))) {
      text.append(line).append('\n');
    }
  }
}
