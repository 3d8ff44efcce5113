package dev.assay.cli;

import dev.assay.cli.hook.Plan;
import dev.assay.cli.hook.Terminal;
import java.util.List;

/** Lets the tests of the hook's parser ask the full one. */
public final class HookParity {

  private HookParity() {}

  /** What the full parser makes of {@code args}. */
  public static Plan plan(String[] args, Terminal terminal) {
    Typed typed = new CommandLineParser().parse(List.of(args));
    return Planner.plan(typed, Outputs.check(typed.outputs), terminal);
  }
}
