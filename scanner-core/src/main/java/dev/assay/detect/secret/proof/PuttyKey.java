package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PuTTY's private keys, versions 2 and 3 (PuTTY's manual, appendix C). A MAC goes over all of the
 * file; without a passphrase its key is known.
 */
final class PuttyKey {
  private static final String START = "PuTTY-User-Key-File-";
  private static final String MAC_KEY = "putty-private-key-file-mac-key";
  private static final int MAX_LINES = 1000;

  private PuttyKey() {}

  static Outcome check(String text) {
    Map<String, String> fields = fields(text);
    String algorithm = fields.getOrDefault("", "");
    String encryption = fields.getOrDefault("Encryption", "");
    byte[] open = RawKeys.base64(fields.getOrDefault("Public-Lines", ""));
    byte[] secret = RawKeys.base64(fields.getOrDefault("Private-Lines", ""));
    byte[] claimed = RawKeys.hex(fields.getOrDefault("Private-MAC", "?"));
    if (algorithm.isEmpty()
        || encryption.isEmpty()
        || open == null
        || secret == null
        || secret.length == 0) {
      return Outcome.fails("it does not decode as a PuTTY key");
    }
    String kind = SshReader.kind(open);
    String words = "it decodes as a PuTTY key" + (kind.isEmpty() ? "" : ", " + kind);
    if (!encryption.equals("none")) {
      return Outcome.structure(words + ", encrypted with a passphrase").atMost(Severity.MEDIUM);
    }
    if (claimed == null) {
      return Outcome.structure(words + ", without a passphrase");
    }
    byte[] covered =
        covered(algorithm, encryption, fields.getOrDefault("Comment", ""), open, secret);
    boolean third = text.startsWith(START + "3");
    byte[] mac =
        third
            ? Digests.mac("HmacSHA256", new byte[0], covered)
            : Digests.mac(
                "HmacSHA1",
                Digests.digest("SHA-1", MAC_KEY.getBytes(StandardCharsets.US_ASCII)),
                covered);
    return Arrays.equals(mac, claimed)
        ? Outcome.checksum(words + ", without a passphrase; its MAC holds")
        : Outcome.fails(words + ", yet its MAC does not hold");
  }

  private static byte[] covered(
      String algorithm, String encryption, String comment, byte[] open, byte[] secret) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : new String[] {algorithm, encryption, comment}) {
      string(out, text.getBytes(StandardCharsets.ISO_8859_1));
    }
    string(out, open);
    string(out, secret);
    return out.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, byte[] value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value.length >> shift);
    }
    out.writeBytes(value);
  }

  /** The headers by name, the first under the empty one; lines of base 64 after their count. */
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    String[] lines = text.split("\r\n|\r|\n", MAX_LINES);
    for (int i = 0; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        continue;
      }
      String name = lines[i].substring(0, colon).strip();
      String value = lines[i].substring(colon + 1).strip();
      if (name.startsWith(START)) {
        name = "";
      } else if (name.endsWith("-Lines")) {
        StringBuilder base64 = new StringBuilder();
        for (int left = count(value); left > 0 && i + 1 < lines.length; left--) {
          base64.append(lines[++i].strip());
        }
        value = base64.toString();
      }
      fields.put(name, value);
    }
    return fields;
  }

  private static int count(@Nullable String number) {
    return number != null && number.matches("[0-9]{1,3}") ? Integer.parseInt(number) : 0;
  }
}
