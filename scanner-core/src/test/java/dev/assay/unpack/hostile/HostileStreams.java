package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.packed;
import static dev.assay.unpack.hostile.Bytes.token;
import static dev.assay.unpack.hostile.Bytes.utf8;

import dev.assay.model.Problem.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** gzip. */
final class HostileStreams {

  private HostileStreams() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of(
            "gzip-bomb", 0, () -> Bytes.zeros(300 << 20, GZIPOutputStream::new), Kind.RATIO),
        HostileArchive.of("gzip-of-itself", 0, Quines::gzip, Kind.TOO_DEEP),
        HostileArchive.of("gzip-bomb-in-a-bomb", 0, HostileStreams::bombInBomb, Kind.RATIO),
        HostileArchive.of("gzip-nested-forty-deep", 0, () -> nested(40), Kind.TOO_DEEP),
        HostileArchive.of("gzip-cut", 1, HostileStreams::cut, Kind.TRUNCATED),
        HostileArchive.of("gzip-wrong-checksum", 1, () -> changed(-8), Kind.CORRUPT),
        HostileArchive.of("gzip-wrong-length", 1, () -> changed(-4), Kind.CORRUPT),
        HostileArchive.of("gzip-fifty-thousand-members", 1, HostileStreams::members),
        HostileArchive.of("gzip-name-of-megabytes", 1, HostileStreams::longName, Kind.TOO_LARGE),
        HostileArchive.of("gzip-data-behind", 2, () -> join(gzip(token(1)), token(2))),
        HostileArchive.of("gzip-padded", 1, () -> Arrays.copyOf(gzip(token(1)), 100_000)));
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    return packed(bytes, GZIPOutputStream::new);
  }

  private static byte[] bombInBomb() throws IOException {
    return gzip(gzip(Bytes.zeros(300 << 20, GZIPOutputStream::new)));
  }

  private static byte[] nested(int levels) throws IOException {
    byte[] bytes = token(1);
    for (int i = 0; i < levels; i++) {
      bytes = gzip(bytes);
    }
    return bytes;
  }

  private static byte[] cut() throws IOException {
    byte[] noise = new byte[50_000];
    new java.util.Random(1).nextBytes(noise);
    byte[] whole = gzip(join(token(1), noise));
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] changed(int fromEnd) throws IOException {
    byte[] whole = gzip(token(1));
    whole[whole.length + fromEnd]++;
    return whole;
  }

  private static byte[] members() throws IOException {
    return join(Bytes.repeat(gzip(utf8("")), 50_000), gzip(token(1)));
  }

  private static byte[] longName() throws IOException {
    byte[] plain = gzip(token(1));
    plain[3] = 8;
    byte[] name = new byte[(3 << 20) + 1];
    Arrays.fill(name, 0, name.length - 1, (byte) 'n');
    return join(Arrays.copyOf(plain, 10), name, Arrays.copyOfRange(plain, 10, plain.length));
  }
}
