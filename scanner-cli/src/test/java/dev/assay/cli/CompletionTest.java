package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

  @Test
  void everyScriptKnowsEveryCommandAndOption() {
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      String script = Completion.script(shell);
      for (Verb verb : Verb.values()) {
        assertThat(script).contains(verb.path().substring(verb.path().indexOf(' ') + 1));
      }
      for (Flag flag : Flags.ALL) {
        assertThat(script).contains(flag.longName().substring(2));
      }
      assertThat(script).contains("sarif").contains("critical");
    }
  }

  @Test
  void otherShellsAreRefused() {
    assertThatThrownBy(() -> Completion.script("basch"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'basch'. Did you mean 'bash'?");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bashCompletesOptionsAndValues(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("assay.bash"), Completion.script("bash"));
    assertThat(complete(script, "assay", "scan", "--min-")).contains("--min-confidence");
    assertThat(complete(script, "assay", "sc")).contains("scan");
    assertThat(complete(script, "assay", "scan", "--fail-on", "cr")).contains("critical");
  }

  private static String complete(Path script, String... words) throws Exception {
    String program =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_assay; echo \"${COMPREPLY[*]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", program).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    return read(bash);
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
  }
}
