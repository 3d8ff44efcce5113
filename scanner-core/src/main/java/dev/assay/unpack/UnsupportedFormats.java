package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Archives and images of file systems that are known and not opened: each is a problem, since what
 * is packed in it was not seen. Its own bytes are scanned as any file's are.
 */
final class UnsupportedFormats implements Unpacker {

  /**
   * A format.
   *
   * @param name for people
   * @param offset of its magic
   * @param magic a byte a character
   */
  private record Format(String name, int offset, String magic) {
    boolean in(Bytes bytes) {
      return bytes.has(magic, offset) && more(bytes);
    }

    /**
     * What must hold besides: a problem ends a build, so it must not be told for another file. One
     * switch, since a lambda for each is made at every start.
     */
    private boolean more(Bytes b) {
      return switch (magic) {
        case "MSCF\0\0\0\0" -> b.has("\u0003\u0001", 24);
        case "ISc(" -> b.in(7, 1, 4) && b.u8(6) < 16;
        case "hsqs" -> b.in(28, 1, 4) && b.u8(29) == 0;
        case "sqsh" -> b.in(29, 1, 4) && b.u8(28) == 0;
        case "`\u00ea" -> arj(b);
        case "-l" -> lzh(b);
        case "ZOO " -> b.has("\u00dc\u00a7\u00c4\u00fd", 20);
        case "\u001f\u009d" -> compress(b);
        case "SIT!" -> b.has("rLau", 10);
        case "StuffIt!" -> b.u8(8) < 32;
        case "ANDROID BACKUP\n" -> b.in(15, '1', '9');
        case ":\u00ff&\u00ed\u0001\0" -> b.u8(8) == 28;
        case "QFI\u00fb\0\0\0" -> b.in(7, 1, 3);
        case "KDMV" -> b.in(4, 1, 3) && b.has("\0\0\0", 5);
        case "conectix" -> b.has("\0\u0001\0\0", 12);
        case "\u007f\u0010\u00da\u00be" -> b.has("<<< ", 0);
        case "CD001\u0001" -> b.in(32_768, 0, 2);
        case "S\u00ef" -> ext(b);
        case "XFSB\0\0" -> b.has("\0\0\0\0", 8);
        case "\u00e2\u00e1\u00f5\u00e0" -> b.in(1_036, 9, 16);
        case "E=\u00cd(" -> b.has("Compressed ROMFS", 16);
        case "NTFS    ", "FAT12   ", "FAT16   ", "FAT32   " -> b.has("U\u00aa", 510);
        case "H+\0\u0004" -> b.has("\0\0", 0);
        case "NXSB" -> b.has("\0\u0010\0\0", 36);
        default -> true;
      };
    }
  }

  private static final List<Format> HEADS =
      List.of(
          new Format("a RAR archive", 0, "Rar!\u001a\u0007\u0000"),
          new Format("a RAR archive", 0, "Rar!\u001a\u0007\u0001\u0000"),
          new Format("a cabinet", 0, "MSCF\0\0\0\0"),
          new Format("an InstallShield cabinet", 0, "ISc("),
          new Format("a squashfs image", 0, "hsqs"),
          new Format("a squashfs image", 0, "sqsh"),
          new Format("a Windows image", 0, "MSWIM\0\0\0"),
          new Format("a Windows image", 0, "WLPWM\0\0\0"),
          new Format("a macOS archive (xar)", 0, "xar!\0\u001c\0\u0001"),
          new Format("a macOS payload (pbzx)", 0, "pbzx\0\0\0"),
          new Format("an ACE archive", 7, "**ACE**"),
          new Format("an ARJ archive", 0, "`\u00ea"),
          new Format("an LZH archive", 2, "-l"),
          new Format("a file of compress (.Z)", 0, "\u001f\u009d"),
          new Format("a file in Snappy's frames", 0, "\u00ff\u0006\0\0sNaPpY"),
          new Format("a zoo archive", 0, "ZOO "),
          new Format("a StuffIt archive", 0, "SIT!"),
          new Format("a StuffIt archive", 0, "StuffIt (c)1997-"),
          new Format("a StuffIt archive", 0, "StuffIt!"),
          new Format("an AIX archive", 0, "<bigaf>\n"),
          new Format("a Nix archive", 0, "\r\0\0\0\0\0\0\0nix-archive-1"),
          new Format("an Android backup", 0, "ANDROID BACKUP\n"),
          new Format("a sparse image", 0, ":\u00ff&\u00ed\u0001\0"),
          new Format("a qcow2 image", 0, "QFI\u00fb\0\0\0"),
          new Format("a VMDK image", 0, "KDMV"),
          new Format("a VHD image", 0, "conectix"),
          new Format("a VHDX image", 0, "vhdxfile"),
          new Format("a VDI image", 64, "\u007f\u0010\u00da\u00be"),
          new Format("an ISO 9660 image", 32_769, "CD001\u0001"),
          new Format("a UDF image", 32_769, "BEA01\u0001"),
          new Format("an ext file system", 1_080, "S\u00ef"),
          new Format("an XFS file system", 0, "XFSB\0\0"),
          new Format("an EROFS file system", 1_024, "\u00e2\u00e1\u00f5\u00e0"),
          new Format("a cramfs image", 0, "E=\u00cd("),
          new Format("a romfs image", 0, "-rom1fs-"),
          new Format("a UBI image", 0, "UBI#\u0001\0\0\0"),
          new Format("an NTFS file system", 3, "NTFS    "),
          new Format("a FAT file system", 54, "FAT12   "),
          new Format("a FAT file system", 54, "FAT16   "),
          new Format("a FAT file system", 82, "FAT32   "),
          new Format("an HFS+ file system", 1_024, "H+\0\u0004"),
          new Format("an APFS container", 32, "NXSB"));

  /** At the start of the last 512 bytes. */
  private static final List<Format> TAILS =
      List.of(
          new Format("a macOS disk image", 0, "koly\0\0\0\u0004\0\0\u0002\0"),
          new Format("a VHD image", 0, "conectix"));

  @Override
  public String format() {
    return "unsupported";
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return find(HEADS, head) != null;
  }

  @Override
  public boolean recognisesTail(ByteSlice tail) {
    return tail.length() == TAIL && find(TAILS, tail) != null;
  }

  private static @Nullable Format find(List<Format> formats, ByteSlice slice) {
    Bytes bytes = new Bytes(slice);
    for (Format format : formats) {
      if (format.in(bytes)) {
        return format;
      }
    }
    return null;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    byte[] head = new byte[HEAD];
    Format format;
    try (InputStream in = container.open()) {
      format = find(HEADS, new ByteSlice(head, 0, in.readNBytes(head, 0, HEAD)));
    }
    // What no head tells was told by its tail.
    String name = format != null ? format.name() : "a disk image";
    sink.problem(
        new Problem(
            Problem.Kind.UNSUPPORTED,
            container.provenance().path(),
            "it is "
                + name
                + ", which is not opened: only its own bytes were scanned; unpack it and scan the"
                + " folder"));
  }

  /** "ARJ technical information": a main header, whose checksum is known. */
  private static boolean arj(Bytes bytes) {
    int size = bytes.u8(2) | bytes.u8(3) << 8;
    if (size < 30 || size > 2_600 || bytes.u8(10) != 2 || !bytes.within(4, size + 4)) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.slice.array(), bytes.slice.offset() + 4, size);
    long claimed = 0;
    for (int i = 3; i >= 0; i--) {
      claimed = claimed << 8 | bytes.u8(4 + size + i);
    }
    return crc.getValue() == claimed;
  }

  /**
   * The third byte has the width of codes and whether they start anew; then codes of nine bits
   * follow, of which the first is a byte, and the second a byte or the first that was made.
   */
  private static boolean compress(Bytes bytes) {
    int second = bytes.u8(4) >> 1 | (bytes.u8(5) & 3) << 7;
    return bytes.within(3, 3)
        && (bytes.u8(2) & 0x60) == 0
        && (bytes.u8(2) & 0x1f) >= 9
        && (bytes.u8(2) & 0x1f) <= 16
        && (bytes.u8(4) & 1) == 0
        && second <= 257;
  }

  /** A method such as {@code -lh5-}, a level of header, and for the old ones its sum. */
  private static boolean lzh(Bytes bytes) {
    boolean method =
        bytes.u8(6) == '-'
            && (bytes.u8(4) == 'h' || bytes.u8(4) == 'z')
            && (bytes.in(5, '0', '9') || bytes.u8(5) == 'd' || bytes.u8(5) == 's');
    int level = bytes.u8(20);
    if (!method || level > 3) {
      return false;
    }
    int size = bytes.u8(0);
    if (level >= 2) {
      return true;
    }
    int sum = 0;
    for (int i = 2; i < 2 + size; i++) {
      sum += bytes.u8(i);
    }
    return size >= 20 && (sum & 0xff) == bytes.u8(1);
  }

  /** The superblock of ext2, 3 and 4: its magic is two bytes, its numbers are small. */
  private static boolean ext(Bytes bytes) {
    return bytes.within(1_024, 1_024)
        && bytes.u8(1_048) <= 6 // log2 of the block's size beyond 1 kB
        && bytes.has("\0\0\0", 1_049)
        && bytes.in(1_082, 0, 7) // state
        && bytes.in(1_084, 0, 3) // what to do about errors
        && bytes.u8(1_083) == 0
        && bytes.u8(1_085) == 0
        && bytes.in(1_096, 0, 4) // who made it
        && bytes.has("\0\0\0", 1_097)
        && bytes.in(1_100, 0, 1) // revision
        && bytes.has("\0\0\0", 1_101)
        && !bytes.has("\0\0\0\0", 1_024); // inodes
  }

  /** The bytes that there are; beyond them nothing is equal to anything. */
  private record Bytes(ByteSlice slice) {

    boolean within(int at, int length) {
      return at + length <= slice.length();
    }

    int u8(int at) {
      return at < slice.length() ? slice.array()[slice.offset() + at] & 0xff : Integer.MAX_VALUE;
    }

    boolean in(int at, int least, int most) {
      return u8(at) >= least && u8(at) <= most;
    }

    boolean has(String magic, int at) {
      if (!within(at, magic.length())) {
        return false;
      }
      for (int i = 0; i < magic.length(); i++) {
        if (u8(at + i) != magic.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
