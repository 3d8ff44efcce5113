package dev.assay.cli;

import dev.assay.cli.hook.Terminal;
import dev.assay.rules.example.Placeholders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Runs the command in this process, with streams of its own. */
public final class Command {

  /**
   * How a run ended.
   *
   * @param out standard output
   * @param err standard error
   */
  public record Run(int code, String out, String err) {}

  private boolean outIsTerminal;
  private byte[] input = {};
  private final Map<String, String> environment = new HashMap<>(Map.of("NO_COLOR", "1"));

  /** Standard output is a terminal. */
  Command onTerminal() {
    outIsTerminal = true;
    return this;
  }

  /** Standard input holds {@code text}. */
  Command reading(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** With these variables as well. */
  Command with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  Run run(String... args) {
    return run(terminal -> new Main(terminal, new Interruption(terminal.err())).run(List.of(args)));
  }

  /** Runs something else in the same surroundings. */
  Run run(ToIntFunction<Terminal> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = command.applyAsInt(terminal(out, err));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Terminal terminal(OutputStream out, OutputStream err) {
    InputStream in = new ByteArrayInputStream(input);
    return new Terminal(in, out, print(err), outIsTerminal, false, Map.copyOf(environment));
  }

  private static PrintStream print(OutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** A token that the built-in rules find with high confidence; the same for the same seed. */
  public static String token(String seed) {
    return Placeholders.expand("ghp_<<base62:30>><<crc32>>", seed);
  }
}
