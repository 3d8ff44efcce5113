package dev.assay.cli;

import dev.assay.model.UsageException;
import java.util.List;
import picocli.AutoComplete;

/** Scripts that complete this command's words in a shell. */
final class Completion {

  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private Completion() {}

  /**
   * The script for {@code shell}.
   *
   * @throws UsageException if there is none for it
   */
  static String script(String shell) {
    return switch (shell) {
      // One script: in zsh it turns on zsh's own emulation of bash's completion.
      case "bash", "zsh" -> AutoComplete.bash("assay", new CommandLineParser().root());
      case "fish" -> fish();
      default ->
          throw new UsageException(
              "There are completions for bash, zsh and fish, not for '"
                  + shell
                  + "'"
                  + Suggestions.didYouMean(shell, SHELLS));
    };
  }

  private static String fish() {
    StringBuilder script = new StringBuilder("# Completions of assay for fish.\n");
    for (Verb verb : Verb.values()) {
      String[] words = verb.path().split(" ", -1);
      String first = "__fish_use_subcommand";
      if (words.length > 1) {
        String group = "__fish_seen_subcommand_from " + words[0];
        if (script.indexOf("-a " + words[0] + "\n") < 0) {
          script.append("complete -c assay -f -n ").append(first).append(" -a rules\n");
        }
        line(script, group, "-f -a " + words[1], verb.description().get(0));
      } else {
        line(script, first, "-f -a " + words[0], verb.description().get(0));
      }
      String seen = "__fish_seen_subcommand_from " + words[words.length - 1];
      for (Flag flag : Flags.ALL) {
        if (flag.verbs().contains(verb)) {
          line(script, seen, options(flag), flag.help());
        }
      }
      if (verb == Verb.COMPLETION) {
        line(script, seen, "-f -a " + quoted(String.join(" ", SHELLS)), "");
      }
    }
    return script.toString();
  }

  private static String options(Flag flag) {
    StringBuilder options = new StringBuilder();
    for (String name : flag.names()) {
      options.append(name.startsWith("--") ? "-l " : "-s ");
      options.append(name.replaceFirst("^--?", "")).append(' ');
    }
    if (flag.param() != null) {
      options.append("-r ");
    }
    if (!flag.candidates().isEmpty()) {
      options.append("-f -a ").append(quoted(String.join(" ", flag.candidates()))).append(' ');
    }
    return options.toString().strip();
  }

  private static void line(StringBuilder script, String when, String what, String help) {
    script.append("complete -c assay -n ").append(quoted(when)).append(' ').append(what);
    if (!help.isEmpty()) {
      script.append(" -d ").append(quoted(help));
    }
    script.append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
