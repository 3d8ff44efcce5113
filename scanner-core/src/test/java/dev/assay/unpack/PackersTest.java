package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PackersTest {

  /** What is not a container of files, or is tested as a part of another one. */
  private static final List<String> OTHERS =
      List.of(
          "java-class",
          "oci-layout",
          "program",
          "pyc",
          "script",
          "unsupported",
          "wasm",
          "zip behind other data");

  @Test
  void knowEveryFormat() {
    TreeSet<String> packed = new TreeSet<>(OTHERS);
    Packers.contracts().forEach(each -> packed.add(each.unpacker().format()));
    TreeSet<String> opened = new TreeSet<>();
    Unpackers.all().forEach(each -> opened.add(each.format()));
    opened.removeAll(packed);
    assertThat(opened).isEmpty();
  }
}
