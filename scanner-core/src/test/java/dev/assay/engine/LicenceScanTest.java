package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Correlator;
import dev.assay.detect.licence.LicenceDetector;
import dev.assay.detect.licence.LicenceMatcher;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceText;
import dev.assay.model.Region;
import dev.assay.model.ScanTarget;
import dev.assay.rules.load.RuleTexts;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are looked at for licences, and what is said of them. */
class LicenceScanTest {
  @TempDir private Path folder;
  private final List<String> shown = new ArrayList<>();

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<LicenceText> scan() {
    List<LicenceText> texts = new ArrayList<>();
    Correlator gather =
        new Correlator() {
          @Override
          public void correlate(Inventory inventory, Output out) {
            texts.addAll(inventory.licences());
          }
        };
    LicenceDetector detector =
        new LicenceDetector(
            new LicenceMatcher(),
            List.of((seen, matches, out) -> shown.add(seen.content().provenance().path())));
    new Scanner(
            Host.NONE,
            (rules, fingerprints, of, targets) ->
                new Parts(List.of(detector), Unpackers.all(), List.of(gather)))
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            Scans.config(1),
            RuleTexts.set(),
            Progress.NONE);
    return texts;
  }

  @Test
  void readsTags() throws IOException {
    write("a.c", "/* SPDX-License-Identifier: (mit OR gpl-2.0+) */\nint x;\n");
    write("b.sh", "# ünï\n# SPDX-License-Identifier: Apache-2.0\n");
    write("c.txt", "nothing of the kind");
    write("d.c", "int x;\n".repeat(2_000) + "// SPDX-License-Identifier: ISC\n");
    List<LicenceText> texts = scan();
    assertThat(texts)
        .extracting(text -> text.place().path() + " " + text.kind() + " " + text.expression())
        .containsExactly("a.c TAG GPL-2.0-or-later OR MIT", "b.sh TAG Apache-2.0");
    Region region = Objects.requireNonNull(texts.get(1).region());
    byte[] bytes = Files.readAllBytes(folder.resolve("b.sh"));
    assertThat(
            new String(
                bytes,
                (int) region.byteOffset(),
                (int) region.byteLength(),
                StandardCharsets.UTF_8))
        .isEqualTo("SPDX-License-Identifier: Apache-2.0");
    assertThat(region.line()).isEqualTo(2);
    assertThat(shown).containsExactlyInAnyOrder("a.c", "b.sh");
  }

  @Test
  void readsLicenceFilesToTheirEnd() throws IOException {
    String filler = "words that say nothing\n".repeat(100_000);
    write("LICENSE", filler + "SPDX-License-Identifier: MIT\n" + filler);
    write("licenses/zlib.txt", filler + "SPDX-License-Identifier: Zlib\n");
    write("bundle.js.LICENSE.txt", filler + "SPDX-License-Identifier: ISC\n");
    write("other.txt", filler + "SPDX-License-Identifier: 0BSD\n");
    write("license.js", filler + "SPDX-License-Identifier: 0BSD\n");
    assertThat(scan())
        .extracting(text -> text.place().path() + " " + text.expression())
        .containsExactly("LICENSE MIT", "bundle.js.LICENSE.txt ISC", "licenses/zlib.txt Zlib");
  }

  @Test
  void leavesBinaryFilesAlone() throws IOException {
    write("LICENSE", "\0\0 SPDX-License-Identifier: MIT\n");
    assertThat(scan()).isEmpty();
  }
}
