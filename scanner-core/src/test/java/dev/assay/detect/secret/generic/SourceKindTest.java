package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceKindTest {

  @Test
  void knowsCode() {
    assertThat(kind("package shop;\n\nclass A {\n  int x = 1;\n  void run() {\n  }\n}\n"))
        .isEqualTo(SourceKind.CODE);
    assertThat(kind("import os\n\ndef run(x):\n    return x\n")).isEqualTo(SourceKind.CODE);
    assertThat(kind("const (\n\t// A is one.\n\tA = \"a\"\n\t// B is two.\n\tB = \"b\"\n)\n"))
        .isEqualTo(SourceKind.CODE);
    assertThat(kind("#include <stdio.h>\nint main(void)\n{\n\treturn 0;\n}\n"))
        .isEqualTo(SourceKind.CODE);
  }

  @Test
  void knowsConfiguration() {
    assertThat(kind("server:\n  port: 80\n  name: shop\n")).isEqualTo(SourceKind.CONFIGURATION);
    assertThat(kind("server.port=80\nserver.name=shop\n")).isEqualTo(SourceKind.CONFIGURATION);
    assertThat(kind("{\n  \"port\": 80,\n  \"name\": \"shop\"\n}\n"))
        .isEqualTo(SourceKind.CONFIGURATION);
    assertThat(kind("[server]\nport = 80\n; a comment\nname = shop\n"))
        .isEqualTo(SourceKind.CONFIGURATION);
    assertThat(kind("<server>\n  <port>80</port>\n</server>\n"))
        .isEqualTo(SourceKind.CONFIGURATION);
  }

  @Test
  void knowsNothingOfProse() {
    assertThat(kind("This is a text about a shop\nthat goes on and on\n"))
        .isEqualTo(SourceKind.OTHER);
  }

  private static SourceKind kind(String text) {
    Text view = new Text();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    view.show(bytes, 0, bytes.length, 0);
    return SourceKind.of(view, 0, bytes.length);
  }
}
