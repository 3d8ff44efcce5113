package dev.assay.detect.secret.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys and tokens that were published as examples or for tests, by the SHA-256 of their {@link
 * #normal normal form}: {@code published.txt} holds no key. A further one is one more line of it.
 */
public final class PublishedKeys {
  private static final int MAX_LENGTH = 1 << 16;

  private PublishedKeys() {}

  /** The list, read by the first secret that is looked up. */
  private static final class Known {
    static final Map<String, String> SOURCES = read();

    private static Map<String, String> read() {
      Map<String, String> sources = new HashMap<>();
      try (InputStream in = PublishedKeys.class.getResourceAsStream("published.txt")) {
        if (in == null) {
          throw new IllegalStateException("published.txt is not beside its class");
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String source = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("= ")) {
            source = line.substring(2);
          } else if (!line.isEmpty() && line.charAt(0) != '#') {
            sources.put(line, source);
          }
        }
        return sources;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where {@code secret} (as Latin-1) was published; null if it is not known to be. */
  public static @Nullable String source(String secret) {
    if (secret.length() > MAX_LENGTH) {
      return null;
    }
    return Known.SOURCES.get(digest(secret));
  }

  /** The line that stands for {@code secret} in the list. */
  static String digest(String secret) {
    byte[] normal = normal(secret).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.sha256(normal), 0, 16);
  }

  /**
   * What all ways to write a secret have in common: the base 64 of a PEM block, hexadecimal in
   * lower case without {@code 0x}, the words of a phrase between single spaces, else the text
   * itself.
   */
  static String normal(String secret) {
    if (secret.contains("BEGIN ")) {
      PemBlock block = PemBlock.read(secret);
      return block == null ? secret : block.base64();
    }
    String text = secret.strip();
    if (text.matches("(?:0[xX])?[0-9a-fA-F]{32,}")) {
      String lower = text.toLowerCase(Locale.ROOT);
      return lower.startsWith("0x") ? lower.substring(2) : lower;
    }
    if (text.indexOf(' ') > 0 && text.length() < 600) {
      String[] words = Bip39.words(text);
      if (words.length >= 12) {
        return String.join(" ", words);
      }
    }
    return text;
  }
}
