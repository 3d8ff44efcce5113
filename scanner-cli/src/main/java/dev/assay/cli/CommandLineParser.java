package dev.assay.cli;

import dev.assay.model.UsageException;
import java.io.File;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads a command line into {@link Typed}: {@link Verb} and {@link Flags} made into picocli's
 * terms.
 */
final class CommandLineParser {

  private static final int WIDTH = 100;

  private final CommandLine root;
  private final Map<Verb, CommandLine> commands = new EnumMap<>(Verb.class);

  CommandLineParser() {
    CommandSpec spec = CommandSpec.create().name("assay");
    standardOptions(spec);
    spec.usageMessage()
        .width(WIDTH)
        .customSynopsis("assay COMMAND [OPTION…] …")
        .description(
            "Finds secrets in what a team is about to commit, build or publish. Nothing is sent"
                + " anywhere.")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            "'assay COMMAND --help' explains a command.",
            "Exit codes: 0 clean and complete, 1 findings, 2 wrong usage, 3 incomplete.");
    root = new CommandLine(spec);
    CommandSpec rules = CommandSpec.create().name("rules");
    standardOptions(rules);
    rules
        .usageMessage()
        .width(WIDTH)
        .customSynopsis("assay rules COMMAND [OPTION…] …")
        .description("Lists, explains, checks and tests rules.")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n");
    CommandLine rulesCommand = new CommandLine(rules);
    for (Verb verb : Verb.values()) {
      CommandLine command = new CommandLine(spec(verb));
      commands.put(verb, command);
      int space = verb.path().indexOf(' ');
      if (space < 0) {
        root.addSubcommand(verb.path(), command);
      } else {
        CommandLine group = root.getSubcommands().get(verb.path().substring(0, space));
        if (group == null) {
          group = rulesCommand;
          root.addSubcommand("rules", group);
        }
        group.addSubcommand(verb.path().substring(space + 1), command);
      }
    }
    root.setExpandAtFiles(false);
    root.setAbbreviatedOptionsAllowed(false);
    root.setAbbreviatedSubcommandsAllowed(false);
    root.setCaseInsensitiveEnumValuesAllowed(false);
    root.setInterpolateVariables(false);
  }

  private static void standardOptions(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .arity("0")
            .type(boolean.class)
            .description("Show this help.")
            .build());
    spec.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .arity("0")
            .type(boolean.class)
            .description("Show the version.")
            .build());
  }

  private static CommandSpec spec(Verb verb) {
    CommandSpec spec = CommandSpec.create().name(verb.path());
    for (Flag flag : Flags.ALL) {
      if (flag.verbs().contains(verb)) {
        spec.addOption(option(flag));
      }
    }
    standardOptions(spec);
    if (!verb.operands().isEmpty()) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .arity("0..*")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .paramLabel(verb.operands())
              .hidden(true)
              .build());
    }
    List<String> footer = new ArrayList<>();
    footer.add("");
    footer.add("Examples:");
    for (String example : verb.examples()) {
      footer.add("  " + plain(example));
    }
    String operands = verb.operands().isEmpty() ? "" : " " + verb.operands();
    spec.usageMessage()
        .width(WIDTH)
        .sortOptions(false)
        .customSynopsis("assay " + verb.path() + " [OPTION…]" + operands)
        .description(
            verb.description().stream().map(CommandLineParser::plain).toArray(String[]::new))
        .optionListHeading("%nOptions:%n")
        .footer(footer.toArray(new String[0]));
    return spec;
  }

  private static OptionSpec option(Flag flag) {
    OptionSpec.Builder builder =
        OptionSpec.builder(flag.names().toArray(new String[0])).description(plain(flag.help()));
    if (flag.param() == null) {
      return builder.arity("0").type(boolean.class).build();
    }
    builder.arity("1").paramLabel(flag.param());
    if (!flag.candidates().isEmpty()) {
      builder.completionCandidates(flag.candidates());
    }
    return flag.repeatable()
        ? builder.type(List.class).auxiliaryTypes(String.class).build()
        : builder.type(String.class).build();
  }

  /** picocli formats its texts: a percent sign has to be doubled. */
  private static String plain(String text) {
    return text.replace("%", "%%");
  }

  /** The tree of commands, for completions. */
  CommandLine root() {
    return root;
  }

  /**
   * Reads {@code args}.
   *
   * @throws UsageException in one sentence, with what to do
   */
  Typed parse(List<String> args) {
    return parse(args, Ansi.OFF);
  }

  /** As {@link #parse(List)}, with help in colours if {@code ansi} has it so. */
  Typed parse(List<String> args, Ansi ansi) {
    ParseResult result;
    try {
      result = root.parseArgs(args.toArray(new String[0]));
    } catch (ParameterException e) {
      throw usage(e, args);
    }
    List<CommandLine> chain = result.asCommandLineList();
    CommandLine command = chain.get(chain.size() - 1);
    Verb verb = verb(command);
    for (CommandLine each : chain) {
      ParseResult parsed = each.getParseResult();
      if (parsed.isUsageHelpRequested()) {
        return text(verb, command.getUsageMessage(ansi));
      }
      if (parsed.isVersionHelpRequested()) {
        return text(verb, "assay " + Version.VERSION + "\n");
      }
    }
    if (verb == null) {
      throw new UsageException(
          args.isEmpty()
              ? "A command is missing.\n\n" + command.getUsageMessage(ansi)
              : "A command is missing after '"
                  + args.get(args.size() - 1)
                  + "'.\n\n"
                  + command.getUsageMessage(ansi));
    }
    Typed typed = new Typed(verb);
    ParseResult parsed = command.getParseResult();
    for (Flag flag : Flags.ALL) {
      OptionSpec option =
          flag.verbs().contains(verb) ? parsed.matchedOption(flag.names().get(0)) : null;
      if (option != null) {
        for (String value : flag.param() == null ? List.of("") : option.originalStringValues()) {
          flag.effect().accept(typed, value);
        }
      }
    }
    if (parsed.hasMatchedPositional(0)) {
      typed.operands.addAll(parsed.matchedPositional(0).originalStringValues());
    }
    return typed;
  }

  private @Nullable Verb verb(CommandLine command) {
    for (Map.Entry<Verb, CommandLine> entry : commands.entrySet()) {
      if (entry.getValue() == command) {
        return entry.getKey();
      }
    }
    return null;
  }

  private static Typed text(@Nullable Verb verb, String text) {
    Typed typed = new Typed(verb == null ? Verb.SCAN : verb);
    typed.text = text;
    return typed;
  }

  private UsageException usage(ParameterException fault, List<String> args) {
    CommandLine command = fault.getCommandLine();
    Verb verb = verb(command);
    String name = "assay" + (verb == null ? path(command) : " " + verb.path());
    String help = " See '" + name + " --help'.";
    if (fault instanceof UnmatchedArgumentException unmatched) {
      return new UsageException(unmatched(command, unmatched.getUnmatched().get(0)) + help);
    }
    for (String word : args) {
      int equals = word.indexOf('=');
      if (equals > 0 && isFlagWithoutValue(word.substring(0, equals))) {
        return new UsageException("'" + word.substring(0, equals) + "' takes no value." + help);
      }
    }
    ArgSpec arg = fault.getArgSpec();
    if (fault instanceof OverwrittenOptionException twice) {
      arg = twice.getOverwritten();
    }
    if (fault instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      arg = missing.getMissing().get(0);
    }
    String option =
        arg instanceof OptionSpec known ? "'" + known.longestName() + "'" : "an argument";
    if (fault instanceof OverwrittenOptionException) {
      return new UsageException(option + " is given twice." + help);
    }
    if (fault instanceof MissingParameterException) {
      String label = arg == null ? "" : ": " + arg.paramLabel();
      return new UsageException(option + " needs a value" + label + "." + help);
    }
    return new UsageException(fault.getMessage() + help);
  }

  private static String path(CommandLine command) {
    return command.getParent() == null ? "" : " " + command.getCommandName();
  }

  private String unmatched(CommandLine command, String word) {
    boolean group = verb(command) == null;
    if (word.startsWith("-") && word.length() > 1) {
      int equals = word.indexOf('=');
      String option = equals < 0 ? word : word.substring(0, equals);
      List<String> names = new ArrayList<>();
      for (OptionSpec known : command.getCommandSpec().options()) {
        names.addAll(List.of(known.names()));
      }
      String fault = "Unknown option '" + option + "'";
      return group && names.stream().noneMatch(option::startsWith) && isAnyFlag(option)
          ? "Options stand after the command: " + option + "."
          : fault + Suggestions.didYouMean(option, names);
    }
    if (group) {
      String fault = "There is no command '" + word + "'";
      return new File(word).exists() && command.getParent() == null
          ? fault + ". Did you mean 'assay scan " + word + "'?"
          : fault + Suggestions.didYouMean(word, command.getSubcommands().keySet());
    }
    return "Unexpected '" + word + "'.";
  }

  private static boolean isFlagWithoutValue(String option) {
    return Flags.ALL.stream()
        .anyMatch(flag -> flag.param() == null && flag.names().contains(option));
  }

  private static boolean isAnyFlag(String option) {
    for (Flag flag : Flags.ALL) {
      if (flag.names().contains(option)) {
        return true;
      }
    }
    return false;
  }
}
