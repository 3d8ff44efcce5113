package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ArtifactFile.Mode;
import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** What a container says of who may run its files reaches whoever compares them. */
class ModesTest {

  private static final byte[] DATA = "data\n".getBytes(StandardCharsets.UTF_8);

  private static Map<String, Mode> modes(String name, byte[] container) {
    Map<String, Mode> modes = new TreeMap<>();
    Walk walk =
        new Walk(Budget.DEFAULT) {
          @Override
          public void accept(Content content) {
            modes.put(content.provenance().path(), content.mode());
            super.accept(content);
          }
        };
    walk.accept(new BytesContent(new Provenance.File(name), container));
    assertThat(walk.problems).isEmpty();
    modes.remove(name);
    return modes;
  }

  private static <E extends ArchiveEntry> void put(ArchiveOutputStream<E> out, E entry)
      throws IOException {
    out.putArchiveEntry(entry);
    out.write(DATA);
    out.closeArchiveEntry();
  }

  @Test
  void ofTar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      for (int mode : new int[] {0644, 0755, 0010, 0}) {
        TarArchiveEntry entry = new TarArchiveEntry(Integer.toOctalString(mode));
        entry.setMode(0100000 | mode);
        entry.setSize(DATA.length);
        put(out, entry);
      }
    }
    Map<String, Mode> expected =
        Map.of(
            "a.tar!/644", Mode.PLAIN,
            "a.tar!/755", Mode.EXECUTABLE,
            "a.tar!/10", Mode.EXECUTABLE,
            "a.tar!/0", Mode.PLAIN);
    assertThat(modes("a.tar", bytes.toByteArray())).isEqualTo(expected);
  }

  @Test
  void ofZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      ZipArchiveEntry plain = new ZipArchiveEntry("plain");
      plain.setUnixMode(0100644);
      put(out, plain);
      ZipArchiveEntry executable = new ZipArchiveEntry("executable");
      executable.setUnixMode(0100755);
      put(out, executable);
      put(out, new ZipArchiveEntry("unsaid"));
    }
    assertThat(modes("a.zip", bytes.toByteArray()))
        .isEqualTo(
            Map.of(
                "a.zip!/plain", Mode.PLAIN,
                "a.zip!/executable", Mode.EXECUTABLE,
                "a.zip!/unsaid", Mode.UNSAID));
  }

  @Test
  void ofCpio() throws IOException {
    for (short form :
        new short[] {
          CpioConstants.FORMAT_NEW, CpioConstants.FORMAT_OLD_ASCII, CpioConstants.FORMAT_OLD_BINARY
        }) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (CpioArchiveOutputStream out = new CpioArchiveOutputStream(bytes, form)) {
        for (int mode : new int[] {0644, 0755}) {
          CpioArchiveEntry entry = new CpioArchiveEntry(form, Integer.toOctalString(mode));
          entry.setMode(CpioConstants.C_ISREG | mode);
          entry.setSize(DATA.length);
          put(out, entry);
        }
      }
      assertThat(modes("a.cpio", bytes.toByteArray()))
          .isEqualTo(Map.of("a.cpio!/644", Mode.PLAIN, "a.cpio!/755", Mode.EXECUTABLE));
    }
  }

  @Test
  void ofAr() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArArchiveOutputStream out = new ArArchiveOutputStream(bytes)) {
      put(out, new ArArchiveEntry("plain", DATA.length, 0, 0, 0100644, 0));
      put(out, new ArArchiveEntry("run", DATA.length, 0, 0, 0100755, 0));
    }
    assertThat(modes("a.ar", bytes.toByteArray()))
        .isEqualTo(Map.of("a.ar!/plain", Mode.PLAIN, "a.ar!/run", Mode.EXECUTABLE));
  }
}
