package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.example.Placeholders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {

  /** Pieces of published examples, so that none stands here whole. */
  @Test
  void knowsPublishedExamples() {
    assertThat(PublishedKeys.source("AKIAIOSF" + "ODNN7EXAMPLE")).contains("AWS");
    assertThat(PublishedKeys.source("test ".repeat(11) + "junk")).contains("Hardhat");
    assertThat(PublishedKeys.source("'test', ".repeat(11) + "'junk'")).contains("Hardhat");
    assertThat(PublishedKeys.source("abandon ".repeat(11) + "about")).contains("BIP-39");
  }

  @Test
  void knowsNothingElse() {
    assertThat(PublishedKeys.source("")).isNull();
    assertThat(PublishedKeys.source(Placeholders.expand("AKIA<<base32:16>>", "x"))).isNull();
    assertThat(PublishedKeys.source(Placeholders.expand("<<pem:RSA PRIVATE KEY>>", "x"))).isNull();
    assertThat(PublishedKeys.source("x".repeat(1 << 20))).isNull();
  }

  @Test
  void looksPastHowItIsWritten() {
    String hex = Placeholders.expand("<<hex:64>>", "x");
    assertThat(PublishedKeys.normal("0x" + hex.toUpperCase(java.util.Locale.ROOT))).isEqualTo(hex);
    String block = Placeholders.expand("<<pem:EC PRIVATE KEY>>", "x");
    assertThat(PublishedKeys.normal(block.replace("\n", "\\n")))
        .isEqualTo(PublishedKeys.normal(block))
        .doesNotContain("BEGIN");
  }

  @Test
  void listsDigestsWithTheirSourcesOnly() throws IOException {
    try (InputStream in = PublishedKeys.class.getResourceAsStream("published.txt")) {
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
      assertThat(lines).allMatch(line -> line.matches("[0-9a-f]{32}|= .{3,100}|#.*|"));
      assertThat(lines.stream().filter(line -> line.matches("[0-9a-f]{32}")).toList())
          .hasSizeGreaterThan(100)
          .doesNotHaveDuplicates();
    }
  }
}
