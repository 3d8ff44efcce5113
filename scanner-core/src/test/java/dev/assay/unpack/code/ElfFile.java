package dev.assay.unpack.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** Writes programs whose literals stand side by side, by hand. */
@SuppressWarnings({"ArrayRecordComponent", "ByteBufferBackingArray"}) // allocated here
public final class ElfFile {

  private static final long BASE = 0x40_0000;

  private ElfFile() {}

  private record Section(String name, int type, int flags, byte[] bytes) {}

  /**
   * An ELF program of 64 bits for x86-64 or AArch64, in which instructions or pairs of pointer and
   * length refer to each of {@code literals}.
   *
   * @param way {@code lea}, {@code adrp}, {@code pairs} or {@code rela}
   */
  public static byte[] of(String way, String... literals) throws IOException {
    byte[] text = String.join("", literals).getBytes(StandardCharsets.UTF_8);
    long textAt = BASE + 0x1000;
    ByteBuffer code = little(64 + 16 * literals.length);
    ByteBuffer data = little(16 * literals.length);
    ByteBuffer table = little(24 * literals.length);
    long codeAt = BASE + 0x10_0000;
    long dataAt = BASE + 0x20_0000;
    int from = 0;
    for (String literal : literals) {
      int length = literal.getBytes(StandardCharsets.UTF_8).length;
      long address = textAt + from;
      switch (way) {
        case "lea" -> {
          code.put((byte) 0x90).put((byte) 0x48).put((byte) 0x8D).put((byte) 0x35);
          code.putInt((int) (address - (codeAt + code.position() + 4)));
        }
        case "adrp" -> {
          long pages = (address >> 12) - ((codeAt + code.position()) >> 12);
          code.putInt((int) (0x90000003L | (pages & 3) << 29 | (pages >> 2 & 0x7FFFF) << 5));
          code.putInt((int) (0x91000063L | (address & 0xFFF) << 10));
        }
        case "pairs" -> data.putLong(address).putLong(length);
        default -> {
          table.putLong(dataAt + data.position()).putLong(8).putLong(address);
          data.putLong(0).putLong(length);
        }
      }
      from += length;
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", 0, 0, new byte[0]));
    sections.add(new Section(".rodata", 1, 2, text));
    sections.add(new Section(".text", 1, 6, code.array()));
    sections.add(new Section(".data", 1, 3, data.array()));
    sections.add(new Section(".rela.dyn", 4, 2, table.array()));
    return write(sections, way.equals("adrp") ? 183 : 62);
  }

  /** An ELF program with one section that is not loaded, such as {@code .debug_info}. */
  public static byte[] withSection(String name) throws IOException {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", 0, 0, new byte[0]));
    sections.add(new Section(".text", 1, 6, new byte[64]));
    sections.add(new Section(name, 1, 0, new byte[64]));
    return write(sections, 62);
  }

  /** A Mach-O file with debug information, as a {@code .dSYM} holds one. */
  public static byte[] machSymbols() {
    ByteBuffer file = little(0x400 + 64);
    file.putInt(0xFEEDFACF).putInt(0x0100000C).putInt(0).putInt(10).putInt(1).putInt(152);
    file.putLong(0);
    segment(file, "__DWARF", "__debug_info", 0x1_0000_0000L, 0x400, 64, 3);
    return file.array();
  }

  /** A Windows library with {@code symbols}, a portable PDB, deflated in it. */
  public static byte[] windowsWithSymbols(byte[] symbols) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(symbols);
    deflater.finish();
    byte[] packed = new byte[symbols.length + 64];
    int length = deflater.deflate(packed);
    deflater.end();
    ByteBuffer section = little(64 + 8 + length);
    section.position(12);
    section.putInt(17).putInt(8 + length).putInt(0x1040).putInt(0x440);
    section.position(64);
    section.put("MPDB".getBytes(StandardCharsets.US_ASCII)).putInt(symbols.length);
    section.put(packed, 0, length);
    byte[] file = windows(section.array());
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x98 + 112 + 48, 0x1000)
        .putInt(0x98 + 112 + 52, 28);
    return file;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] write(List<Section> sections, int machine) throws IOException {
    StringBuilder names = new StringBuilder("\0");
    List<Section> all = new ArrayList<>(sections);
    all.add(new Section(".shstrtab", 3, 0, new byte[0]));
    int[] nameAt = new int[all.size()];
    for (int i = 1; i < all.size(); i++) {
      nameAt[i] = names.length();
      names.append(all.get(i).name()).append('\0');
    }
    all.set(
        all.size() - 1,
        new Section(".shstrtab", 3, 0, names.toString().getBytes(StandardCharsets.US_ASCII)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[64]);
    ByteBuffer headers = little(64 * all.size());
    for (int i = 0; i < all.size(); i++) {
      Section section = all.get(i);
      body.writeBytes(new byte[-body.size() & 15]);
      long address =
          switch (section.name()) {
            case ".rodata" -> BASE + 0x1000;
            case ".text" -> BASE + 0x10_0000;
            case ".data" -> BASE + 0x20_0000;
            default -> 0;
          };
      headers.putInt(nameAt[i]).putInt(section.type()).putLong(section.flags()).putLong(address);
      headers.putLong(i == 0 ? 0 : body.size()).putLong(section.bytes().length);
      headers.putLong(0).putLong(1).putLong(0);
      body.writeBytes(section.bytes());
    }
    body.writeBytes(new byte[-body.size() & 15]);
    ByteBuffer head = little(64);
    head.putInt(0x464C457F).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
    head.putShort((short) 2).putShort((short) machine).putInt(1).putLong(0).putLong(0);
    head.putLong(body.size())
        .putInt(0)
        .putShort((short) 64)
        .putShort((short) 0)
        .putShort((short) 0);
    head.putShort((short) 64).putShort((short) all.size()).putShort((short) (all.size() - 1));
    body.writeBytes(headers.array());
    byte[] file = body.toByteArray();
    System.arraycopy(head.array(), 0, file, 0, 64);
    return file;
  }

  /** A Windows program of 64 bits with one section, which holds {@code section}. */
  public static byte[] windows(byte[] section) {
    ByteBuffer file = little(0x400 + section.length);
    file.putShort((short) 0x5A4D).putInt(60, 0x80);
    file.position(0x80);
    file.putInt(0x4550).putShort((short) 0x8664).putShort((short) 1);
    file.putInt(0).putInt(0).putInt(0).putShort((short) 240).putShort((short) 0x22);
    file.putShort((short) 0x20B).position(0x98 + 24);
    file.putLong(0x1_4000_0000L).position(0x98 + 240);
    file.put(".rdata\0\0".getBytes(StandardCharsets.US_ASCII));
    file.putInt(section.length).putInt(0x1000).putInt(section.length).putInt(0x400);
    file.position(file.position() + 12);
    file.putInt(0x4000_0040);
    file.position(0x400);
    file.put(section);
    return file.array();
  }

  /**
   * A Mach-O program for AArch64 with literals in {@code __TEXT} and pairs in {@code __DATA}, the
   * pointers in the form of chained fixups.
   */
  public static byte[] mach(String... literals) {
    byte[] text = String.join("", literals).getBytes(StandardCharsets.UTF_8);
    long base = 0x1_0000_0000L;
    int textAt = 0x400;
    int dataAt = (textAt + text.length + 15) & ~15;
    ByteBuffer file = little(dataAt + 16 * literals.length);
    file.putInt(0xFEEDFACF).putInt(0x0100000C).putInt(0).putInt(2).putInt(2).putInt(2 * 152);
    file.putLong(0);
    segment(file, "__TEXT", "__rodata", base, textAt, text.length, 5);
    segment(file, "__DATA", "__data", base, dataAt, 16 * literals.length, 3);
    file.position(textAt);
    file.put(text).position(dataAt);
    long from = textAt;
    for (String literal : literals) {
      int length = literal.getBytes(StandardCharsets.UTF_8).length;
      file.putLong(from | 2L << 51).putLong(length);
      from += length;
    }
    return file.array();
  }

  private static void segment(
      ByteBuffer file,
      String segment,
      String section,
      long base,
      int at,
      int size,
      int protection) {
    int start = file.position();
    file.putInt(0x19).putInt(152).put(segment.getBytes(StandardCharsets.US_ASCII));
    file.position(start + 24);
    boolean text = segment.equals("__TEXT");
    file.putLong(text ? base : base + at).putLong(size).putLong(text ? 0 : at);
    file.putLong(text ? at + size : size);
    file.putInt(protection).putInt(protection).putInt(1).putInt(0);
    file.put(section.getBytes(StandardCharsets.US_ASCII)).position(start + 72 + 16);
    file.put(segment.getBytes(StandardCharsets.US_ASCII)).position(start + 72 + 32);
    file.putLong(base + at).putLong(size).putInt(at);
    file.position(start + 152);
  }
}
