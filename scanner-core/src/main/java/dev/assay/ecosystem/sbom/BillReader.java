package dev.assay.ecosystem.sbom;

import dev.assay.model.StatedBill;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a bill of materials; which format it is in, its first bytes tell. */
public final class BillReader {

  /** Bytes that are read. */
  static final int LARGEST = 64 << 20;

  /** JCA names by the names that the formats use, without hyphens, lower case. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha3256", "SHA3-256",
          "sha3384", "SHA3-384",
          "sha3512", "SHA3-512");

  private BillReader() {}

  /**
   * Reads {@code file}.
   *
   * @throws UsageException if it isn't there, is none, or is malformed: then with the line
   */
  public static StatedBill read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new UsageException(
          "Can't read the bill of materials '" + file + "': " + e.getClass().getSimpleName() + ".",
          e);
    }
    if (bytes.length > LARGEST) {
      throw new UsageException(
          "'" + file + "' is larger than 64 MB, which no bill here is read of.");
    }
    return read(file.toString(), bytes);
  }

  /**
   * Reads {@code bytes}.
   *
   * @param name what messages call it
   * @throws UsageException if it is none or is malformed
   */
  public static StatedBill read(String name, byte[] bytes) {
    int at = 0;
    if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef) {
      at = 3; // byte order mark
    }
    while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    char first = at < bytes.length ? (char) bytes[at] : ' ';
    if (first == '{') {
      return new JsonBill(name).read(bytes);
    }
    if (first == '<') {
      return new XmlBill(name).read(bytes);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("SPDXVersion:") || text.contains("\nSPDXVersion:")) {
      return new TagValueBill(name).read(text);
    }
    throw new UsageException(
        "'" + name + "' is no bill of materials: neither CycloneDX nor SPDX. Give one of these.");
  }

  /** The JCA name of {@code algorithm}; null if Java has none. */
  static @Nullable String algorithm(String algorithm) {
    String plain = algorithm.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").strip();
    return ALGORITHMS.get(plain);
  }

  /** Notes a digest as a format writes it; what no Java can compute is left out. */
  static void digest(StatedBill.Gathered out, String algorithm, String value) {
    String jca = algorithm(algorithm);
    String hex = value.strip().toLowerCase(Locale.ROOT);
    if (jca != null && isHex(hex)) {
      out.digest(jca, hex);
    }
  }

  private static boolean isHex(String text) {
    try {
      return HexFormat.of().parseHex(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static UsageException malformed(String name, int line, String what) {
    return new UsageException(
        "'" + name + "', line " + line + ": " + what + ". Make the bill of materials anew.");
  }
}
