package dev.assay.cli.hook;

import dev.assay.config.ScanConfig;
import dev.assay.model.ScanTarget;
import dev.assay.report.ReportOptions.Detail;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command lines that hooks use: {@code git --staged [REPO] [--fail-on X]
 * [--min-confidence X] [--decode-depth N] [--threads N] [--color X] [-o console] [-q|-v]
 * [--no-progress]}, in any order after {@code git}. Whatever else there is, and whatever is wrong,
 * is left to the full parser, which knows what to say.
 */
final class HookArguments {

  /** What decides how a scan goes, if it stands at the root. */
  private static final String[] CONFIGS = {
    ".assay.yml", ".gitleaks.toml", ".gitleaksignore", ".secrets.baseline"
  };

  private static final List<String> FLAGS =
      List.of("--staged", "--quiet", "--verbose", "--no-progress");
  private static final List<String> OPTIONS =
      List.of(
          "--output", "--color", "--fail-on", "--min-confidence", "--decode-depth", "--threads");
  private static final List<String> CONSOLE = List.of("console");

  /** Long name to value, which is empty for flags. */
  private final Map<String, String> given = new HashMap<>();

  private @Nullable String repository;

  private HookArguments() {}

  /** What {@code args} mean; null if the full parser must see them. */
  static @Nullable Plan parse(String[] args, Terminal terminal) {
    if (args.length < 2 || !args[0].equals("git")) {
      return null;
    }
    HookArguments arguments = new HookArguments();
    return arguments.read(args) && arguments.known() ? arguments.plan(terminal) : null;
  }

  /** Whether every argument is one of ours, and given once. */
  private boolean read(String[] args) {
    for (int i = 1; i < args.length; i++) {
      String arg = args[i];
      if (!arg.startsWith("-")) {
        if (repository != null || arg.isEmpty()) {
          return false;
        }
        repository = arg;
        continue;
      }
      String name = longName(arg);
      String value = "";
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      if (equals > 0 && OPTIONS.contains(arg.substring(0, equals))) {
        name = arg.substring(0, equals);
        value = arg.substring(equals + 1);
      } else if (OPTIONS.contains(name) && i + 1 < args.length) {
        value = args[++i];
      } else if (!FLAGS.contains(name)) {
        return false;
      }
      if (given.put(name, value) != null) {
        return false;
      }
    }
    return true;
  }

  private static String longName(String arg) {
    return switch (arg) {
      case "-o" -> "--output";
      case "-q" -> "--quiet";
      case "-v" -> "--verbose";
      default -> arg;
    };
  }

  /** Whether all values are right, the repository is there, and has no configuration to read. */
  private boolean known() {
    return given.containsKey("--staged")
        && isOneOf("--output", CONSOLE)
        && isOneOf("--color", Levels.COLORS)
        && isOneOf("--fail-on", Levels.FAIL_ON)
        && isOneOf("--min-confidence", Levels.CONFIDENCES)
        && isOneOf("--decode-depth", Levels.DECODE_DEPTHS)
        && (!given.containsKey("--threads") || threads() > 0)
        && !(given.containsKey("--quiet") && given.containsKey("--verbose"))
        && new File(repository()).exists()
        && !hasConfig();
  }

  private boolean isOneOf(String name, List<String> values) {
    String value = given.get(name);
    return value == null || values.contains(value);
  }

  private boolean hasConfig() {
    File root = WorkTree.rootOf(new File(repository()));
    if (root != null) {
      for (String name : CONFIGS) {
        if (new File(root, name).exists()) {
          return true;
        }
      }
    }
    return false;
  }

  private String repository() {
    return repository == null ? "." : repository;
  }

  /** The number of workers; 0 if it can't be right. */
  private int threads() {
    String value = given.getOrDefault("--threads", "");
    int number = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9' || number > Levels.MAX_THREADS) {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number <= Levels.MAX_THREADS ? number : 0;
  }

  private Plan plan(Terminal terminal) {
    Overrides overrides = new Overrides();
    overrides.hook = true;
    overrides.failOn = given.get("--fail-on");
    overrides.minConfidence = given.get("--min-confidence");
    if (given.containsKey("--decode-depth")) {
      overrides.decodeDepth = Integer.valueOf(given.get("--decode-depth"));
    }
    if (given.containsKey("--threads")) {
      overrides.threads = threads();
    }
    boolean quiet = given.containsKey("--quiet");
    Detail detail =
        quiet ? Detail.QUIET : given.containsKey("--verbose") ? Detail.VERBOSE : Detail.NORMAL;
    return new Plan(
        List.of(new ScanTarget.GitStaged(repository())),
        overrides.over(ScanConfig.defaults()),
        detail,
        terminal.color(given.get("--color")),
        !given.containsKey("--no-progress") && !quiet && terminal.errIsTerminal(),
        false);
  }
}
