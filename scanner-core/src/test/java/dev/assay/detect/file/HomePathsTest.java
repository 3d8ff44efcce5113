package dev.assay.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomePathsTest {

  private static List<String> users(byte[] bytes) {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/' || bytes[i] == '\\') {
        HomePaths.Found found = HomePaths.at(bytes, 0, i, bytes.length);
        if (found != null) {
          users.add(found.user());
        }
      }
    }
    return users;
  }

  private static List<String> users(String text) {
    return users(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0/Users/alice/src/app/main.c\0",
        "/home/alice/a",
        "\"/home/alice/a\"",
        "(/Users/alice/a)",
        "file:///Users/alice/a",
        "C:\\Users\\alice\\a",
        "\"C:\\\\Users\\\\alice\\\\a\"",
        "d:/Users/alice/a",
        "\0C:\\Users\\alice\\app\\x.pdb\0",
        "called on a None value/home/alice/.cargo/registry/src/x.rs",
        "z\u001a/home/alice/x.py",
        "-I/home/alice/src/x",
      })
  void findsPeople(String text) {
    assertThat(users(text)).containsExactly("alice");
    assertThat(users(text.getBytes(StandardCharsets.UTF_16LE))).containsExactly("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/runner/work/app",
        "/Users/runner/x",
        "/home/RunnerAdmin/x",
        "C:\\Users\\root\\x",
        "/home/jenkins/workspace/a",
        "/home/jenkins-agent/a",
        "/home/user/a",
        "/Users/username/a",
        "/home/your-name/a",
        "/home/build/a",
        "/home/a/b",
        "/home/123/b",
        "/home/alice",
        "/Users/",
        "/home/${user}/x",
        "/home/%s/x",
        "/home/<name>/x",
        "https://site.test/home/alice/x",
        "https://site.test/Users/alice/projects/x",
        "//Users/alice/x",
        "/usr/home/alice/x",
        "../home/alice/x",
        "~/home/alice/x",
        "/users/alice/x",
        "/Home/alice/x",
        "\\Users\\alice\\x",
        "HKLM\\Users\\alice\\x",
        "xC:\\Users\\alice\\x",
        "/home/alice.is.a.very.long.name.of.a.person.x/y",
        "/home/-x/y",
        "/home/.config/y",
      })
  void passesOverTheRest(String text) {
    assertThat(users(text)).isEmpty();
    assertThat(users(text.getBytes(StandardCharsets.UTF_16LE))).isEmpty();
  }

  @Test
  void showsThePathCut() {
    String path = "C:\\Users\\alice\\src\\" + "d".repeat(200);
    byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
    HomePaths.Found found = HomePaths.at(bytes, 0, 2, bytes.length);
    assertThat(found).isNotNull();
    assertThat(found.path()).startsWith("C:\\Users\\alice\\src\\d").endsWith("d…").hasSize(81);
  }

  @Test
  void looksAtNothingOutsideOfItsBounds() {
    Random random = new Random(1);
    String alphabet = "/\\:Uhsersome\0a. ";
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '/' || bytes[i] == '\\') {
          HomePaths.at(bytes, random.nextInt(i + 1), i, bytes.length);
        }
      }
    }
  }
}
