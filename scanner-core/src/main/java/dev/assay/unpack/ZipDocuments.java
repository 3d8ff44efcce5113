package dev.assay.unpack;

import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a zip holds that says which digests its entries have: the manifest and the signatures of a
 * signed jar (JAR file specification, "Signed JAR File"), the {@code RECORD} of a wheel. Read
 * before the entries are, wherever in the archive it stands. A zip without any costs one look at
 * its directory.
 */
final class ZipDocuments {

  /** Bytes of all documents of one archive; what has more is not compared, and told. */
  static final int MOST_BYTES = 24 << 20;

  private static final String META = "META-INF/";
  private static final byte[] SIGNATURE = {'.', 'S', 'F'};
  private static final byte[] RECORD = {'-', 'i', 'n', 'f', 'o', '/', 'R', 'E', 'C', 'O', 'R', 'D'};
  private static final int CASE = 0x20;

  private final SeekableView view;
  private final ZipData data;
  private final Unpacking unpacking;
  private final ZipDirectory directory;

  ZipDocuments(SeekableView view, ZipData data, Unpacking unpacking, ZipDirectory directory) {
    this.view = view;
    this.data = data;
    this.unpacking = unpacking;
    this.directory = directory;
  }

  /** Reads them, if there are any, and has the entries compared with them. */
  void read() throws IOException {
    if (!any()) {
      return;
    }
    SeekableView records = view.buffered();
    SeekableView headers = view.buffered();
    Map<String, byte[]> documents = new HashMap<>();
    int left = MOST_BYTES;
    long position = directory.start();
    while (position < directory.end() && !unpacking.stopped()) {
      ZipRecord entry;
      try {
        entry = ZipRecord.central(records, position);
      } catch (EOFException e) {
        break;
      }
      position += entry.length();
      String name = entry.shownName();
      if (!document(name) || documents.containsKey(name)) {
        continue;
      }
      if (entry.unpacked() > left) {
        unpacking.problem(
            Problem.Kind.TOO_LARGE,
            name,
            String.format(
                Locale.ROOT,
                "what the archive says of its own entries comes to more than %,d bytes, and was"
                    + " not compared with them",
                MOST_BYTES));
        return;
      }
      byte[] bytes = document(entry, headers);
      if (bytes != null) {
        left -= bytes.length;
        documents.put(name, bytes);
      }
    }
    if (!documents.isEmpty()) {
      unpacking.seal(documents);
    }
  }

  private byte @Nullable [] document(ZipRecord entry, SeekableView headers) throws IOException {
    long header = entry.offset() + directory.shift();
    try {
      return data.document(
          unpacking,
          entry,
          header + ZipRecord.local(headers, header).length(),
          (int) Math.min(MOST_BYTES, Math.max(0, entry.unpacked())));
    } catch (EOFException e) {
      return null; // told where it is scanned
    }
  }

  static boolean document(String name) {
    if (name.regionMatches(true, 0, META, 0, META.length())
        && name.indexOf('/', META.length()) < 0) {
      String rest = name.substring(META.length()).toUpperCase(Locale.ROOT);
      return rest.equals("MANIFEST.MF")
          || rest.endsWith(".SF")
          || rest.endsWith(".RSA")
          || rest.endsWith(".DSA")
          || rest.endsWith(".EC");
    }
    return name.endsWith(".dist-info/RECORD");
  }

  /** Whether the directory's bytes have a name that one of them would end with. */
  private boolean any() throws IOException {
    byte[] buffer = new byte[(int) Math.min(1 << 13, directory.end() - directory.start())];
    long position = directory.start();
    int kept = 0;
    while (position < directory.end() && kept < buffer.length) {
      int wanted = (int) Math.min(buffer.length - kept, directory.end() - position);
      int count = view.read(position, buffer, kept, wanted);
      if (count <= 0) {
        return false;
      }
      int end = kept + count;
      if (holds(buffer, end, SIGNATURE) || holds(buffer, end, RECORD)) {
        return true;
      }
      position += count;
      kept = Math.min(end, RECORD.length - 1);
      System.arraycopy(buffer, end - kept, buffer, 0, kept);
    }
    return false;
  }

  private static boolean holds(byte[] bytes, int end, byte[] wanted) {
    byte last = wanted[wanted.length - 1];
    for (int i = wanted.length - 1; i < end; i++) {
      if ((bytes[i] == last || bytes[i] == (last | CASE)) && ends(bytes, i + 1, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(byte[] bytes, int end, byte[] wanted) {
    int from = end - wanted.length;
    for (int i = 0; i < wanted.length; i++) {
      int b = bytes[from + i];
      if (b != wanted[i] && (wanted[i] < 'A' || b != (wanted[i] | CASE))) {
        return false;
      }
    }
    return true;
  }
}
