package dev.assay.detect.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that a secret decodes as what it claims to be. */
final class Structures {
  /** ASN.1 tag of a SEQUENCE, which every DER-encoded key is (X.690, 8.9). */
  private static final int DER_SEQUENCE = 0x30;

  private static final String OPENSSH_MAGIC = "openssh-key-v1";
  private static final String BEGIN = "-----BEGIN ";

  /**
   * What stands around a line of a block that is written as string literals of source code: an
   * operator that joins them, and quotes.
   */
  private static final Pattern LITERAL_EDGES =
      Pattern.compile("[\"'`][\\s+.,;)\\\\]*$|^[\\s+.(\"'`]*[\"'`]");

  private Structures() {}

  /** A JSON Web Token: header and payload are base64url of JSON objects (RFC 7519, 7515). */
  static Proofs.Outcome jwt(String token) {
    int firstDot = token.indexOf('.');
    int secondDot = token.indexOf('.', firstDot + 1);
    if (firstDot < 0 || secondDot < 0) {
      return Proofs.structure(false, "it does not have a token's three parts");
    }
    String header = json(token.substring(0, firstDot));
    String payload = json(token.substring(firstDot + 1, secondDot));
    if (header == null || !header.contains("\"alg\"") || payload == null) {
      return Proofs.structure(false, "its header or payload does not decode as JSON");
    }
    return Proofs.structure(
        true,
        "its header and payload decode as JSON"
            + (payload.contains("\"exp\"") ? ", with an expiry" : ", without an expiry"));
  }

  private static @Nullable String json(String part) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8).strip();
      return text.startsWith("{") && text.endsWith("}") ? text : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A PEM block, or one whose line ends are escaped: its body is base64 of a key (RFC 7468). */
  static Proofs.Outcome pem(String block) {
    int begin = block.indexOf(BEGIN);
    int labelEnd = block.indexOf("-----", begin + BEGIN.length());
    int end = block.indexOf("-----END", Math.max(labelEnd, 0));
    if (begin < 0 || labelEnd < 0 || end < 0) {
      return Proofs.structure(false, "its frame is not whole");
    }
    String label = block.substring(begin + BEGIN.length(), labelEnd);
    String body = block.substring(labelEnd + 5, end);
    boolean encrypted = label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
    byte[] bytes = decode(body);
    if (bytes == null || bytes.length < 32) {
      return Proofs.structure(false, "its body does not decode as a key");
    }
    String kind;
    if ((bytes[0] & 0xff) == DER_SEQUENCE) {
      kind = "DER";
    } else if (new String(bytes, 0, 14, StandardCharsets.ISO_8859_1).equals(OPENSSH_MAGIC)) {
      kind = "an OpenSSH key";
    } else if (label.contains("PGP") || encrypted) {
      kind = "binary";
    } else {
      return Proofs.structure(false, "its body is base64, yet no key in it");
    }
    return Proofs.structure(
        true,
        "its body decodes as "
            + kind
            + ", "
            + bytes.length
            + " bytes"
            + (encrypted ? ", encrypted with a passphrase" : ""));
  }

  /** The bytes of a block's body without its headers; null if it isn't base64. */
  private static byte @Nullable [] decode(String body) {
    String lines = body.replace("\\r", "").replace("\\n", "\n").replace("\r", "");
    int headers = lines.lastIndexOf(": ");
    int blank = headers < 0 ? -1 : lines.indexOf("\n\n", headers);
    StringBuilder base64 = new StringBuilder();
    for (String line : lines.substring(Math.max(blank, 0)).split("\n", -1)) {
      String text = LITERAL_EDGES.matcher(line.strip()).replaceAll("");
      if (!text.startsWith("=")) { // the checksum line of a PGP block
        base64.append(text);
      }
    }
    try {
      return Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The private key of a service-account file: a PEM block with escaped line ends. */
  static Proofs.Outcome serviceAccount(String secret) {
    Proofs.Outcome key = pem(secret);
    return Proofs.structure(key.holds(), "its private key: " + key.words());
  }
}
