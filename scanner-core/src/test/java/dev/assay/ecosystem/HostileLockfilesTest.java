package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.LockedPackage;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lockfiles that were made to take memory or to tell what they hold. */
class HostileLockfilesTest {

  private final List<LockedPackage> locked = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private void read(String name, String text) throws IOException {
    HeldText held = new HeldText();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    held.append(bytes, 0, bytes.length);
    Objects.requireNonNull(LockfileReaders.of(name))
        .read(
            held,
            new Provenance.File(name),
            new LockfileReader.Output() {
              @Override
              public void pin(Pin pin) {}

              @Override
              public void locked(LockedPackage entry) {
                locked.add(entry);
              }

              @Override
              public void problem(Problem.Kind kind, int line, String what) {
                problems.add(kind.label() + " " + line + " " + what);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package-lock.json {\"packages\":{\"a\": ",
        "Pipfile.lock {\"default\":{\"a\": ",
        "pnpm-lock.yaml packages:\n  a: ",
        "pnpm-lock.yaml settings:\n  a: ",
        "uv.lock [[package]]\nname = ",
        "poetry.lock [[package]]\nx = ",
      })
  void refusesDepth(String start) throws IOException {
    int space = start.indexOf(' ');
    for (String open : new String[] {"[", "{\"a\":"}) {
      problems.clear();
      read(start.substring(0, space), start.substring(space + 1) + open.repeat(200_000));
      assertThat(problems).isNotEmpty().allMatch(problem -> problem.startsWith("malformed "));
    }
  }

  @Test
  void keepsNoMoreThanItMay() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LockedEntries.MOST + 10; i++) {
      text.append("a@").append(i).append(":\n  version \"1\"\n");
    }
    read("yarn.lock", text.toString());
    assertThat(locked).hasSizeBetween(10_000, LockedEntries.MOST);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("too-large ")
        .endsWith("from here on none was read");
  }

  @Test
  void showsNoCredentials() throws IOException {
    String word = "wo" + "rd";
    read(
        "yarn.lock",
        """
        a@^1:
          version "1"
          resolved "https://user:%1$s@npm.example.org/a/-/a-1.tgz?auth=%1$s#%2$s"
        b@^1:
          version "1"
          resolved "https://user:%1$s/x@npm.example.org/b/-/b-1.tgz"
        c@git:
          version "1"
          resolved "git+ssh://git:%1$s@example.org/c.git#%2$s"
        d@git:
          version "1"
          resolved "git@example.org:o/d.git#%1$s"
        """
            .formatted(word, "0".repeat(40)));
    assertThat(locked)
        .extracting(LockedPackage::source)
        .containsExactly(
            "https://npm.example.org/a/-/a-1.tgz",
            "",
            "git+ssh://example.org/c.git#" + "0".repeat(40),
            "git+ssh://example.org/o/d.git");
    assertThat(String.join("", problems)).doesNotContain(word);
  }
}
