package dev.assay.unpack.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where literals begin that stand side by side with nothing between them, as Go and Rust lay
 * them out: wherever instructions or data refer to. That a pointer is followed by a length that
 * fits tells the end as well.
 */
final class Literals {

  /** Bytes of the longest literal whose end is believed. */
  private static final long LONGEST = 1 << 24;

  private final RandomBytes file;
  private final Program program;
  private final CodeWindow in;
  final Marks marks = new Marks();
  private final List<Program.Section> texts = new ArrayList<>();
  private long lowest = Long.MAX_VALUE;
  private long highest;

  private Literals(RandomBytes file, Program program) {
    this.file = file;
    this.program = program;
    in = new CodeWindow(file, program.little);
  }

  /** Those of {@code program}. */
  static Literals of(RandomBytes file, Program program) throws IOException {
    Literals literals = new Literals(file, program);
    literals.find();
    return literals;
  }

  /** The sections that hold literals, by offset. */
  List<Program.Section> texts() {
    return texts;
  }

  private void find() throws IOException {
    for (Program.Section section : program.sections) {
      String name = section.name();
      boolean tables =
          name.startsWith(".eh_frame")
              || name.startsWith(".gcc_except")
              || name.startsWith(".note")
              || name.startsWith("__unwind")
              || name.startsWith("__eh_frame")
              || name.startsWith("__stub")
              || name.endsWith("gopclntab");
      boolean code = section.code() && !name.isEmpty();
      if (section.constant() && !code && !tables) {
        texts.add(section);
        lowest = Math.min(lowest, section.address());
        highest = Math.max(highest, section.address() + section.size());
      }
    }
    texts.sort((a, b) -> Long.compare(a.offset(), b.offset()));
    if (texts.isEmpty()) {
      return;
    }
    for (Program.Section section : program.sections) {
      marks.add(section.offset());
      if (section.address() == 0) {
        continue;
      }
      if (section.code()) {
        if (program.machine == Program.AMD64) {
          amd64(section);
        } else if (program.machine == Program.ARM64 && program.little) {
          arm64(section);
        }
      }
      if (!section.code() || section.name().isEmpty()) {
        words(section);
      }
    }
    for (Program.Relocations relocations : program.relocations) {
      relocations(relocations);
    }
    marks.settle();
  }

  /** Where in the file a literal at {@code address} stands; -1 if none can. */
  private long offset(long address) {
    if (address < lowest || address >= highest) {
      return -1;
    }
    for (Program.Section section : texts) {
      if (address >= section.address() && address - section.address() < section.size()) {
        return section.offset() + address - section.address();
      }
    }
    return -1;
  }

  /** How many of the {@code length} bytes at {@code offset} may be a literal; 0 if not all. */
  private boolean fits(long offset, long length) {
    if (length <= 0 || length > LONGEST) {
      return false;
    }
    for (Program.Section section : texts) {
      if (offset >= section.offset() && offset < section.offset() + section.size()) {
        return length <= section.offset() + section.size() - offset;
      }
    }
    return false;
  }

  private void pair(long address, long length) {
    long offset = offset(address);
    if (offset >= 0 && fits(offset, length)) {
      marks.add(offset);
      marks.add(offset + length);
    }
  }

  /** Pointers in data, plain or as dyld and the loader keep them until they are applied. */
  private void words(Program.Section section) throws IOException {
    int word = program.wordSize;
    byte[] buffer = new byte[CodeWindow.SIZE];
    long first = (-section.address() & (word - 1)) + section.offset();
    long end = section.offset() + section.size();
    for (long at = first; at < end; at += buffer.length - word) {
      int length = file.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
      for (int i = 0; i + 2 * word <= length; i += word) {
        long value = number(buffer, i, word);
        if (value == 0) {
          continue;
        }
        if (value >= lowest && value < highest) {
          pair(value, number(buffer, i + word, word));
        } else if (word == 8 && value > 0 && program.base != 0) {
          long low = value & 0xFFFFFFFFFL; // a chained fixup: what is next stands above
          pair(low >= program.base ? low : program.base + low, number(buffer, i + word, word));
        }
      }
    }
  }

  private long number(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | (bytes[at + (program.little ? count - 1 - i : i)] & 0xFF);
    }
    return value;
  }

  /** {@code lea register, [rip + distance]}. */
  private void amd64(Program.Section section) throws IOException {
    byte[] buffer = new byte[CodeWindow.SIZE];
    long end = section.offset() + section.size();
    for (long at = section.offset(); at < end; at += buffer.length - 7) {
      int length = file.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
      for (int i = 1; i + 6 <= length; i++) {
        if (buffer[i] == (byte) 0x8D
            && (buffer[i + 1] & 0xC7) == 0x05
            && (buffer[i - 1] & 0xFB) == 0x48) {
          int distance = (int) number(buffer, i + 2, 4);
          long next = section.address() + (at - section.offset()) + i + 6;
          mark(next + distance);
        }
      }
    }
  }

  private void mark(long address) {
    long offset = offset(address);
    if (offset >= 0) {
      marks.add(offset);
    }
  }

  /** {@code adrp register, page} and soon after {@code add register, register, rest}. */
  private void arm64(Program.Section section) throws IOException {
    byte[] buffer = new byte[CodeWindow.SIZE];
    long[] pages = new long[32];
    long end = section.offset() + section.size();
    for (long at = section.offset(); at < end; at += buffer.length) {
      int length = file.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
      for (int i = 0; i + 4 <= length; i += 4) {
        int code = (int) number(buffer, i, 4);
        if ((code & 0x9F000000) == 0x90000000) {
          long distance = (long) (code >> 5 & 0x7FFFF) << 2 | (code >> 29 & 3);
          distance = distance << 43 >> 31;
          long here = section.address() + (at - section.offset()) + i;
          pages[code & 31] = (here & ~0xFFFL) + distance;
        } else if ((code & 0xFFC00000) == 0x91000000) {
          long page = pages[code >> 5 & 31];
          if (page != 0) {
            mark(page + (code >> 10 & 0xFFF));
          }
        }
      }
    }
  }

  /** Pointers that the loader writes, with a length behind where they will stand. */
  private void relocations(Program.Relocations table) throws IOException {
    long relative = program.machine == Program.ARM64 ? 1027 : 8;
    CodeWindow data = new CodeWindow(file, program.little);
    long end = Math.min(file.size(), table.offset() + table.size());
    for (long at = table.offset(); at >= 0 && at + 24 <= end; at += 24) {
      if (in.u8(at + 8) != relative) {
        continue;
      }
      long address = in.u8(at + 16);
      if (offset(address) >= 0) {
        mark(address);
        long length = behind(in.u8(at), data);
        pair(address, length);
      }
    }
  }

  /** The word behind a pointer that stands at {@code address}. */
  private long behind(long address, CodeWindow data) throws IOException {
    for (Program.Section section : program.sections) {
      if (address >= section.address() && address - section.address() < section.size()) {
        return data.u8(section.offset() + address - section.address() + 8);
      }
    }
    return 0;
  }
}
