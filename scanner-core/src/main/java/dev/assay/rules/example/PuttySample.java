package dev.assay.rules.example;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** PuTTY's private keys without a passphrase (PuTTY's manual, appendix C). */
final class PuttySample {
  private static final String TYPE = "ssh-ed25519";
  private static final String COMMENT = "ci@build";

  private PuttySample() {}

  static String file(SeededText random, String version) {
    byte[] pair = KeySample.ed25519Pair(random);
    byte[] open =
        Der.joined(Der.string(KeySample.ascii(TYPE)), Der.string(Arrays.copyOfRange(pair, 32, 64)));
    byte[] secret = Der.string(Arrays.copyOf(pair, 32));
    byte[] covered =
        Der.joined(
            Der.string(KeySample.ascii(TYPE)),
            Der.string(KeySample.ascii("none")),
            Der.string(KeySample.ascii(COMMENT)),
            Der.string(open),
            Der.string(secret));
    return "PuTTY-User-Key-File-"
        + version
        + ": "
        + TYPE
        + "\nEncryption: none\nComment: "
        + COMMENT
        + "\nPublic-Lines: "
        + lines(open)
        + "Private-Lines: "
        + lines(secret)
        + "Private-MAC: "
        + HexFormat.of().formatHex(mac(version, covered));
  }

  private static byte[] mac(String version, byte[] covered) {
    try {
      boolean third = version.equals("3");
      String algorithm = third ? "HmacSHA256" : "HmacSHA1";
      byte[] key =
          third
              ? new byte[1]
              : MessageDigest.getInstance("SHA-1")
                  .digest(KeySample.ascii("putty-private-key-file-mac-key"));
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(covered);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }

  private static String lines(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    int count = (base64.length() + 63) / 64;
    StringBuilder text = new StringBuilder().append(count).append('\n');
    for (int at = 0; at < base64.length(); at += 64) {
      text.append(base64, at, Math.min(at + 64, base64.length())).append('\n');
    }
    return text.toString();
  }
}
