package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.BudgetMeter;
import dev.assay.unpack.Packers;
import dev.assay.unpack.Unpacker;
import dev.assay.unpack.Unpackers;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What detectors see of the bytes of large containers, while these are unpacked. */
class ContainerBytesTest {
  private static final int LARGE = 7 << 20;

  @TempDir private Path folder;

  /** By path: the digest of all that was seen, or what was wrong with it. */
  private final Map<String, String> digests = new ConcurrentHashMap<>();

  /** By path: windows that were seen. */
  private final Map<String, Integer> windows = new ConcurrentHashMap<>();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** As one that hashes every file: with scratch, one pass after the other. */
  private final class Hashing implements Detector {
    @Override
    public boolean raw() {
      return true;
    }

    @Override
    public boolean needsWholeBytes() {
      return true;
    }

    @Override
    public Worker worker() {
      MessageDigest digest = sha256();
      return (content, out) -> {
        digest.reset();
        return new Pass() {
          private long seen;
          private boolean ended;

          @Override
          public void window(Window window) {
            assertThat(window.first()).isEqualTo(seen == 0);
            assertThat(window.base() + window.ownBegin()).isEqualTo(seen);
            seen += window.ownEnd() - window.ownBegin();
            digest.update(window.bytes(), window.ownBegin(), window.ownEnd() - window.ownBegin());
            ended = window.last();
          }

          @Override
          public void end() {
            String sum = HexFormat.of().formatHex(digest.digest());
            String before = digests.put(content.provenance().path(), ended ? sum : "broke off");
            assertThat(before).isNull();
          }
        };
      };
    }
  }

  /** As one that knows files by how they begin. */
  private final class Heads implements Detector {
    @Override
    public boolean raw() {
      return true;
    }

    @Override
    public Worker worker() {
      return (content, out) ->
          new Pass() {
            @Override
            public void window(Window window) {
              windows.merge(content.provenance().path(), 1, Integer::sum);
            }

            @Override
            public void end() {}
          };
    }
  }

  private ScanResult scan(Path file, List<Unpacker> unpackers, Detector... more) {
    return Scans.scanner(unpackers, List.of(more))
        .scan(
            List.of(new ScanTarget.Tree(file.toString())),
            Scans.config(1),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static byte[] noise() {
    byte[] noise = new byte[LARGE];
    new Random(1).nextBytes(noise);
    byte[] token = (" " + TokenDetector.token(1) + " ").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(token, 0, noise, LARGE - 100, token.length);
    return noise;
  }

  private Path packed(byte[] inner, String name) throws IOException {
    byte[] outer = Packers.all().get("npm.tgz").pack(name, inner);
    return Files.write(folder.resolve("a.tgz"), outer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu.tar", "npm.tgz", "a.tar.xz", "a.tar.zst", "a.jar", "a.deb"})
  void allOfContainersIsSeenOnce(String format) throws IOException {
    byte[] inner = Packers.all().get(format).pack("x.bin", noise());
    Path file = packed(inner, format);

    ScanResult result = scan(file, Unpackers.all(), new Hashing(), new Heads());

    assertThat(result.problems()).isEmpty();
    assertThat(result.findings()).hasSize(1);
    String place = "a.tgz!/package/" + format;
    assertThat(digests)
        .containsEntry("a.tgz", sha256(Files.readAllBytes(file)))
        .containsEntry(place, sha256(inner));
    assertThat(digests).containsValue(sha256(noise()));
    assertThat(windows).containsEntry("a.tgz", 1).containsEntry(place, 1);
  }

  @Test
  void whatBreaksOffIsNotHashed() throws IOException {
    byte[] inner = Packers.all().get("npm.tgz").pack("x.bin", noise());
    Path file = packed(Arrays.copyOf(inner, inner.length - 1000), "npm.tgz");
    byte[] whole = Files.readAllBytes(file);
    scan(file, Unpackers.all(), new Hashing());
    // The inner one is broken, and is that file; it is read to its end all the same.
    assertThat(digests)
        .containsEntry("a.tgz!/package/npm.tgz", sha256(Arrays.copyOf(inner, inner.length - 1000)));

    digests.clear();
    Files.write(file, Arrays.copyOf(whole, whole.length - (1 << 20)));
    ScanResult result = scan(file, Unpackers.all(), new Hashing());
    assertThat(result.problems()).extracting(Problem::kind).contains(Problem.Kind.TRUNCATED);
    assertThat(digests)
        .containsEntry("a.tgz", sha256(Files.readAllBytes(file)))
        .containsEntry("a.tgz!/package/npm.tgz", "broke off");
  }

  /** In a stream, too, where it can be read only once. */
  @Test
  void whatOnlyBeginsAsAContainerIsText() throws IOException {
    byte[] text = noise();
    byte[] mark = "BZh91AY&SY".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mark, 0, text, 0, mark.length);
    Path file = packed(text, "notes");

    ScanResult result = scan(file, Unpackers.all(), new Hashing(), new Heads());

    assertThat(result.problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactly(tuple(Problem.Kind.CORRUPT, "a.tgz!/package/notes"));
    assertThat(result.findings()).hasSize(1);
    assertThat(digests).containsEntry("a.tgz!/package/notes", sha256(text));
    assertThat(windows).containsEntry("a.tgz!/package/notes", 1);
  }

  @Test
  void aDetectorThatFailsIsToldAndTheOthersGoOn() throws IOException {
    byte[] inner = Packers.all().get("npm.tgz").pack("x.bin", noise());
    Path file = packed(inner, "npm.tgz");
    Detector failing =
        new Detector() {
          @Override
          public boolean raw() {
            return true;
          }

          @Override
          public boolean needsWholeBytes() {
            return true;
          }

          @Override
          public Worker worker() {
            return (content, out) ->
                new Pass() {
                  @Override
                  public void window(Window window) {
                    if (!window.first()) {
                      throw new IllegalStateException("on purpose");
                    }
                  }

                  @Override
                  public void end() {}
                };
          }
        };
    ScanResult result = scan(file, Unpackers.all(), failing, new Hashing());
    assertThat(result.problems()).isNotEmpty();
    assertThat(result.problems()).extracting(Problem::kind).containsOnly(Problem.Kind.INTERNAL);
    assertThat(result.findings()).hasSize(1);
    assertThat(digests).containsEntry("a.tgz!/package/npm.tgz", sha256(inner));
  }

  /** Holds one entry, which can be read once. */
  private static final class Once implements Unpacker {
    private final byte[] bytes;
    private final boolean layer;
    final AtomicInteger opened = new AtomicInteger();
    final AtomicLong read = new AtomicLong();

    Once(byte[] bytes, boolean layer) {
      this.bytes = bytes;
      this.layer = layer;
    }

    @Override
    public String format() {
      return "once";
    }

    @Override
    public boolean recognises(ByteSlice head) {
      return head.length() == 4 && head.array()[head.offset()] == '@';
    }

    @Override
    public void unpack(Content container, BudgetMeter meter, ContentSink sink) {
      Provenance place = new Provenance.Entry(container.provenance(), "in.tar", layer);
      sink.accept(
          new Content() {
            @Override
            public Provenance provenance() {
              return place;
            }

            @Override
            public long size() {
              return -1;
            }

            @Override
            public InputStream open() throws IOException {
              if (opened.incrementAndGet() > 1) {
                throw new IOException("it can be read only once");
              }
              return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                  int count = super.read(target, offset, length);
                  read.addAndGet(Math.max(count, 0));
                  return count;
                }
              };
            }
          });
    }
  }

  /** Neither to memory nor to a file: what is in it is looked at while it is read. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsCopiedOrReadTwice(boolean layer) throws IOException {
    byte[] tar = Packers.all().get("gnu.tar").pack("x.bin", noise());
    byte[] other = Packers.all().get("gnu.tar").pack("y.bin", noise());
    byte[] two = Arrays.copyOf(tar, tar.length - 1024 + other.length); // without its end
    System.arraycopy(other, 0, two, tar.length - 1024, other.length);
    Once once = new Once(two, layer);
    List<Unpacker> unpackers = new ArrayList<>(Unpackers.all());
    unpackers.add(once);
    AtomicLong atFirst = new AtomicLong();
    Detector watching =
        new Detector() {
          @Override
          public Worker worker() {
            return (content, out) -> {
              if (content.provenance().innerPath().endsWith("x.bin")) {
                atFirst.compareAndSet(0, once.read.get());
              }
              return Pass.NONE;
            };
          }
        };
    Path file = Files.writeString(folder.resolve("box"), "@box");

    ScanResult result = scan(file, unpackers, new Hashing(), new Heads(), watching);

    assertThat(result.problems()).isEmpty();
    assertThat(result.findings()).hasSize(2);
    assertThat(once.opened).hasValue(1);
    assertThat(atFirst.get()).isBetween(1L, (long) tar.length);
    assertThat(digests).containsValue(sha256(two));
  }
}
