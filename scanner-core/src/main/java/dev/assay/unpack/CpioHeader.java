package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A header of cpio, in any of its forms (cpio(5) of FreeBSD; the Linux kernel's "initramfs buffer
 * format").
 *
 * @param form how it is written
 * @param mode kind and permissions
 * @param links how many names the file has
 * @param size bytes of data; negative if the header is no number
 * @param nameSize bytes of the name, with the NUL at its end; negative likewise
 * @param check sum of the data's bytes, where {@code form} has one
 */
record CpioHeader(Form form, int mode, long links, long size, long nameSize, long check) {

  /** The forms: how long a header is, and to what offsets name and data are padded. */
  enum Form {
    OLD_LITTLE(26, 2),
    OLD_BIG(26, 2),
    OLD_ASCII(76, 1),
    NEW(110, 4),
    NEW_CHECKED(110, 4),
    /** rpm's for packages beyond 4 GB: sizes and names stand in the package's header. */
    STRIPPED(14, 4);

    final int length;
    final int alignment;

    Form(int length, int alignment) {
      this.length = length;
      this.alignment = alignment;
    }
  }

  /** The longest header, bytes. */
  static final int LONGEST = 110;

  /** As many bytes say which form a header has. */
  static final int MAGIC = 6;

  private static final int TYPE = 0170000;
  static final int FOLDER = 0040000;
  static final int REGULAR = 0100000;
  static final int LINK = 0120000;

  /** The form of a header whose first bytes these are; null if they are of none. */
  static @Nullable Form form(byte[] bytes, int at, int end) {
    if (end - at < MAGIC) {
      return null;
    }
    if (bytes[at] == (byte) 0xc7 && bytes[at + 1] == 0x71) {
      return Form.OLD_LITTLE;
    }
    if (bytes[at] == 0x71 && bytes[at + 1] == (byte) 0xc7) {
      return Form.OLD_BIG;
    }
    for (int i = 0; i < MAGIC - 1; i++) {
      if (bytes[at + i] != "07070".charAt(i)) {
        return null;
      }
    }
    return switch (bytes[at + MAGIC - 1]) {
      case '7' -> Form.OLD_ASCII;
      case '1' -> Form.NEW;
      case '2' -> Form.NEW_CHECKED;
      case 'X' -> Form.STRIPPED;
      default -> null;
    };
  }

  /** Reads the header at {@code at}, which is whole. */
  static CpioHeader read(Form form, byte[] bytes, int at) {
    return switch (form) {
      case OLD_LITTLE, OLD_BIG ->
          new CpioHeader(
              form,
              u16(form, bytes, at + 6),
              u16(form, bytes, at + 12),
              (long) u16(form, bytes, at + 22) << 16 | u16(form, bytes, at + 24),
              u16(form, bytes, at + 20),
              0);
      case OLD_ASCII ->
          new CpioHeader(
              form,
              (int) number(bytes, at + 18, 6, 3),
              number(bytes, at + 36, 6, 3),
              number(bytes, at + 65, 11, 3),
              number(bytes, at + 59, 6, 3),
              0);
      case NEW, NEW_CHECKED ->
          new CpioHeader(
              form,
              (int) number(bytes, at + 14, 8, 4),
              number(bytes, at + 38, 8, 4),
              number(bytes, at + 54, 8, 4),
              number(bytes, at + 94, 8, 4),
              number(bytes, at + 102, 8, 4));
      case STRIPPED -> new CpioHeader(form, 0, 0, -1, -1, number(bytes, at + 6, 8, 4));
    };
  }

  /** Whether the numbers are some. */
  boolean valid() {
    return mode >= 0 && size >= 0 && nameSize > 0 && check >= 0;
  }

  /** The kind of file that {@link #mode} says. */
  int type() {
    return mode & TYPE;
  }

  /** Whether it may be run. */
  ArtifactFile.Mode permission() {
    return ArtifactFile.Mode.of(mode);
  }

  /** Whether there is such a kind, and the permissions are no more than there can be. */
  boolean plausible() {
    return valid()
        && mode >>> 16 == 0
        && switch (type() >>> 12) {
          case 0, 1, 2, 4, 6, 8, 9, 10, 12 -> true;
          default -> false;
        };
  }

  private static int u16(Form form, byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    return form == Form.OLD_BIG ? first << 8 | second : second << 8 | first;
  }

  /** Digits of {@code bits} bits each; -1 if one of them is none. */
  private static long number(byte[] bytes, int at, int length, int bits) {
    long value = 0;
    for (int i = at; i < at + length; i++) {
      int digit = Character.digit(bytes[i], 1 << bits);
      if (digit < 0) {
        return -1;
      }
      value = value << bits | digit;
    }
    return value;
  }

  /** {@code in} moved on to where name or data end, with their padding. */
  boolean skipPadding(TarInput in, long start) throws IOException {
    long length = in.position() - start;
    return in.skipTo(start + (length + form.alignment - 1) / form.alignment * form.alignment);
  }
}
