package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import org.jspecify.annotations.Nullable;

/** Keys in PEM blocks and what resembles them. */
final class PemKeys {
  private static final int MIN_BYTES = 32;

  /** First bytes of SSH Communications' private keys. */
  private static final int[] SSH2_MAGIC = {0x3f, 0x6f, 0xf9, 0xeb};

  private PemKeys() {}

  static Outcome check(String text) {
    PemBlock block = PemBlock.read(text);
    if (block == null) {
      return Outcome.fails("its frame is not whole");
    }
    byte[] bytes = block.bytes();
    if (bytes == null || bytes.length < MIN_BYTES) {
      return Outcome.fails("its body does not decode as a key");
    }
    Outcome kind = kind(block, bytes);
    if (kind != null) {
      return kind;
    }
    if (bytes[0] == DerReader.SEQUENCE && !block.saysEncrypted()) {
      return Outcome.says("its body begins as DER, yet does not decode as a key");
    }
    return block.saysEncrypted()
        ? Outcome.structure(
                "its body decodes as binary, "
                    + bytes.length
                    + " bytes, encrypted with a passphrase")
            .atMost(Severity.MEDIUM)
        : Outcome.fails("its body is base64, yet no key in it");
  }

  /** The base 64 of a key in DER, without the frame of a block. */
  static Outcome bare(String text) {
    byte[] bytes = RawKeys.base64(text);
    Outcome kind = bytes == null ? null : DerKey.describe(bytes);
    return kind == null ? Outcome.fails("it does not decode as a key") : kind;
  }

  private static @Nullable Outcome kind(PemBlock block, byte[] bytes) {
    if (block.label().startsWith("PGP")) {
      byte[] check = RawKeys.base64(block.check());
      int crc =
          check == null || check.length != 3
              ? -1
              : ((check[0] & 0xff) << 16) | ((check[1] & 0xff) << 8) | (check[2] & 0xff);
      return PgpKey.describe(bytes, crc);
    }
    if (block.label().startsWith("SSH2")) {
      return ssh2(bytes);
    }
    if (block.label().contains("NKEY")) {
      return Crc16Keys.nkey(block.base64());
    }
    Outcome openssh = OpenSshKey.describe(bytes);
    return openssh != null ? openssh : DerKey.describe(bytes);
  }

  /** ssh.com's form: magic, length, key type, cipher ({@code none} or not), key. */
  private static @Nullable Outcome ssh2(byte[] bytes) {
    for (int i = 0; i < SSH2_MAGIC.length; i++) {
      if ((bytes[i] & 0xff) != SSH2_MAGIC[i]) {
        return null;
      }
    }
    SshReader key = new SshReader(bytes, 8);
    key.text();
    return key.text().equals("none")
        ? Outcome.structure("its body decodes as an SSH2 key without a passphrase")
        : Outcome.structure("its body decodes as an SSH2 key encrypted with a passphrase")
            .atMost(Severity.MEDIUM);
  }

  /** The private key of a Google service-account file: a PEM block with escaped line ends. */
  static Outcome serviceAccount(String secret) {
    Outcome key = check(secret);
    return new Outcome(
        key.result(), key.level(), "its private key: " + key.words(), key.least(), key.most());
  }
}
