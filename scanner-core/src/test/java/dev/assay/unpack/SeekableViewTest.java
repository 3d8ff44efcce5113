package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SeekableViewTest {

  private static final int LARGE = SeekableView.HEAP_LIMIT + 100_000;

  @TempDir Path folder;

  @AfterEach
  void leavesNothingBehind() {
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void readsAnywhere() throws IOException {
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    byte[] shifted = new byte[LARGE + 5];
    System.arraycopy(bytes, 0, shifted, 5, LARGE);
    Provenance place = new Provenance.File("x");
    List<Content> contents =
        List.of(
            new BytesContent(place, new ByteSlice(shifted, 5, LARGE), null),
            streamed(place, bytes, LARGE, null),
            streamed(place, bytes, 1_000, null));
    for (Content content : contents) {
      int size = content.size() == 1_000 ? 1_000 : LARGE;
      try (SeekableView view = SeekableView.of(content, folder)) {
        assertThat(view.fault()).isNull();
        assertThat(view.size()).isEqualTo(size);
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
          int at = random.nextInt(size);
          int length = random.nextInt(Math.min(70_000, size - at + 1));
          byte[] expected = Arrays.copyOfRange(bytes, at, at + length);
          assertThat(view.bytes(at, length)).isEqualTo(expected);
          try (InputStream in = view.stream(at, length)) {
            assertThat(in.readNBytes(length + 1)).isEqualTo(expected);
          }
        }
        assertThat(view.read(size, new byte[1], 0, 1)).isZero();
        assertThatThrownBy(() -> view.bytes(size - 1, 2)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> view.bytes(-1, 2)).isInstanceOf(EOFException.class);
      }
    }
  }

  /** What came before a fault is there, on the heap and in a file. */
  @Test
  void keepsWhatCameBeforeAFault() throws IOException {
    byte[] bytes = new byte[LARGE];
    new Random(3).nextBytes(bytes);
    for (int size : new int[] {500, LARGE - 5}) {
      ContentException fault = new ContentException(Problem.Kind.RATIO, "too much");
      Content broken = streamed(new Provenance.File("x"), bytes, size, fault);
      try (SeekableView view = SeekableView.of(broken, folder)) {
        assertThat(view.fault()).isSameAs(fault);
        assertThat(view.size()).isEqualTo(size);
        assertThat(view.bytes(size - 100, 100))
            .isEqualTo(Arrays.copyOfRange(bytes, size - 100, size));
      }
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void hasNoNameInTheFileSystem() throws IOException {
    Content large = streamed(new Provenance.File("x"), new byte[LARGE], LARGE, null);
    try (SeekableView view = SeekableView.of(large, folder)) {
      assertThat(view.size()).isEqualTo(LARGE);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void failsWithoutAFolder() {
    Content large = streamed(new Provenance.File("x"), new byte[LARGE], LARGE, null);
    assertThatThrownBy(() -> SeekableView.of(large, folder.resolve("missing")))
        .isInstanceOf(IOException.class);
  }

  /** Sixteen levels of nesting, all open at once, stay within a small heap. */
  @Test
  void holdsLessOnTheHeapTheDeeperItIs() throws IOException {
    byte[] bytes = new byte[SeekableView.HEAP_LIMIT];
    Provenance place = new Provenance.File("x");
    List<SeekableView> open = new ArrayList<>();
    long held = 0;
    try {
      for (int level = 0; level < 16; level++) {
        SeekableView view = SeekableView.of(streamed(place, bytes, bytes.length, null), folder);
        open.add(view);
        held += view.heapBytes();
        place = new Provenance.Entry(place, "x");
      }
      assertThat(held).isLessThan(3L * SeekableView.HEAP_LIMIT + (1 << 20));
    } finally {
      for (SeekableView view : open) {
        view.close();
      }
    }
  }

  private static Content streamed(
      Provenance place, byte[] bytes, int size, @Nullable IOException fault) {
    return new Content() {
      @Override
      public Provenance provenance() {
        return place;
      }

      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return new InputStream() {
          private int at;

          @Override
          public int read() {
            throw new AssertionError("byte by byte");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (at == size) {
              if (fault != null) {
                throw fault;
              }
              return -1;
            }
            int count = Math.min(Math.min(length, 8_191), size - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
          }
        };
      }
    };
  }
}
