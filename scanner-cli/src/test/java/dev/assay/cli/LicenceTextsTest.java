package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.detect.licence.LicenceIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is shipped has the index of licence texts, and uses it. */
class LicenceTextsTest {
  private static final String MIT =
      """
      MIT License

      Copyright (c) 2024 Example Works

      Permission is hereby granted, free of charge, to any person obtaining a copy
      of this software and associated documentation files (the "Software"), to deal
      in the Software without restriction, including without limitation the rights
      to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
      copies of the Software, and to permit persons to whom the Software is
      furnished to do so, subject to the following conditions:

      The above copyright notice and this permission notice shall be included in all
      copies or substantial portions of the Software.

      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
      OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
      SOFTWARE.
      """;

  @TempDir Path temp;

  @Test
  void theIndexIsOnTheClassPath() {
    assertThat(LicenceIndex.class.getResource(LicenceIndex.RESOURCE)).isNotNull();
  }

  @Test
  void theReportSaysWhatALicenceFileHolds() throws IOException {
    assertThat(found(MIT)).containsExactly("MIT");
  }

  /** Nothing but its words tells: so the index was asked. */
  @Test
  void theTitleIsNotNeeded() throws IOException {
    assertThat(found(MIT.substring(MIT.indexOf("Permission")))).containsExactly("MIT");
    assertThat(found("Permission is hereby granted to nobody without a licence.\n")).isEmpty();
  }

  private List<String> found(String text) throws IOException {
    Files.writeString(
        temp.resolve("package.json"),
        """
        {"name": "demo", "version": "1.0.0"}
        """);
    Files.writeString(temp.resolve("LICENSE"), text);
    Command.Run run =
        new Command().run("scan", temp.toString(), "--fail-on", "never", "--output", "json");
    assertThat(run.code()).isZero();
    List<String> found = new ArrayList<>();
    JsonNode report = new ObjectMapper().readTree(run.out());
    report.path("subject").path("foundLicences").forEach(each -> found.add(each.asText()));
    return found;
  }
}
