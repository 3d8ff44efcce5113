package dev.assay.unpack.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** That they are what they are said to be, by the JDK's own unpackers, which check sums. */
class QuinesTest {

  @Test
  void unpackToThemselves() throws IOException {
    byte[] gzip = Quines.gzip();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      assertThat(in.readNBytes(10_000)).isEqualTo(gzip);
    }
    byte[] zip = Quines.zip();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      assertThat(in.getNextEntry()).isNotNull();
      assertThat(in.readNBytes(10_000)).isEqualTo(zip);
    }
  }
}
