package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for what only git can read in an index (gitformat-index(5)): required extensions, which
 * stand after all entries. Reads the whole file once, in bounded memory.
 */
final class IndexInspection {

  private IndexInspection() {}

  static List<String> needsGit(Path index, ObjectFormat format) {
    List<String> reasons = new ArrayList<>();
    if (!Files.isRegularFile(index)) {
      return reasons;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(index), 1 << 16))) {
      long size = Files.size(index);
      if (in.readInt() != 0x44495243 /* DIRC */) {
        throw new UsageException(index + " is not a git index");
      }
      int version = in.readInt();
      if (version < 2 || version > 4) {
        reasons.add("its index has version " + version);
        return reasons;
      }
      int entries = in.readInt();
      long at = 12;
      for (int i = 0; i < entries; i++) {
        at += skipEntry(in, version, format.rawLength());
      }
      while (at + 8 + format.rawLength() <= size) {
        byte[] name = in.readNBytes(4);
        long length = in.readInt() & 0xffffffffL;
        String signature = new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (signature.equals("link")) {
          reasons.add("its index is split");
        } else if (signature.equals("sdir")) {
          reasons.add("its index is sparse");
        } else if (name[0] < 'A' || name[0] > 'Z') {
          reasons.add("its index has the extension " + signature);
        }
        in.skipNBytes(length);
        at += 8 + length;
      }
    } catch (EOFException e) {
      reasons.add("its index is cut short");
    } catch (IOException e) {
      throw new UsageException("Can't read " + index + ": " + e, e);
    }
    return reasons;
  }

  private static long skipEntry(DataInputStream in, int version, int rawLength) throws IOException {
    in.skipNBytes(40L + rawLength);
    int flags = in.readUnsignedShort();
    long length = 42L + rawLength;
    if ((flags & 0x4000) != 0) {
      in.skipNBytes(2);
      length += 2;
    }
    if (version == 4) { // a number of bytes to strip from the last name, then the rest and NUL
      int c;
      do {
        c = in.readUnsignedByte();
        length++;
      } while ((c & 0x80) != 0);
    }
    int name = flags & 0xfff;
    if (version == 4 || name == 0xfff) {
      name = 0;
      while (in.readUnsignedByte() != 0) {
        name++;
      }
      length += name + 1;
      if (version == 4) {
        return length;
      }
      long padding = (8 - length % 8) % 8;
      in.skipNBytes(padding);
      return length + padding;
    }
    long padding = 8 - (length + name) % 8;
    in.skipNBytes(name + padding);
    return length + name + padding;
  }
}
