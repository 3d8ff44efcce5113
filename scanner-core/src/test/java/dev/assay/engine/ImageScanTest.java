package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.ImageFixture;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of findings in the layers of container images. */
class ImageScanTest {
  @TempDir private Path folder;

  private ScanResult scan(byte[] image, int threads) throws IOException {
    Path file = Files.write(folder.resolve("app.tar"), image);
    return Scans.scanner(Unpackers.all(), List.of())
        .scan(
            List.of(new ScanTarget.Tree(file.toString())),
            Scans.config(threads),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static Finding at(ScanResult result, String path) {
    List<Finding> found =
        result.findings().stream()
            .filter(finding -> finding.location().provenance().path().equals(path))
            .collect(Collectors.toList());
    assertThat(found).as(path).hasSize(1);
    return found.get(0);
  }

  private static List<String> ofLayers(Finding finding) {
    return finding.evidence().stream()
        .filter(line -> !line.equals("it looks like one"))
        .collect(Collectors.toList());
  }

  private static ImageFixture image() {
    String[] tokens = new String[8];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = "\n" + TokenDetector.token(i) + "\n";
    }
    return new ImageFixture()
        .layer(
            "COPY . / # buildkit",
            "app/.env",
            tokens[0],
            "app/replaced",
            tokens[1],
            "folder/deep/down",
            tokens[2],
            "emptied/below",
            tokens[3],
            "emptied.too/beside",
            tokens[4],
            "was/a/folder",
            tokens[5],
            "stays",
            tokens[6])
        .layer("RUN rm", "app/.wh..env", "", ".wh.folder", "", "emptied/.wh..wh..opq", "")
        .layer("COPY b /", "./app/replaced", tokens[7], "was/a", "now a file", "app/.env", "")
        .run("{\"Env\":[\"TOKEN=" + TokenDetector.token(20) + "\"]}");
  }

  @Test
  void saysWhatBecomesOfAFile() throws IOException {
    byte[] tar = image().oci(true).tar();
    for (int threads = 1; threads <= 3; threads++) {
      ScanResult result = scan(tar, threads);
      assertThat(result.problems()).isEmpty();
      assertThat(result.findings()).hasSize(9);
      String first = "app.tar!/layer 1!/";
      Finding deleted = at(result, first + "app/.env");
      assertThat(ofLayers(deleted)).hasSize(2);
      assertThat(ofLayers(deleted).get(0))
          .startsWith("in layer 1 of 3, made by `COPY . /` (sha256:");
      assertThat(ofLayers(deleted).get(1)).isEqualTo("deleted in layer 2, but still in the image");
      for (String path : List.of("folder/deep/down", "emptied/below")) {
        assertThat(ofLayers(at(result, first + path)))
            .as(path)
            .contains("deleted in layer 2, but still in the image");
      }
      assertThat(ofLayers(at(result, first + "was/a/folder")))
          .contains("deleted in layer 3, but still in the image");
      assertThat(ofLayers(at(result, first + "app/replaced")))
          .contains("replaced in layer 3, but still in the image");
      for (String path : List.of("emptied.too/beside", "stays")) {
        assertThat(ofLayers(at(result, first + path))).as(path).hasSize(1);
      }
      assertThat(ofLayers(at(result, "app.tar!/layer 3!/app/replaced"))).hasSize(1);
      assertThat(ofLayers(at(result, "app.tar!/[image config]"))).isEmpty();
    }
  }

  @Test
  void findsTheSameInEveryForm() throws IOException {
    List<String> layout = Scans.places(scan(image().oci(true).tar(), 2));
    assertThat(layout).hasSize(9);
    assertThat(Scans.places(scan(image().oci(false).tar(), 1))).isEqualTo(layout);
    assertThat(Scans.places(scan(image().docker("app:1").tar(), 2))).isEqualTo(layout);
  }

  private ScanResult tree(Path root) {
    return Scans.scanner(Unpackers.all(), List.of())
        .scan(
            List.of(new ScanTarget.Tree(root.toString())),
            Scans.config(2),
            Scans.NO_RULES,
            Progress.NONE);
  }

  @Test
  void opensALayoutThatIsAFolder() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    ImageFixture image = image().oci(true);
    image.write(root.resolve("sub/image"));
    Files.writeString(root.resolve("sub/image/notes"), "\n" + TokenDetector.token(77) + "\n");
    ScanResult result = tree(root);
    assertThat(result.problems()).isEmpty();
    List<String> expected =
        Scans.places(scan(image.tar(), 1)).stream()
            .map(place -> place.replace("app.tar!", "sub/image/oci-layout!"))
            .collect(Collectors.toList());
    expected.add(0, "sub/image/notes:2:1");
    assertThat(Scans.places(result)).isEqualTo(expected);
    assertThat(ofLayers(at(result, "sub/image/oci-layout!/layer 1!/app/.env")))
        .contains("deleted in layer 2, but still in the image");
    assertThat(result.coverage().of(Coverage.Unit.FILES)).isEqualTo(image.fileCount() + 1);

    // The folder itself may be what is scanned.
    assertThat(Scans.places(tree(root.resolve("sub/image"))))
        .contains("oci-layout!/layer 1!/stays:2:1", "notes:2:1");
  }

  /** Whatever it is, all is scanned. */
  @Test
  void walksALayoutThatIsNone() throws IOException {
    for (String what : List.of("link", "malformed", "ignored")) {
      Path root = Files.createDirectory(folder.resolve(what));
      image().oci(true).write(root);
      if (what.equals("link")) {
        Files.createSymbolicLink(root.resolve("blobs/sha256/x"), Path.of("elsewhere"));
      } else if (what.equals("malformed")) {
        Files.writeString(root.resolve("index.json"), "{");
      } else {
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(root.resolve(".assayignore"), "index.json\n");
      }
      List<String> places = Scans.places(tree(root));
      assertThat(places).as(what).filteredOn(place -> place.endsWith("!/stays:2:1")).hasSize(1);
      assertThat(places).as(what).noneMatch(place -> place.contains("!/layer "));
    }
  }

  /** The instruction is shown beside findings, so it must not show what it holds. */
  @Test
  void masksSecretsInInstructions() throws IOException {
    byte[] random = new byte[30];
    new Random(5).nextBytes(random);
    String value = Base64.getEncoder().encodeToString(random);
    String token = TokenDetector.token(7);
    byte[] tar =
        new ImageFixture()
            .layer("RUN |1 A=" + value + " /bin/sh -c make", "a", TokenDetector.token(1))
            .layer("RUN curl -u x:" + value + " # buildkit", "b", TokenDetector.token(2))
            .layer("RUN login " + token, "c", TokenDetector.token(3))
            .docker("app:1")
            .tar();
    ScanResult result = scan(tar, 1);
    String all =
        result.findings().stream()
            .map(finding -> finding.evidence().toString())
            .collect(Collectors.joining("\n"));
    assertThat(all).contains("made by `RUN make`").contains("made by `RUN curl -u x:");
    assertThat(all).doesNotContain(value).doesNotContain(token);
    assertThat(result.findings()).hasSize(4); // the one in the history as well
  }

  /** A layer more must not make old findings new ones. */
  @Test
  void keepsFingerprintsWhereverTheLayerIs() throws IOException {
    String text = "\n" + TokenDetector.token(1) + "\n";
    ScanResult one = scan(new ImageFixture().layer("COPY", "x", text).oci(true).tar(), 1);
    ScanResult two =
        scan(new ImageFixture().layer("ADD", "y", "").layer("COPY", "x", text).oci(true).tar(), 1);
    assertThat(one.findings().get(0).fingerprint()).isEqualTo(two.findings().get(0).fingerprint());
    assertThat(
            Fingerprints.fingerprint(
                "r", null, "s", entry("a.tar", "layer 2 of app:1", "app/.env")))
        .isEqualTo(Fingerprints.fingerprint("r", null, "s", entry("b.tar", "layer 3", "app/.env")));
  }

  private static dev.assay.model.Provenance entry(String file, String layer, String name) {
    return new dev.assay.model.Provenance.Entry(
        new dev.assay.model.Provenance.Entry(new dev.assay.model.Provenance.File(file), layer),
        name);
  }

  @Test
  void masksWhatLooksRandom() {
    byte[] random = new byte[30];
    new Random(5).nextBytes(random);
    String value = Base64.getEncoder().encodeToString(random);
    String shown = dev.assay.detect.secret.ShownText.of("curl -u x:" + value);
    assertThat(shown).startsWith("curl -u").doesNotContain(value);
    assertThat(value.getBytes(StandardCharsets.UTF_8)).hasSize(40);
  }
}
