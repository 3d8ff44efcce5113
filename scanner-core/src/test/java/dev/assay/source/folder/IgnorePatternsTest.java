package dev.assay.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.junit.jupiter.api.Test;

/** The patterns that are tried against all of them. */
class IgnorePatternsTest {
  private static final String[] PIECES = {
    "a", "b", "build", ".env", "*.o", "*.tar.gz", "*", "**", "?", "[ab]", "x.o", ".", "*.o.*", "é"
  };

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
    pattern.append(random.nextInt(4) == 0 ? "/" : "");
    for (int i = random.nextInt(3); i >= 0; i--) {
      pattern.append(PIECES[random.nextInt(PIECES.length)]);
      pattern.append(i > 0 ? random.nextBoolean() ? "/" : "" : "");
    }
    pattern.append(random.nextInt(4) == 0 ? "/" : "");
    pattern.append(random.nextInt(8) == 0 ? "  " : "");
    return random.nextInt(20) == 0 ? "#" + pattern : pattern.toString();
  }

  private static String path(Random random) {
    String[] names = {"a", "b", "build", ".env", "x.o", "y.tar.gz", "x.o.d", "ab", "é", "..a", "o"};
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      path.append(names[random.nextInt(names.length)]).append(i > 0 ? "/" : "");
    }
    return path.toString();
  }

  @Test
  void meansWhatJGitMeans() throws IOException {
    Random random = new Random(5);
    int said = 0;
    for (int round = 0; round < 3000; round++) {
      StringBuilder file = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        file.append(pattern(random)).append(random.nextBoolean() ? "\n" : "\r\n");
      }
      IgnoreNode expected = new IgnoreNode();
      expected.parse(new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)));
      IgnorePatterns patterns = new IgnorePatterns(file.toString());
      for (int i = 0; i < 20; i++) {
        String path = path(random);
        boolean folder = random.nextBoolean();
        Boolean verdict = expected.checkIgnored(path, folder);

        assertThat(patterns.verdict(path, folder)).as("%s in%n%s", path, file).isEqualTo(verdict);
        said += verdict == null ? 0 : 1;
      }
    }
    assertThat(said).isGreaterThan(10_000);
  }
}
