package dev.assay.source.packages;

import dev.assay.model.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Go's hash of a module's zip ({@code golang.org/x/mod/sumdb/dirhash}, Hash1): SHA-256 over a line
 * {@code sha256-of-the-file two-spaces name} for each file, sorted by name.
 */
final class GoHash {
  private static final int MOST_FILES = 1_000_000;

  /** What Go's own limit for a module is, {@code golang.org/x/mod/zip.MaxZipFile}, bytes. */
  private static final long MOST_BYTES = 500L << 20;

  private GoHash() {}

  /**
   * The hash of {@code zip} as {@code go.sum} writes it; empty if it can't be a module's.
   *
   * @throws IOException if it can't be read
   */
  static String of(Content zip) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try (InputStream in = zip.open();
        ZipInputStream entries = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        MessageDigest digest = sha256();
        for (int count = entries.read(buffer); count >= 0; count = entries.read(buffer)) {
          digest.update(buffer, 0, count);
          total += count;
          if (total > MOST_BYTES) {
            return "";
          }
        }
        String line = HexFormat.of().formatHex(digest.digest()) + "  " + entry.getName() + "\n";
        if (lines.put(entry.getName(), line) != null || lines.size() > MOST_FILES) {
          return "";
        }
      }
    } catch (java.util.zip.ZipException | IllegalArgumentException e) {
      return "";
    }
    MessageDigest all = sha256();
    for (String line : lines.values()) {
      all.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return "h1:" + Base64.getEncoder().encodeToString(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
