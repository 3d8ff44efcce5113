package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "scan --ouput json | Unknown option '--ouput'. Did you mean '--output'? See 'assay scan --help'.",
        "scan --baseline x | Unknown option '--baseline'. See 'assay scan --help'.",
        "scan --staged | Unknown option '--staged'. See 'assay scan --help'.",
        "scan -x | Unknown option '-x'",
        "scna . | There is no command 'scna'. Did you mean 'scan'? See 'assay --help'.",
        "gate . | There is no command 'gate'",
        "rules lst | There is no command 'lst'. Did you mean 'list'? See 'assay rules --help'.",
        "--debug scan | Options stand after the command: --debug. See 'assay --help'.",
        "scan --fail-on | '--fail-on' needs a value: SEVERITY. See 'assay scan --help'.",
        "scan --fail-on high --fail-on low | '--fail-on' is given twice. See 'assay scan --help'.",
        "scan -q -q | '--quiet' is given twice. See 'assay scan --help'.",
        "scan --quiet=false | '--quiet' takes no value. See 'assay scan --help'.",
        "rules list x | Unexpected 'x'. See 'assay rules list --help'.",
        "rules | A command is missing after 'rules'.",
      })
  void faultIsSaidInASentence(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void nothingAtAllShowsHowToGoOn() {
    assertThatThrownBy(() -> parse())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Commands:");
  }

  @Test
  void pathInPlaceOfACommandIsRecognised() {
    assertThatThrownBy(() -> parse("."))
        .hasMessage("There is no command '.'. Did you mean 'assay scan .'? See 'assay --help'.");
  }

  @Test
  void operandsMayStandAnywhereAndBeAnything() {
    assertThat(parse("scan", "a", "-q", "b").operands).containsExactly("a", "b");
    assertThat(parse("scan", "--", "-q", "--only").operands).containsExactly("-q", "--only");
    assertThat(parse("scan", "-").operands).containsExactly("-");
    assertThat(parse("scan", "@file", "${HOME}", "\"q\"", "a b").operands)
        .containsExactly("@file", "${HOME}", "\"q\"", "a b");
  }

  @Test
  void valuesAreTakenAsTheyAre() {
    assertThat(parse("git", "--range", "a..b").range).isEqualTo("a..b");
    assertThat(parse("scan", "--rules=a=b").rules).containsExactly("a=b");
    assertThat(parse("scan", "-qo", "json").outputs).containsExactly(new OutputSpec("json", null));
  }

  @Test
  void helpAndVersionWinOverEverythingElse() {
    assertThat(parse("scan", "--help", "x").text).contains("assay scan [OPTION…] [PATH…]");
    assertThat(parse("rules", "--help").text).contains("Lists, explains, checks and tests rules.");
    assertThat(parse("--version").text).startsWith("assay ");
    assertThat(parse("git", "--version").text).startsWith("assay ");
  }

  @Test
  void everyHelpListsItsOptionsAndExamplesInHundredColumns() {
    assertThat(parse("--help").text).contains("scan").contains("completion").contains("Exit codes");
    for (Verb verb : Verb.values()) {
      String help = parse((verb.path() + " --help").split(" ", -1)).text;
      assertThat(help).isNotNull();
      for (Flag flag : Flags.ALL) {
        if (flag.verbs().contains(verb)) {
          assertThat(help).contains(flag.longName());
        }
      }
      for (String example : verb.examples()) {
        assertThat(help).contains(example);
      }
      assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void everyExampleOfTheHelpParses() {
    for (Verb verb : Verb.values()) {
      for (String example : verb.examples()) {
        String command = example.substring(example.indexOf("assay ") + 6);
        String line = command.replaceAll("  .*| > .*", "").replace("'", "");
        assertThat(parse(line.split(" ", -1)).verb).as(example).isEqualTo(verb);
      }
    }
  }

  private static Typed parse(String... args) {
    return new CommandLineParser().parse(List.of(args));
  }
}
