package dev.assay.ecosystem;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Digests as lockfiles write them, and how much each algorithm is worth. */
public final class Digests {

  /**
   * A digest of one algorithm.
   *
   * @param algorithm JCA name
   * @param hex lower case
   */
  public record Digest(String algorithm, String hex) {}

  /** JCA names, weakest first, with the length of the digest in bytes. */
  private enum Known {
    MD5("MD5", 16),
    SHA1("SHA-1", 20),
    SHA224("SHA-224", 28),
    SHA256("SHA-256", 32),
    SHA384("SHA-384", 48),
    SHA512("SHA-512", 64);

    private final String jca;
    private final int bytes;

    Known(String jca, int bytes) {
      this.jca = jca;
      this.bytes = bytes;
    }
  }

  private static final Map<String, Known> BY_NAME =
      Map.of(
          "md5", Known.MD5,
          "sha1", Known.SHA1,
          "sha224", Known.SHA224,
          "sha256", Known.SHA256,
          "sha384", Known.SHA384,
          "sha512", Known.SHA512);

  private Digests() {}

  /** The JCA name of {@code name}, such as {@code sha256} or {@code SHA-256}; null if unknown. */
  public static @Nullable String algorithm(String name) {
    Known known = BY_NAME.get(name.toLowerCase(Locale.ROOT).replace("-", ""));
    return known == null ? null : known.jca;
  }

  /** Bytes of a digest of {@code algorithm}, a JCA name of {@link #algorithm}. */
  static int length(String algorithm) {
    for (Known known : Known.values()) {
      if (known.jca.equals(algorithm)) {
        return known.bytes;
      }
    }
    throw new IllegalArgumentException(algorithm);
  }

  /**
   * Whether somebody can make two files with one digest of {@code algorithm}: MD5 since 2004, SHA-1
   * since 2017.
   */
  public static boolean weak(String algorithm) {
    return algorithm.equals(Known.MD5.jca) || algorithm.equals(Known.SHA1.jca);
  }

  /**
   * The digest of {@code algorithm}, a JCA name of {@link #algorithm}, that {@code base64} is, in
   * either alphabet, padded or not; null if it is none.
   */
  public static @Nullable Digest ofBase64(String algorithm, String base64) {
    int end = base64.length();
    while (end > 0 && base64.charAt(end - 1) == '=') {
      end--;
    }
    byte[] digest;
    try {
      digest =
          Base64.getDecoder().decode(base64.substring(0, end).replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return null;
    }
    return digest.length == length(algorithm)
        ? new Digest(algorithm, HexFormat.of().formatHex(digest))
        : null;
  }

  /** The algorithm whose hexadecimal digest has so many characters; null if none has. */
  static @Nullable String ofHexLength(int characters) {
    for (Known known : Known.values()) {
      if (known.bytes * 2 == characters) {
        return known.jca;
      }
    }
    return null;
  }

  /** Whether {@code text} is a digest of {@code algorithm} in hexadecimal. */
  static boolean isHex(String text, String algorithm) {
    return text.length() == 2 * length(algorithm) && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /**
   * Reads integrity metadata (W3C Subresource Integrity, section 3.5: hashes separated by white
   * space, options after {@code ?}; npm takes SHA-1 and others as well).
   *
   * @return the digests of the strongest algorithm named, each of which would do; empty if one of
   *     them is malformed or none is known
   */
  public static List<Digest> ofIntegrity(String integrity) {
    List<Digest> strongest = new ArrayList<>();
    int best = -1;
    for (String hash : integrity.trim().split("[ \t\r\n]+", -1)) {
      int dash = hash.indexOf('-');
      Known known = dash < 0 ? null : BY_NAME.get(hash.substring(0, dash));
      if (known == null) {
        continue;
      }
      if (known.ordinal() < best) {
        continue;
      }
      if (known.ordinal() > best) {
        strongest.clear();
        best = known.ordinal();
      }
      int options = hash.indexOf('?');
      String base64 = hash.substring(dash + 1, options < 0 ? hash.length() : options);
      byte[] digest;
      try {
        digest = Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        return List.of();
      }
      if (digest.length != known.bytes) {
        return List.of();
      }
      strongest.add(new Digest(known.jca, HexFormat.of().formatHex(digest)));
    }
    return strongest;
  }
}
