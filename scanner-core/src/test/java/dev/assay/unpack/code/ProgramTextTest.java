package dev.assay.unpack.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTextTest {

  private static RandomBytes file(byte[] bytes) {
    return new RandomBytes() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(long position, byte[] into, int at, int length) {
        if (position < 0 || position >= bytes.length) {
          return 0;
        }
        int count = (int) Math.min(length, bytes.length - position);
        System.arraycopy(bytes, (int) position, into, at, count);
        return count;
      }
    };
  }

  private static String literals(byte[] bytes) throws IOException {
    ProgramText text = ProgramText.of(file(bytes));
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < text.programs(); i++) {
      try (InputStream in = text.literals(i)) {
        all.append(new String(in.readNBytes(1 << 22), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static String wide(byte[] bytes) throws IOException {
    try (InputStream in = ProgramText.of(file(bytes)).wide()) {
      return new String(in.readNBytes(1 << 22), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lea", "adrp", "pairs", "rela"})
  void tellsLiteralsApart(String way) throws IOException {
    byte[] elf = ElfFile.of(way, "first-literal", "second-literal", "tiny", "last-literal");
    assertThat(ProgramText.recognises(elf, 0, elf.length)).isTrue();
    assertThat(literals(elf)).isEqualTo("first-literal\nsecond-literal\nlast-literal\n");
    assertThat(ProgramText.of(file(elf)).overlay()).isEqualTo(elf.length);
  }

  @Test
  void followsChainedFixups() throws IOException {
    byte[] mach = ElfFile.mach("first-literal", "second-literal", "third-literal");
    assertThat(ProgramText.recognises(mach, 0, mach.length)).isTrue();
    assertThat(literals(mach)).isEqualTo("first-literal\nsecond-literal\nthird-literal\n");
  }

  @Test
  void readsEachPartOfAFatFile() throws IOException {
    byte[] mach = ElfFile.mach("first-literal", "second-literal");
    byte[] fat = new byte[0x1000 + mach.length];
    byte[] head = {
      (byte) 0xCA,
      (byte) 0xFE,
      (byte) 0xBA,
      (byte) 0xBE,
      0,
      0,
      0,
      1,
      1,
      0,
      0,
      12,
      0,
      0,
      0,
      0,
      0,
      0,
      0x10,
      0
    };
    System.arraycopy(head, 0, fat, 0, head.length);
    System.arraycopy(mach, 0, fat, 0x1000, mach.length);
    assertThat(ProgramText.recognises(fat, 0, fat.length)).isTrue();
    assertThat(ClassText.recognises(fat, 0, fat.length)).isFalse();
    assertThat(literals(fat)).isEqualTo("first-literal\nsecond-literal\n");
  }

  /** What stands between NULs is a word in the file itself. */
  @Test
  void leavesOutWhatStandsAlone() throws IOException {
    assertThat(literals(ElfFile.of("lea", "first-literal\0", "second-literal\0"))).isEmpty();
  }

  @Test
  void readsLiteralsLongerThanAnyBuffer() throws IOException {
    String longest = "0123456789".repeat(30_000);
    assertThat(literals(ElfFile.of("pairs", "first-literal", longest, "last-literal")))
        .isEqualTo("first-literal\n" + longest + "\nlast-literal\n");
  }

  @Test
  void readsUtf16AtAnyOffset() throws IOException {
    byte[] wide = "wide-literal\0other-literal".getBytes(StandardCharsets.UTF_16LE);
    byte[] section = new byte[wide.length + 41];
    Arrays.fill(section, (byte) 0xC3);
    System.arraycopy(wide, 0, section, 37, wide.length);
    byte[] windows = ElfFile.windows(section);
    assertThat(ProgramText.recognises(windows, 0, windows.length)).isTrue();
    assertThat(wide(windows)).isEqualTo("wide-literal\nother-literal\n");
    byte[] far = new byte[3 * CodeWindow.SIZE];
    for (int at = CodeWindow.SIZE - 0x400 - 40; at < CodeWindow.SIZE - 0x400 + 3; at++) {
      Arrays.fill(far, (byte) 0xC3);
      System.arraycopy(wide, 0, far, at, wide.length);
      assertThat(wide(ElfFile.windows(far)))
          .as("at %d", at)
          .isEqualTo("wide-literal\nother-literal\n");
    }
  }

  /** Where a string's length stands before it, of 33 to 126 characters, it looks like one. */
  @Test
  void leavesLengthsOfResourcesOut() throws IOException {
    String one = "a".repeat(48);
    String two = "b".repeat(65);
    byte[] section = ((char) 48 + one + (char) 65 + two).getBytes(StandardCharsets.UTF_16LE);
    assertThat(wide(ElfFile.windows(section))).isEqualTo(one + "\n" + two + "\n");
  }

  @Test
  void knowsWhatStandsBehindAProgram() throws IOException {
    for (byte[] program :
        new byte[][] {
          ElfFile.of("lea", "first-literal"),
          ElfFile.windows(new byte[64]),
          ElfFile.mach("first-literal")
        }) {
      ProgramText text = ProgramText.of(file(Arrays.copyOf(program, program.length + 100)));
      assertThat(text.overlay()).isEqualTo(program.length);
      assertThat(text.overlayEnd()).isEqualTo(program.length + 100);
    }
  }

  @Test
  void standsAnyDamage() throws IOException {
    Random random = new Random(11);
    for (byte[] program :
        new byte[][] {
          ElfFile.of("rela", "first-literal", "second-literal"),
          ElfFile.of("lea", "first-literal", "second-literal"),
          ElfFile.windows("wide-literal".getBytes(StandardCharsets.UTF_16LE)),
          ElfFile.mach("first-literal", "second-literal")
        }) {
      for (int length = 0; length < program.length; length++) {
        bounded(Arrays.copyOf(program, length));
      }
      for (int round = 0; round < 3_000; round++) {
        byte[] flipped = program.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          flipped[random.nextInt(round % 2 == 0 ? flipped.length : 256)] =
              (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(256));
        }
        bounded(flipped);
      }
    }
  }

  private static void bounded(byte[] bytes) throws IOException {
    ProgramText.recognises(bytes, 0, bytes.length);
    assertThat(literals(bytes).length()).isLessThan(200_000);
    assertThat(wide(bytes).length()).isLessThan(200_000);
    ProgramText text = ProgramText.of(file(bytes));
    assertThat(text.overlay()).isBetween(0L, (long) bytes.length);
    assertThat(text.overlayEnd()).isBetween(text.overlay(), (long) bytes.length);
  }

  @Test
  void keepsAMillionMarks() {
    Marks marks = new Marks();
    for (int round = 0; round < 3; round++) {
      for (long i = 0; i < 2_000_000; i++) {
        marks.add(i * 3 % 1_500_007);
      }
    }
    marks.settle();
    assertThat(marks.count()).isBetween(Marks.MOST / 2, Marks.MOST);
    assertThat(marks.full()).isTrue();
    Marks few = new Marks();
    for (int i = 0; i < 5_000_000; i++) {
      few.add(i % 300);
    }
    few.settle();
    assertThat(few.count()).isEqualTo(300);
    assertThat(few.full()).isFalse();
    assertThat(few.at(few.from(299))).isEqualTo(299);
    assertThat(few.at(few.from(300))).isEqualTo(Long.MAX_VALUE);
  }
}
