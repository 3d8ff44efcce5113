package dev.assay.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.source.git.ObjectFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexPathsTest {
  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An index as gitformat-index(5) says, without checksum. */
  private static byte[] index(int version, int hash, List<String> paths) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x44495243);
    out.writeInt(version);
    out.writeInt(paths.size());
    String before = "";
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      boolean extended = version > 2 && i % 3 == 0;
      out.write(new byte[40 + hash]);
      out.writeShort((extended ? 0x4000 : 0) | Math.min(0xFFF, path.length()));
      int length = 42 + hash;
      if (extended) {
        out.writeShort(0);
        length += 2;
      }
      if (version == 4) {
        int common = 0;
        while (common < Math.min(path.length(), before.length())
            && path.charAt(common) == before.charAt(common)) {
          common++;
        }
        int strip = before.length() - common;
        if (strip >= 128) {
          out.write(0x80 | ((strip >> 7) - 1));
        }
        out.write(strip & 0x7F);
        out.write(utf8(path.substring(common)));
        out.write(0);
      } else {
        out.write(utf8(path));
        length += path.length();
        out.write(new byte[8 - length % 8]);
      }
      before = path;
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({"2, SHA1", "3, SHA1", "4, SHA1", "2, SHA256", "4, SHA256"})
  void knowsWhatIsTracked(int version, ObjectFormat format) throws IOException {
    Random random = new Random(version);
    TreeSet<String> paths = new TreeSet<>(List.of("a.txt", "a/b", "a/b-c", "a0", "dir3/sub1/x"));
    paths.add("z".repeat(300));
    for (int i = 0; i < 500; i++) {
      paths.add("dir" + random.nextInt(20) + "/sub" + random.nextInt(9) + "/file" + i);
    }
    Path file =
        Files.write(
            folder.resolve("index"), index(version, format.rawLength(), List.copyOf(paths)));

    IndexPaths index = IndexPaths.read(file, format);

    assertThat(index.size()).isEqualTo(paths.size());
    for (String path : paths) {
      assertThat(index.holds(utf8(path))).as(path).isTrue();
    }
    for (String path : List.of("", "a", "a.tx", "a/b/", "a/c", "zz", "dir3", "dir3/sub1")) {
      assertThat(index.holds(utf8(path))).as(path).isFalse();
    }
    assertThat(index.holdsUnder(utf8("a/"))).isTrue();
    assertThat(index.holdsUnder(utf8("dir3/sub1/"))).isTrue();
    assertThat(index.holdsUnder(utf8("a.txt/"))).isFalse();
    assertThat(index.holdsUnder(utf8("b/"))).isFalse();
  }

  @Test
  void refusesWhatIsNoIndex() throws IOException {
    byte[] good = index(2, 20, List.of("a", "b"));
    for (int length = 0; length < good.length - 8; length += 7) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(good, length));

      assertThatThrownBy(() -> IndexPaths.read(cut, ObjectFormat.SHA1))
          .isInstanceOf(IOException.class);
    }
    Path other = Files.writeString(folder.resolve("other"), "something else, quite long");
    assertThatThrownBy(() -> IndexPaths.read(other, ObjectFormat.SHA1))
        .hasMessage("it doesn't begin as a git index");
  }

  @Test
  void tracksNothingWithoutAnIndex() throws IOException {
    IndexPaths none = IndexPaths.read(folder.resolve("missing"), ObjectFormat.SHA1);

    assertThat(none.size()).isZero();
    assertThat(none.holdsUnder(new byte[0])).isFalse();
  }
}
