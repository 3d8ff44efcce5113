package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a test made with a file under {@code src/test/golden}. A missing file is written
 * and the test fails all the same, so that somebody reads it; {@code -Dassay.golden=record} records
 * every file anew.
 */
final class Golden {

  private static final int LARGEST = 1 << 20;

  private Golden() {}

  static void assertMatches(String name, byte[] actual) {
    Path file = Path.of(System.getProperty("basedir", "."), "src", "test", "golden", name);
    try {
      if (!Files.exists(file)) {
        write(file, actual);
        fail("There was no %s: it is written now. Read it, then run the test again.", file);
      }
      if ("record".equals(System.getProperty("assay.golden"))) {
        write(file, actual);
      }
      assertThat(text(actual)).as(name).isEqualTo(text(read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] actual) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, actual);
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
