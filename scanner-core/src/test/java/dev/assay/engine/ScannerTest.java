package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Coverage;
import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerTest {
  @TempDir private Path folder;

  @Test
  void findsWhereThingsStand() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/x.txt"), "one\ntwo " + TokenDetector.token(1) + "\n");
    Files.writeString(folder.resolve("clean.txt"), "nothing\n");

    ScanResult result = Scans.tree(folder, Scans.config(1));

    assertThat(Scans.places(result)).containsExactly("a/b/x.txt:2:5");
    assertThat(result.coverage().of(Coverage.Unit.FILES)).isEqualTo(2);
    assertThat(result.coverage().of(Coverage.Unit.BYTES)).isEqualTo(29);
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void saysThatATargetIsMissing() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Scans.tree(missing, Scans.config(1)))
        .isInstanceOf(UsageException.class)
        .hasMessage("No such file or folder: " + missing);
  }

  @Test
  void tellsTheSameWithAnyNumberOfThreads() throws IOException {
    for (int i = 0; i < 500; i++) {
      Path file = folder.resolve("d" + i % 17 + "/e" + i % 5 + "/f" + i + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x\n".repeat(i % 40) + TokenDetector.token(i % 100) + "\n");
    }

    ScanResult one = Scans.tree(folder, Scans.config(1));

    assertThat(one.findings()).hasSize(500);
    for (int round = 0; round < 5; round++) {
      assertThat(Scans.tree(folder, Scans.config(8))).isEqualTo(one);
    }
  }
}
