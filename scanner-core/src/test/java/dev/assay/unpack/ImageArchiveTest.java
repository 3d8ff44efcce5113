package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ImageLayer;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // whatever hangs, fails
class ImageArchiveTest {

  private static final String SECRET = "planted in a layer";

  @TempDir Path temp;

  /** Remembers layers too. */
  private static class ImageWalk extends Walk {
    final Map<String, ImageLayer> layers = new TreeMap<>();

    ImageWalk() {
      super(Budget.DEFAULT);
    }

    static ImageWalk of(Content content) {
      ImageWalk walk = new ImageWalk();
      walk.accept(content);
      return walk;
    }

    static ImageWalk of(byte[] tar) {
      return of(new BytesContent(new Provenance.File("a.tar"), tar));
    }

    @Override
    public void observe(Observation observation) {
      ImageLayer layer = (ImageLayer) observation;
      layers.put(layer.place().path(), layer);
    }
  }

  private static ImageFixture three() {
    return new ImageFixture()
        .layer("COPY . /app # buildkit", "app/.env", SECRET, "app/keep", "kept")
        .layer("RUN /bin/sh -c rm /app/.env", "app/.wh..env", "")
        .layer("COPY more /", "app/keep", "other", "etc/.wh..wh..opq", "")
        .run("{\"Env\":[\"MODE=planted mode\"],\"Labels\":{\"a\":\"b\"}}");
  }

  private static void assertThree(ImageWalk walk, String archive) {
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(walk.text(archive + "!/layer 1!/app/.env")).isEqualTo(SECRET);
    assertThat(walk.text(archive + "!/layer 1!/app/keep")).isEqualTo("kept");
    assertThat(walk.text(archive + "!/layer 3!/app/keep")).isEqualTo("other");
    assertThat(walk.text(archive + "!/[image config]"))
        .startsWith("ENV MODE=\"planted mode\"\nLABEL a=b\nFROM scratch\nCOPY . /app\n")
        .contains("RUN rm /app/.env\n");
    assertThat(walk.order).noneMatch(path -> path.contains(".wh."));
    assertThat(walk.layers.keySet())
        .containsExactly(archive + "!/layer 1", archive + "!/layer 2", archive + "!/layer 3");
    ImageLayer second = walk.layers.get(archive + "!/layer 2");
    assertThat(second.deleted().contains("app/.env")).isTrue();
    assertThat(second.files().size()).isZero();
    assertThat(second.uses()).containsExactly(new ImageLayer.Use("", 2, 3, "RUN rm /app/.env"));
    assertThat(walk.layers.get(archive + "!/layer 3").emptied().contains("etc")).isTrue();
  }

  @Test
  void opensAnOciLayout() {
    assertThree(ImageWalk.of(three().oci(true).tar()), "a.tar");
    assertThree(ImageWalk.of(three().oci(false).tar()), "a.tar");
  }

  @Test
  void opensWhatDockerSaves() {
    ImageWalk walk = ImageWalk.of(three().docker("app:1").tar());
    assertThree(walk, "a.tar");
    // What stands in older documents as well is told once.
    assertThat(walk.contents.values())
        .filteredOn(
            bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8).contains("MODE"))
        .hasSize(2); // the archive itself and the configuration
  }

  @Test
  void opensBothAtOnce() {
    ImageFixture image = three().oci(true);
    String manifest = "[{\"Config\":\"%s\",\"RepoTags\":[\"app:1\"],\"Layers\":[%s]}]";
    List<String> blobs = new ArrayList<>(image.files.keySet());
    image.files.put(
        "manifest.json",
        ImageFixture.bytes(
            manifest.formatted(
                blobs.get(0), "\"" + String.join("\",\"", blobs.subList(1, 4)) + "\"")));
    assertThree(ImageWalk.of(image.tar()), "a.tar");
  }

  @Test
  void opensItCompressedAndNested() {
    byte[] tar = three().oci(true).tar();
    assertThree(
        ImageWalk.of(new BytesContent(new Provenance.File("a.tar.gz"), ImageFixture.gzip(tar))),
        "a.tar.gz");
    assertThree(ImageWalk.of(ImageFixture.tar(Map.of("x/a.tar", tar))), "a.tar!/x/a.tar");
  }

  @Test
  void letsOthersTakeLayersOfAFile() throws IOException {
    Path file = Files.write(temp.resolve("a.tar"), three().docker("app:1").tar());
    List<Object> forked = new ArrayList<>();
    ImageWalk walk =
        new ImageWalk() {
          @Override
          public void fork(Task task) {
            forked.add(task);
          }
        };
    new TarUnpacker().unpack(inFile(file), walk.meter, walk);
    assertThat(forked).hasSize(3);
    for (Object task : forked) {
      ((dev.assay.model.ContentSink.Task) task).run();
    }
    assertThree(walk, "a.tar");
  }

  private static Content inFile(Path file) {
    return new Content() {
      @Override
      public Provenance provenance() {
        return new Provenance.File("a.tar");
      }

      @Override
      public long size() {
        return -1;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public SeekableByteChannel seekable() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
      }
    };
  }

  @Test
  void saysWhenASizeLies() {
    for (boolean config : List.of(true, false)) {
      ImageFixture image = three().oci(true);
      image.files.replaceAll(
          (name, bytes) -> {
            String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            int at = config ? text.indexOf("\"config\":{") : -1;
            if (!config && name.equals("index.json")) {
              at = 0;
            }
            return at < 0 || !text.contains("\"size\":")
                ? bytes
                : ImageFixture.bytes(
                    text.substring(0, at)
                        + text.substring(at).replaceFirst("\"size\":", "\"size\":9"));
          });
      ImageWalk walk = ImageWalk.of(image.tar());
      assertThat(walk.problems)
          .filteredOn(problem -> problem.detail().contains("bytes, and it has"))
          // A manifest that says another size has another one itself.
          .hasSize(config ? 2 : 1)
          .allMatch(problem -> problem.path().contains("blobs/sha256/"));
    }
  }

  @Test
  void saysWhenADigestLies() {
    ImageFixture blob = three().oci(true);
    String first = new ArrayList<>(blob.files.keySet()).get(1);
    blob.files.put(first, ImageFixture.gzip(ImageFixture.tar(Map.of("x", new byte[3]))));
    ImageWalk walk = ImageWalk.of(blob.tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.problems).allMatch(problem -> problem.path().equals("a.tar!/layer 1"));
    assertThat(walk.problems.toString())
        .contains("its blob has the digest sha256:")
        .contains("what it unpacks to has the digest sha256:")
        .contains("bytes, and it has");
    assertThat(walk.contents).containsKey("a.tar!/layer 1!/x");

    ImageFixture config = three().docker("app:1");
    config.files.computeIfPresent(
        config.files.keySet().stream().filter(n -> n.endsWith(".json")).findFirst().orElseThrow(),
        (name, bytes) -> Arrays.copyOf(bytes, bytes.length + 1));
    // A blank behind a document changes nothing but its digest.
    config.files.replaceAll(
        (name, bytes) -> {
          if (bytes.length > 0 && bytes[bytes.length - 1] == 0 && name.endsWith(".json")) {
            bytes[bytes.length - 1] = ' ';
          }
          return bytes;
        });
    assertThat(ImageWalk.of(config.tar()).kinds()).containsExactly(Problem.Kind.CORRUPT);
  }

  @Test
  void saysWhichLayerIsMissing() {
    ImageFixture image = three().oci(true);
    image.files.remove(new ArrayList<>(image.files.keySet()).get(2));
    ImageWalk walk = ImageWalk.of(image.tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.OBJECT_MISSING);
    assertThat(walk.problems.get(0).path()).isEqualTo("a.tar!/layer 2");
    assertThat(walk.text("a.tar!/layer 1!/app/.env")).isEqualTo(SECRET);
    assertThat(walk.text("a.tar!/layer 3!/app/keep")).isEqualTo("other");

    ImageFixture foreign = three();
    String manifest =
        foreign.blob(
            "application/vnd.oci.image.manifest.v1+json",
            ImageFixture.bytes(
                "{\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.nondistributable.v1"
                    + ".tar+gzip\",\"digest\":\"sha256:"
                    + "0".repeat(64)
                    + "\",\"urls\":[\"https://example.com/layer\"]}]}"));
    walk = ImageWalk.of(foreign.index(manifest).tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.OBJECT_MISSING);
    assertThat(walk.problems.toString()).contains("kept elsewhere");
  }

  @Test
  void scansBlobsThatNoManifestNames() {
    ImageFixture image = three().oci(true);
    image.blob("", ImageFixture.gzip(ImageFixture.tar(Map.of("hidden", new byte[] {'h', 'i'}))));
    ImageWalk walk = ImageWalk.of(image.tar());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).hasSize(1);
    assertThat(walk.notices.get(0)).contains("1 blob that no image names");
    assertThat(walk.order).anyMatch(path -> path.endsWith("!/hidden"));
  }

  @Test
  void scansAllWhenItsDocumentsAreMalformed() {
    for (String name : List.of("index.json", "manifest.json")) {
      ImageFixture image = name.startsWith("i") ? three().oci(true) : three().docker("app:1");
      image.files.put(name, ImageFixture.bytes("{\"manifests\": [" + "[".repeat(100)));
      ImageWalk walk = ImageWalk.of(image.tar());
      assertThat(walk.kinds()).as(name).containsExactly(Problem.Kind.MALFORMED);
      assertThat(walk.problems.get(0).path()).isEqualTo("a.tar!/" + name);
      assertThat(walk.contents.values())
          .as(name)
          .anyMatch(bytes -> Arrays.equals(bytes, ImageFixture.bytes(SECRET)));
    }
  }

  @Test
  void takesOrdinaryArchivesForWhatTheyAre() {
    for (String document : List.of("{\"name\":\"an extension\"}", "[1]", "no JSON")) {
      ImageWalk walk =
          ImageWalk.of(
              ImageFixture.tar(
                  new TreeMap<>(
                      Map.of(
                          "manifest.json", ImageFixture.bytes(document),
                          "index.json", ImageFixture.bytes("[]"),
                          "x.js", new byte[1]))));
      assertThat(walk.problems).isEmpty();
      assertThat(walk.notices).isEmpty();
      assertThat(walk.order)
          .containsExactly("a.tar", "a.tar!/index.json", "a.tar!/manifest.json", "a.tar!/x.js");
    }
  }

  /** An ordinary archive that passes once is not copied. */
  @Test
  void scansWhatPassesAtOnce() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("package/first", ImageFixture.bytes("planted"));
    files.put("package/large", new byte[1 << 20]);
    InputStream all = new ByteArrayInputStream(ImageFixture.tar(files));
    ImageWalk walk =
        new ImageWalk() {
          @Override
          public void accept(Content content) {
            super.accept(content);
            if (content.provenance().path().endsWith("first")) {
              try {
                assertThat(all.available()).isGreaterThan(900_000);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }
          }
        };
    Content once =
        new Content() {
          @Override
          public Provenance provenance() {
            return new Provenance.File("a.tar");
          }

          @Override
          public long size() {
            return -1;
          }

          @Override
          public InputStream open() {
            return all;
          }
        };
    new TarUnpacker().unpack(once, walk.meter, walk);
    assertThat(walk.order).hasSize(2);
  }

  @Test
  void endsWhereIndexesNameEachOther() {
    ImageFixture image = three();
    String self = "sha256:" + "a".repeat(64);
    String loop = "{\"digest\":\"" + self + "\"}";
    image.files.put(
        "blobs/sha256/" + "a".repeat(64),
        ImageFixture.bytes(
            "{\"manifests\":[" + String.join(",", loop, loop, image.manifest(true)) + "]}"));
    ImageWalk walk = ImageWalk.of(image.index(loop, loop).tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT); // its digest
    assertThat(walk.text("a.tar!/layer 1!/app/.env")).isEqualTo(SECRET);
  }

  @Test
  void scansALayerOnceHoweverOftenItIsNamed() {
    ImageFixture image = new ImageFixture();
    byte[] tar = ImageFixture.tar(Map.of("x", ImageFixture.bytes(SECRET)));
    for (int i = 0; i < 10_000; i++) {
      image.rawLayer("step " + i, tar);
    }
    ImageWalk walk = ImageWalk.of(image.oci(true).tar());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order.stream().filter(path -> path.endsWith("!/x"))).hasSize(1);
    assertThat(walk.layers).hasSize(1);
    assertThat(walk.layers.get("a.tar!/layer 1").uses()).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void endsWithManyManifests() {
    ImageFixture image = three();
    String[] descriptors = new String[3_000];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = image.blob("", ImageFixture.bytes("{\"layers\":[], \"n\":" + i + "}"));
    }
    descriptors[0] = image.manifest(true);
    ImageWalk walk = ImageWalk.of(image.index(descriptors).tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.text("a.tar!/layer 1!/app/.env")).isEqualTo(SECRET);
  }

  @Test
  void opensNothingOutside() {
    ImageFixture image = three().docker("app:1");
    image.files.put(
        "manifest.json",
        ImageFixture.bytes(
            "[{\"Config\":\"../../../etc/passwd\",\"Layers\":[\"/etc/hosts\","
                + "\"../x/layer.tar\",\"a\\u0000b\"]}]"));
    ImageWalk walk = ImageWalk.of(image.tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.OBJECT_MISSING);
    assertThat(walk.problems).hasSize(4);
    assertThat(walk.contents.values())
        .anyMatch(bytes -> Arrays.equals(bytes, ImageFixture.bytes(SECRET)));
  }

  @Test
  void followsLinksToLayers() {
    Map<String, byte[]> files = new LinkedHashMap<>(three().docker("app:1").files);
    String layer =
        files.keySet().stream()
            .filter(name -> name.endsWith("layer.tar"))
            .findFirst()
            .orElseThrow();
    String other = "f".repeat(64) + ".tar";
    files.put(other, files.remove(layer));
    files.put(layer + "@", ImageFixture.bytes("../" + other));
    ImageWalk walk = ImageWalk.of(ImageFixture.tar(files));
    assertThree(walk, "a.tar");
    files.put(layer + "@", ImageFixture.bytes("../" + layer));
    assertThat(ImageWalk.of(ImageFixture.tar(files)).kinds())
        .containsExactly(Problem.Kind.OBJECT_MISSING);
  }

  @Test
  void namesImagesThatLieTogether() {
    ImageFixture image = three();
    String one = image.manifest(true);
    String arm = one.replace("}", ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"}}");
    ImageFixture other = new ImageFixture().layer("COPY x", "x", "planted");
    String two = other.manifest(true);
    image.files.putAll(other.files);
    String amd = two.replace("}", ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}");
    ImageWalk walk = ImageWalk.of(image.index(arm, amd).tar());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.layers.keySet())
        .containsExactly(
            "a.tar!/layer 1 of linux-amd64",
            "a.tar!/layer 1 of linux-arm64",
            "a.tar!/layer 2 of linux-arm64",
            "a.tar!/layer 3 of linux-arm64");
    assertThat(walk.contents)
        .containsKeys(
            "a.tar!/[image config of linux-amd64]", "a.tar!/[image config of linux-arm64]");
  }

  @Test
  void scansAnEndlessConfigurationAsAFile() {
    ImageFixture image =
        three().run("{\"Env\":[\"A=" + "x".repeat(ImageFile.MOST_DOCUMENT) + "\"]}");
    ImageWalk walk = ImageWalk.of(image.oci(true).tar());
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.order).anyMatch(path -> path.startsWith("a.tar!/blobs/"));
    assertThat(walk.text("a.tar!/layer 1!/app/.env")).isEqualTo(SECRET);
  }

  @Test
  void standsAFloodOfWhiteouts() {
    Map<String, byte[]> marks = new LinkedHashMap<>();
    for (int i = 0; i < 100_000; i++) {
      marks.put("d/.wh." + i, new byte[0]);
    }
    marks.put("d/.wh.full", ImageFixture.bytes("planted in a mark"));
    marks.put(".wh.", ImageFixture.bytes("no mark"));
    ImageWalk walk =
        ImageWalk.of(three().rawLayer("RUN rm", ImageFixture.tar(marks)).oci(true).tar());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.layers.get("a.tar!/layer 4").deleted().size()).isEqualTo(100_001);
    assertThat(walk.text("a.tar!/layer 4!/d/.wh.full")).isEqualTo("planted in a mark");
    assertThat(walk.text("a.tar!/layer 4!/.wh.")).isEqualTo("no mark");
  }

  @Test
  void saysThatALayerIsEncrypted() {
    ImageFixture image = three();
    String layer =
        image.blob("application/vnd.oci.image.layer.v1.tar+gzip+encrypted", new byte[99]);
    String manifest = image.blob("", ImageFixture.bytes("{\"layers\":[" + layer + "]}"));
    assertThat(ImageWalk.of(image.index(manifest).tar()).kinds()).contains(Problem.Kind.ENCRYPTED);
  }

  @Test
  void saysThatALayerCantBeUnpacked() {
    byte[] tar = ImageFixture.tar(Map.of("x", new byte[100_000]));
    byte[] cut = ImageFixture.gzip(tar);
    cut = Arrays.copyOf(cut, cut.length / 2);
    ImageWalk walk = ImageWalk.of(three().rawLayer("COPY", cut).oci(false).tar());
    assertThat(walk.kinds()).isSubsetOf(Problem.Kind.TRUNCATED, Problem.Kind.CORRUPT);
    assertThat(walk.problems).isNotEmpty();
    assertThat(walk.text("a.tar!/layer 1!/app/.env")).isEqualTo(SECRET);
  }
}
