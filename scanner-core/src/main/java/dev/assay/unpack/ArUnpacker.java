package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * ar: static libraries and Debian packages, with long names as System V, GNU and BSD write them
 * (ar(5) of FreeBSD, deb(5)). The members of a thin archive stand in files of their own, so they
 * are counted as links are. It gives no more bytes than it has, so none are charged.
 */
final class ArUnpacker implements Unpacker {

  private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] THIN = "!<thin>\n".getBytes(StandardCharsets.US_ASCII);

  /** A table of names, and a single one, beyond this is not read, bytes. */
  static final int LONGEST_TABLE = 1 << 20;

  static final int LONGEST_NAME = 1 << 16;

  private static final int HEADER = 60;
  private static final int NAME_LENGTH = 16;
  private static final int MODE = 40;
  private static final int MODE_LENGTH = 8;
  private static final int SIZE = 48;
  private static final int SIZE_LENGTH = 10;
  private static final int END_MARK = 58;

  @Override
  public String format() {
    return "ar";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() >= MAGIC.length && (starts(head, MAGIC) || starts(head, THIN));
  }

  private static boolean starts(ByteSlice head, byte[] magic) {
    return Arrays.equals(
        head.array(), head.offset(), head.offset() + magic.length, magic, 0, magic.length);
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    Unpacking unpacking = new Unpacking(container, meter, null, sink);
    try (TarInput in = TarInput.of(container)) {
      new Run(in, unpacking).go();
    } finally {
      unpacking.finish();
    }
  }

  /** One archive. */
  private static final class Run {
    private final TarInput in;
    private final Unpacking unpacking;
    private final byte[] header = new byte[HEADER];
    private final RepeatedNames names = new RepeatedNames();
    private boolean thin;
    private byte[] longNames = {};
    private boolean debian;
    private boolean debianData;

    Run(TarInput in, Unpacking unpacking) {
      this.in = in;
      this.unpacking = unpacking;
    }

    void go() throws IOException {
      byte[] magic = new byte[MAGIC.length];
      in.read(magic, magic.length);
      thin = Arrays.equals(magic, THIN);
      while (!unpacking.stopped()) {
        in.skipTo(in.position() + (in.position() & 1)); // members begin at even offsets
        int count = in.read(header, HEADER);
        if (count == 0) {
          break;
        }
        long size = count == HEADER ? size() : -1;
        if (size < 0) {
          broken(count);
          break;
        }
        if (!member(size)) {
          unpacking.problem(
              Problem.Kind.TRUNCATED, "it ends within a member, and what should follow is missing");
          break;
        }
      }
      names.tell(unpacking);
      if (debian && !debianData && !unpacking.stopped()) {
        unpacking.problem(
            Problem.Kind.TRUNCATED, "it is a Debian package, and its data.tar is missing");
      }
    }

    private void broken(int count) throws IOException {
      unpacking.problem(
          count < HEADER ? Problem.Kind.TRUNCATED : Problem.Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "it has no valid header at byte %,d; from there on it was scanned as it is",
              in.position() - count));
      byte[] first = Arrays.copyOf(header, count);
      EntryContent.Opener rest = in.rest();
      unpacking.pushAside(
          "data after the members",
          in.position() - count,
          -1,
          () -> new SequenceInputStream(new ByteArrayInputStream(first), rest.open()));
    }

    /** False if the archive ends in it. */
    private boolean member(long size) throws IOException {
      unpacking.takeEntry();
      long end = in.position() + size;
      byte[] name = trimmed();
      String field = new String(name, StandardCharsets.ISO_8859_1);
      if (field.equals("//")) {
        longNames = table(size);
        return in.skipTo(end);
      }
      boolean symbols =
          field.equals("/") || field.equals("/SYM64/") || field.startsWith("__.SYMDEF");
      if (field.startsWith("#1/") && number(name, 3) >= 0) {
        long length = number(name, 3);
        if (length > size) {
          unpacking.problem(
              Problem.Kind.CORRUPT, field, "the length of its name is more than it has");
          length = 0;
        }
        name = nameInData(length);
      } else if (field.startsWith("/") && number(name, 1) >= 0) {
        name = nameInTable(field, number(name, 1));
      } else if (!symbols && name.length > 1 && name[name.length - 1] == '/') {
        name = Arrays.copyOf(name, name.length - 1);
      }
      String shown = symbols ? "[symbol table]" : EntryNames.display(name, false);
      if (!symbols) {
        names.add(name, shown);
      }
      debian |= shown.equals("debian-binary");
      debianData |= shown.startsWith("data.tar");
      if (thin && !symbols) {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
        return true;
      }
      if (end < in.position()) {
        return false;
      }
      long length = end - in.position();
      unpacking.push(shown, length, symbols ? ArtifactFile.Mode.ASIDE : mode(), in.data(length));
      return in.skipTo(end);
    }

    /** GNU's names, of which members name the offset. */
    private byte[] table(long size) throws IOException {
      byte[] table = new byte[(int) Math.min(size, LONGEST_TABLE)];
      int count = in.read(table, table.length);
      if (count < size) {
        unpacking.problem(
            size > LONGEST_TABLE ? Problem.Kind.TOO_LARGE : Problem.Kind.TRUNCATED,
            String.format(
                Locale.ROOT,
                "its table of names has %,d bytes, of which %,d were read",
                size,
                count));
      }
      return count == table.length ? table : Arrays.copyOf(table, count);
    }

    private byte[] nameInTable(String field, long offset) {
      int start = (int) Math.min(offset, longNames.length);
      int end = start;
      while (end < longNames.length && longNames[end] != '\n' && longNames[end] != 0) {
        end++;
      }
      if (end == start) {
        unpacking.problem(
            Problem.Kind.CORRUPT, field, "its name should stand in a table that doesn't have it");
        return field.getBytes(StandardCharsets.ISO_8859_1);
      }
      return Arrays.copyOfRange(longNames, start, longNames[end - 1] == '/' ? end - 1 : end);
    }

    /** BSD's, padded with NUL. */
    private byte[] nameInData(long length) throws IOException {
      byte[] name = new byte[(int) Math.min(length, LONGEST_NAME)];
      long end = in.position() + length;
      int count = in.read(name, name.length);
      if (length > LONGEST_NAME) {
        unpacking.problem(
            Problem.Kind.TOO_LARGE,
            String.format(
                Locale.ROOT, "a name has %,d bytes, of which %,d were read", length, count));
      }
      in.skipTo(end);
      while (count > 0 && name[count - 1] == 0) {
        count--;
      }
      return Arrays.copyOf(name, count);
    }

    private byte[] trimmed() {
      int end = NAME_LENGTH;
      while (end > 0 && (header[end - 1] == ' ' || header[end - 1] == 0)) {
        end--;
      }
      return Arrays.copyOf(header, end);
    }

    /** The size that the header says; negative if it is none. */
    private long size() {
      if (header[END_MARK] != '`' || header[END_MARK + 1] != '\n') {
        return -1;
      }
      return number(field(SIZE, SIZE_LENGTH), 0);
    }

    /** Permissions are octal digits. */
    private ArtifactFile.Mode mode() {
      int mode = 0;
      byte[] digits = field(MODE, MODE_LENGTH);
      for (byte digit : digits) {
        if (digit < '0' || digit > '7') {
          return ArtifactFile.Mode.UNSAID;
        }
        mode = mode << 3 | digit - '0';
      }
      return digits.length == 0 ? ArtifactFile.Mode.UNSAID : ArtifactFile.Mode.of(mode);
    }

    /** Without the blanks at its end. */
    private byte[] field(int from, int length) {
      int end = from + length;
      while (end > from && header[end - 1] == ' ') {
        end--;
      }
      return Arrays.copyOfRange(header, from, end);
    }

    /** The number that {@code text} has from {@code at} to its end; -1 if it is none. */
    private static long number(byte[] text, int at) {
      if (at == text.length || text.length - at > 15) {
        return -1;
      }
      long number = 0;
      for (int i = at; i < text.length; i++) {
        if (text[i] < '0' || text[i] > '9') {
          return -1;
        }
        number = number * 10 + text[i] - '0';
      }
      return number;
    }
  }
}
