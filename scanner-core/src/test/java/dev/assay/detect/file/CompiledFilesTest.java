package dev.assay.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledFilesTest {

  @ParameterizedTest
  @CsvSource({
    "ELF, 7f454c4602010100",
    "PE, 4d5a900003000000",
    "class, cafebabe00000041",
    "Mach-O of 64 bits, cffaedfe07000001",
    "Mach-O of several, cafebabe00000002",
    "WebAssembly, 0061736d01000000",
    "DEX, 6465780a30333500",
    "Hermes, c61fbc03c103191f",
    "Python 3.12, cb0d0d0a00000000",
    "Python 3.6, 330d0d0a5a5a5a5a",
    "Python 2.7, 03f30d0a5a5a5a5a",
  })
  void knowsCompiledFiles(String what, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(CompiledFiles.binary(bytes, 0, bytes.length)).as(what).isTrue();
    assertThat(CompiledFiles.binary(bytes, 0, 7)).as(what + ", cut").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab\r\ncdefgh", "#!/bin/sh\n", "PK\u0003\u0004aaaaaa", "        "})
  void passesOverTheRest(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CompiledFiles.binary(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void knowsBundlesByTheirLongLines() {
    byte[] bundle = "var a=1;".repeat(100).getBytes(StandardCharsets.US_ASCII);
    byte[] source = "var a = 1;\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
    assertThat(CompiledFiles.bundle("dist/a.JS", bundle, 0, bundle.length)).isTrue();
    assertThat(CompiledFiles.bundle("dist/a.mjs", bundle, 0, bundle.length)).isTrue();
    assertThat(CompiledFiles.bundle("dist/a.txt", bundle, 0, bundle.length)).isFalse();
    assertThat(CompiledFiles.bundle("src/a.js", source, 0, source.length)).isFalse();
  }
}
