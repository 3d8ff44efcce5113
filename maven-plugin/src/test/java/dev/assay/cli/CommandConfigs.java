package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.cli.hook.Terminal;
import dev.assay.config.ScanConfig;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Shows what the command makes of a command line, in its package as that is its own affair. */
public final class CommandConfigs {

  private CommandConfigs() {}

  /** The configuration of the scan that {@code args} ask for. */
  public static ScanConfig of(String... args) {
    OutputStream none = OutputStream.nullOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            none,
            new PrintStream(none, true, UTF_8),
            false,
            false,
            Map.of());
    Typed typed = new CommandLineParser().parse(List.of(args));
    return Planner.plan(typed, Outputs.check(typed.outputs), terminal).config();
  }
}
