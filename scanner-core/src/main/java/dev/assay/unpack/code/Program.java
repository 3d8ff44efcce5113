package dev.assay.unpack.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program's headers say of its parts, as far as strings are concerned: ELF (System V gABI,
 * chapter 4 and 5), PE (Microsoft PE and COFF specification), Mach-O (Apple, loader.h and fat.h).
 * Whatever is claimed beyond the file is cut to it.
 */
final class Program {

  static final int AMD64 = 1;
  static final int ARM64 = 2;
  static final int OTHER = 0;

  /** Parts that are looked at. */
  private static final int MOST_SECTIONS = 1 << 16;

  /**
   * A part that stands in the file and is loaded.
   *
   * @param offset in the file
   * @param address where it is loaded
   * @param code whether it holds instructions
   * @param constant whether it can't be written to
   */
  record Section(
      String name, long offset, long size, long address, boolean code, boolean constant) {}

  /** A table of ELF relocations with addends. */
  record Relocations(long offset, long size) {}

  final boolean little;
  final int wordSize;
  final int machine;
  final List<Section> sections = new ArrayList<>();
  final List<Relocations> relocations = new ArrayList<>();

  /** Whether it has debug information in the form of DWARF. */
  boolean debug;

  /** Where a portable PDB stands in it, with what frames it; 0 bytes where there is none. */
  long symbolsAt;

  long symbolsSize;

  /** Address of the first byte of the image, for pointers that count from there. */
  long base;

  /** Offset of the first byte that no part claims. */
  long end;

  /** A signature that stands behind everything else; 0 bytes where there is none. */
  long signatureAt;

  long signatureSize;

  private Program(boolean little, int wordSize, int machine) {
    this.little = little;
    this.wordSize = wordSize;
    this.machine = machine;
  }

  /** Whether a file that begins so is a program. */
  static boolean recognises(byte[] bytes, int start, int length) {
    if (length < 20) {
      return false;
    }
    int magic = big(bytes, start);
    if (magic == 0x7F454C46) {
      return (bytes[start + 4] == 1 || bytes[start + 4] == 2)
          && (bytes[start + 5] == 1 || bytes[start + 5] == 2);
    }
    if (magic == 0xCFFAEDFE || magic == 0xCEFAEDFE) {
      return bytes[start + 12] > 0 && bytes[start + 12] <= 12 && bytes[start + 13] == 0;
    }
    if (magic == 0xCAFEBABE || magic == 0xCAFEBABF) {
      int count = big(bytes, start + 4);
      return count > 0 && count < 45 && bytes[start + 8] >= 0 && bytes[start + 9] == 0;
    }
    if (bytes[start] == 'M' && bytes[start + 1] == 'Z' && length >= 64) {
      int header = Integer.reverseBytes(big(bytes, start + 60));
      return header >= 4 && header <= length - 24 && big(bytes, start + header) == 0x50450000;
    }
    return false;
  }

  private static int big(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  /** The programs in a file: one, or one for each processor. */
  static List<Program> read(RandomBytes file) throws IOException {
    CodeWindow big = new CodeWindow(file, false);
    CodeWindow in = new CodeWindow(file, true);
    List<Program> programs = new ArrayList<>();
    switch ((int) big.u4(0)) {
      case 0x7F454C46 -> programs.add(elf(big.number(5, 1) == 1 ? in : big));
      case 0xCFFAEDFE, 0xCEFAEDFE -> programs.add(mach(in, 0));
      case 0xCAFEBABE, 0xCAFEBABF -> {
        boolean wide = big.u4(0) == 0xCAFEBABFL;
        for (int i = 0; i < Math.min(44, big.u4(4)); i++) {
          long at = 8 + (wide ? 32L : 20L) * i;
          long offset = wide ? big.u8(at + 8) : big.u4(at + 8);
          if (offset > 0 && (in.u4(offset) & 0xFFFFFFFEL) == 0xFEEDFACEL) {
            programs.add(mach(in, offset));
          }
        }
      }
      default -> programs.add(pe(in));
    }
    return programs;
  }

  private void claim(long offset, long size, long fileSize) {
    if (offset >= 0 && size > 0) {
      end = Math.max(end, size > fileSize - offset ? fileSize : offset + size);
    }
  }

  private void add(Section section, long fileSize) {
    if (section.offset() < 0 || section.offset() >= fileSize || section.size() <= 0) {
      return;
    }
    long size = Math.min(section.size(), fileSize - section.offset());
    sections.add(
        new Section(
            section.name(),
            section.offset(),
            size,
            section.address(),
            section.code(),
            section.constant()));
  }

  private static Program elf(CodeWindow in) throws IOException {
    boolean wide = in.number(4, 1) == 2;
    int word = wide ? 8 : 4;
    int machine = in.u2(18);
    Program elf =
        new Program(
            in.number(5, 1) == 1, word, machine == 62 ? AMD64 : machine == 183 ? ARM64 : OTHER);
    long segments = in.number(wide ? 32 : 28, word);
    long table = in.number(wide ? 40 : 32, word);
    int segmentSize = in.u2(wide ? 54 : 42);
    int segmentCount = in.u2(wide ? 56 : 44);
    int size = in.u2(wide ? 58 : 46);
    int count = Math.min(MOST_SECTIONS, in.u2(wide ? 60 : 48));
    long names = header(in, table + (long) size * in.u2(wide ? 62 : 50), wide, OFFSET);
    elf.claim(table, (long) size * count, in.size());
    boolean loaded = in.u2(16) != 1; // objects have no addresses yet
    for (int i = 1; i < count && size >= (wide ? 64 : 40); i++) {
      long at = table + (long) size * i;
      long type = in.u4(at + 4);
      long offset = header(in, at, wide, OFFSET);
      long length = header(in, at, wide, LENGTH);
      if (type == 0 || type == 8) {
        continue; // nothing in the file
      }
      elf.claim(offset, length, in.size());
      long flags = in.number(at + 8, word);
      if (type == 4 && (flags & 2) != 0 && wide) {
        elf.relocations.add(new Relocations(offset, length));
      } else if (type == 1 && (flags & 2) != 0) {
        String name = in.name(names + in.u4(at), 40);
        long address = loaded ? header(in, at, wide, ADDRESS) : 0;
        elf.add(
            new Section(name, offset, length, address, (flags & 4) != 0, (flags & 1) == 0),
            in.size());
      } else if (type == 1 && !elf.debug) {
        String name = in.name(names + in.u4(at), 16);
        elf.debug = ofDwarf(name);
      }
    }
    boolean stripped = elf.sections.isEmpty();
    for (int i = 0; i < segmentCount && segmentSize >= (wide ? 56 : 32); i++) {
      long at = segments + (long) segmentSize * i;
      long offset = in.number(at + (wide ? 8 : 4), word);
      long length = in.number(at + (wide ? 32 : 16), word);
      long flags = in.u4(at + (wide ? 4 : 24));
      elf.claim(offset, length, in.size());
      if (stripped && in.u4(at) == 1) {
        long address = in.number(at + (wide ? 16 : 8), word);
        elf.add(
            new Section("", offset, length, address, (flags & 1) != 0, (flags & 2) == 0),
            in.size());
      }
    }
    elf.claim(segments, (long) segmentSize * segmentCount, in.size());
    return elf;
  }

  /** Whether a section is the main one of DWARF, compressed perhaps (DWARF 5, section 7.3). */
  private static boolean ofDwarf(String name) {
    return name.equals(".debug_info") || name.equals(".zdebug_info");
  }

  private static final int ADDRESS = 0;
  private static final int OFFSET = 1;
  private static final int LENGTH = 2;

  /** Address, offset and size stand one after another in a section's header. */
  private static long header(CodeWindow in, long at, boolean wide, int field) throws IOException {
    return wide ? in.u8(at + 16 + 8L * field) : in.u4(at + 12 + 4L * field);
  }

  private static Program pe(CodeWindow in) throws IOException {
    long header = in.u4(60);
    int machine = in.u2(header + 4);
    long optional = header + 24;
    boolean wide = in.u2(optional) == 0x20B;
    Program pe =
        new Program(
            true, wide ? 8 : 4, machine == 0x8664 ? AMD64 : machine == 0xAA64 ? ARM64 : OTHER);
    pe.base = in.number(optional + (wide ? 24 : 28), wide ? 8 : 4);
    int count = in.u2(header + 6);
    long symbols = in.u4(header + 12);
    if (symbols > 0) {
      long after = symbols + 18 * in.u4(header + 16);
      pe.claim(symbols, after - symbols + in.u4(after), in.size());
    }
    pe.signatureAt = in.u4(optional + (wide ? 112 : 96) + 32);
    pe.signatureSize = in.u4(optional + (wide ? 112 : 96) + 36);
    long table = optional + in.u2(header + 20);
    long strings = symbols + 18 * in.u4(header + 16);
    pe.claim(0, table + 40L * count, in.size());
    for (int i = 0; i < count; i++) {
      long at = table + 40L * i;
      long size = in.u4(at + 16);
      long offset = in.u4(at + 20);
      long flags = in.u4(at + 36);
      pe.claim(offset, size, in.size());
      String name = in.name(at, 8);
      if (symbols > 0 && name.startsWith("/")) {
        pe.debug |= ofDwarf(in.name(strings + decimal(name), 16));
      }
      pe.add(
          new Section(
              name,
              offset,
              size,
              pe.base + in.u4(at + 12),
              (flags & 0x20000000L) != 0,
              (flags & 0x80000000L) == 0),
          in.size());
    }
    pe.symbols(in, optional + (wide ? 112 : 96) + 48);
    return pe;
  }

  /** The offset that the name of a section stands at when it is longer than eight bytes. */
  private static long decimal(String name) {
    long number = 0;
    for (int i = 1; i < name.length() && name.charAt(i) >= '0' && name.charAt(i) <= '9'; i++) {
      number = 10 * number + (name.charAt(i) - '0');
    }
    return number;
  }

  /**
   * A portable PDB inside: entry 17 of the debug directory (.NET runtime, PE-COFF specification).
   *
   * @param directory where address and size of the debug directory stand
   */
  private void symbols(CodeWindow in, long directory) throws IOException {
    long address = base + in.u4(directory);
    long count = Math.min(64, in.u4(directory + 4) / 28);
    for (Section section : sections) {
      long into = address - section.address();
      if (into < 0 || into >= section.size()) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        long entry = section.offset() + into + 28L * i;
        if (in.u4(entry + 12) == 17) {
          symbolsAt = in.u4(entry + 24);
          symbolsSize = Math.min(in.u4(entry + 16), Math.max(0, in.size() - symbolsAt));
        }
      }
      return;
    }
  }

  private static Program mach(CodeWindow in, long start) throws IOException {
    boolean wide = in.u4(start) == 0xFEEDFACFL;
    long processor = in.u4(start + 4);
    Program mach =
        new Program(
            true,
            wide ? 8 : 4,
            processor == 0x01000007 ? AMD64 : processor == 0x0100000C ? ARM64 : OTHER);
    long at = start + (wide ? 32 : 28);
    long count = Math.min(10_000, in.u4(start + 16));
    mach.claim(start, wide ? 32 : 28, in.size());
    for (int i = 0; i < count; i++) {
      long command = in.u4(at);
      long size = in.u4(at + 4);
      if (size < 8) {
        break;
      }
      if (command == 0x19 || command == 1) {
        mach.segment(in, start, at, command == 0x19);
      } else if (command == 2) {
        mach.claim(start + in.u4(at + 16), in.u4(at + 20), in.size());
      } else if (command == 0x1D || command == 0x26 || command == 0x29) {
        mach.claim(start + in.u4(at + 8), in.u4(at + 12), in.size());
      }
      at += size;
    }
    return mach;
  }

  private void segment(CodeWindow in, long start, long at, boolean wide) throws IOException {
    int word = wide ? 8 : 4;
    long offset = in.number(at + (wide ? 40 : 32), word);
    long length = in.number(at + (wide ? 48 : 36), word);
    claim(start + offset, length, in.size());
    boolean writable = (in.u4(at + (wide ? 60 : 44)) & 2) != 0;
    boolean text = in.is(at + 8, "__TEXT\0");
    debug |= in.is(at + 8, "__DWARF\0") && length > 0;
    if (text) {
      base = in.number(at + 24, word);
    }
    long count = Math.min(MOST_SECTIONS, in.u4(at + (wide ? 64 : 48)));
    for (int i = 0; i < count; i++) {
      long section = at + (wide ? 72 + 80L * i : 56 + 68L * i);
      long flags = in.u4(section + (wide ? 64 : 56));
      long from = in.u4(section + (wide ? 48 : 40));
      if (from == 0) {
        continue; // filled with zeros when it is loaded
      }
      add(
          new Section(
              in.name(section, 16),
              start + from,
              in.number(section + (wide ? 40 : 36), word),
              in.number(section + 32, word),
              (flags & 0x80000400L) != 0,
              text || !writable),
          in.size());
    }
  }
}
