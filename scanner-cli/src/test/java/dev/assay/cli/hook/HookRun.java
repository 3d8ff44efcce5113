package dev.assay.cli.hook;

import dev.assay.rules.pack.BuiltInRules;

/** Lets other tests run the hook's way in this process. */
public final class HookRun {

  private HookRun() {}

  /** The exit code of {@code args}, which must be ones that hooks use. */
  public static int run(String[] args, Terminal terminal) {
    Plan plan = HookArguments.parse(args, terminal);
    if (plan == null) {
      throw new IllegalArgumentException(String.join(" ", args));
    }
    return HookMain.run(plan, BuiltInRules::load, System.nanoTime(), terminal);
  }
}
