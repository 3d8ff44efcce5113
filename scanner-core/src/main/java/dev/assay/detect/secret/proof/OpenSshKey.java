package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** OpenSSH's own form of private keys (PROTOCOL.key of openssh-portable). */
final class OpenSshKey {
  private static final String MAGIC = "openssh-key-v1\0";

  private OpenSshKey() {}

  /** What the key is; null if the bytes don't begin as one. */
  static @Nullable Outcome describe(byte[] bytes) {
    int start = MAGIC.length();
    if (bytes.length < start
        || !new String(bytes, 0, start, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      return null;
    }
    SshReader key = new SshReader(bytes, start);
    String cipher = key.text();
    String derivation = key.text();
    key.string(); // the derivation's options
    int count = key.number();
    byte[] open = key.string();
    byte[] secret = key.string();
    if (cipher.isEmpty() || derivation.isEmpty() || count < 1 || open == null || secret == null) {
      return Outcome.fails("its body begins as an OpenSSH key, yet is not whole");
    }
    String kind = SshReader.kind(open);
    String words = "its body decodes as an OpenSSH key" + (kind.isEmpty() ? "" : ", " + kind);
    if (!cipher.equals("none")) {
      return Outcome.structure(words + ", encrypted with a passphrase").atMost(Severity.MEDIUM);
    }
    if (!agree(secret)) {
      return Outcome.fails(words + ", yet its check numbers differ");
    }
    Outcome outcome = Outcome.checksum(words + ", without a passphrase; its check numbers agree");
    return kind.contains("security key") ? outcome.atMost(Severity.LOW) : outcome;
  }

  /** A key that was decrypted well begins with one random number twice. */
  private static boolean agree(byte[] secret) {
    if (secret.length < 8) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      if (secret[i] != secret[i + 4]) {
        return false;
      }
    }
    return true;
  }
}
