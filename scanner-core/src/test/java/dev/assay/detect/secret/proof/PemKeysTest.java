package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Severity;
import dev.assay.rules.example.Placeholders;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys in blocks: whether they decode, and as what. */
class PemKeysTest {
  private static final String BEGIN = "-----BEGIN EC PRIVATE " + "KEY-----";
  private static final String END = "-----END EC PRIVATE " + "KEY-----";

  private static Outcome pem(String block) {
    return Proofs.check("pem", Claim.of(block));
  }

  private static String sample(String label) {
    return Placeholders.expand("<<pem:" + label + ">>", "pem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSA PRIVATE KEY|RSA key of 2048 bits whose primes|CRITICAL",
        "PRIVATE KEY|RSA key of 2048 bits whose primes|CRITICAL",
        "EC PRIVATE KEY|EC key on P-256|CRITICAL",
        "DSA PRIVATE KEY|DSA key of 1024 bits|CRITICAL",
        "OPENSSH PRIVATE KEY|Ed25519 key, without a passphrase|CRITICAL",
        "ENCRYPTED PRIVATE KEY|encrypted with a passphrase|MEDIUM",
        "PGP PRIVATE KEY BLOCK|RSA of 2048 bits, without a passphrase|CRITICAL",
      })
  void tellsKindAndSize(String label, String words, Severity most) {
    Outcome outcome = pem(sample(label));
    assertThat(outcome.holds()).as(outcome.words()).isTrue();
    assertThat(outcome.words()).contains(words);
    assertThat(outcome.most()).isEqualTo(most);
  }

  @Test
  void readsWhatJavaMakes() throws Exception {
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec("secp384r1"));
    assertThat(pem(block(ec.generateKeyPair().getPrivate().getEncoded())).words())
        .contains("EC key on P-384");
    assertThat(pkcs8("Ed25519")).contains("a key of Ed25519");
    assertThat(pkcs8("X25519")).contains("a key of X25519");
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    Outcome outcome = pem(block(rsa.generateKeyPair().getPrivate().getEncoded()));
    assertThat(outcome.level()).isEqualTo(Outcome.CHECKSUM);
    assertThat(outcome.words()).contains("RSA key of 1024 bits whose primes make its modulus");
  }

  /** A packet of GnuPG's default kind of key: curve, point, then how the secret part is kept. */
  @Test
  void tellsWhetherAPassphraseProtectsACurveKey() {
    byte[] packet = new byte[120];
    packet[0] = (byte) 0x94;
    packet[1] = 118;
    packet[2] = 4;
    packet[7] = 22;
    packet[8] = 9; // the curve's identifier
    packet[18] = 1; // 263 bits
    packet[19] = 7;
    String open = PgpKey.describe(packet, -1).words();
    assertThat(open).isEqualTo("its body decodes as an OpenPGP key, EdDSA, without a passphrase");
    packet[53] = (byte) 254;
    assertThat(PgpKey.describe(packet, -1).words()).endsWith("EdDSA, encrypted with a passphrase");
  }

  private static String pkcs8(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    return pem(block(generator.generateKeyPair().getPrivate().getEncoded())).words();
  }

  private static String block(byte[] der) {
    return "-----BEGIN PRIVATE "
        + "KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PRIVATE "
        + "KEY-----";
  }

  @Test
  void provesABlockHoweverItIsWritten() {
    String block = sample("EC PRIVATE KEY");
    for (String end :
        new String[] {
          "\r\n",
          "\\n",
          "\\\\n",
          "\\r\\n",
          " ",
          "\n    ",
          "\\\n",
          "\n# ",
          "\n * ",
          "\\n\" +\n    \"",
          "\\n\" + \"",
          "',\n  '",
          "\n// "
        }) {
      Outcome outcome = pem(block.replace("\n", end));
      assertThat(outcome.holds()).as("%s: %s", end, outcome.words()).isTrue();
    }
  }

  @Test
  void doubtsWhatDoesNotDecode() {
    assertThat(pem(BEGIN + "\n<your key here>\n" + END).holds()).isFalse();
    assertThat(pem(BEGIN + "\n" + "A".repeat(64) + "\n" + END).holds()).isFalse();
    assertThat(pem(BEGIN).holds()).isFalse();
    String random = Placeholders.expand("MIIE<<base64:60>>", "random");
    assertThat(pem(BEGIN + "\n" + random + "\n" + END).result()).isEqualTo(Outcome.Result.SAYS);
  }

  @Test
  void doubtsWhatWasChanged() {
    String block = sample("RSA PRIVATE KEY");
    int at = block.length() / 6;
    char other = block.charAt(at) == 'A' ? 'B' : 'A';
    String changed = block.substring(0, at) + other + block.substring(at + 1);
    assertThat(pem(changed).words()).contains("don't make its modulus");
    String pgp = sample("PGP PRIVATE KEY BLOCK");
    int middle = pgp.length() / 2;
    char another = pgp.charAt(middle) == 'A' ? 'B' : 'A';
    assertThat(pem(pgp.substring(0, middle) + another + pgp.substring(middle + 1)).words())
        .contains("CRC-24) does not hold");
  }

  @Test
  void readsNothingBeyondItsBytes() {
    Random random = new Random(1);
    byte[] der = Base64.getMimeDecoder().decode(sample("EC PRIVATE KEY").split("-----", -1)[2]);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = der.clone();
      for (int n = 0; n < 3; n++) {
        changed[random.nextInt(20)] = (byte) random.nextInt();
      }
      assertThat(pem(block(changed)).words()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void checksPuttysMac(String version) {
    String file = Placeholders.expand("<<ppk:" + version + ">>", "ppk");
    Outcome outcome = Proofs.check("putty", Claim.of(file));
    assertThat(outcome.words()).contains("Ed25519 key, without a passphrase; its MAC holds");
    assertThat(outcome.level()).isEqualTo(Outcome.CHECKSUM);
    Outcome renamed = Proofs.check("putty", Claim.of(file.replace("ci@build", "cd@build")));
    assertThat(renamed.result()).isEqualTo(Outcome.Result.FAILS);
    String encrypted = file.replace("Encryption: none", "Encryption: aes256-cbc");
    assertThat(Proofs.check("putty", Claim.of(encrypted)).most()).isEqualTo(Severity.MEDIUM);
    assertThat(Proofs.check("putty", Claim.of(file.replace("\n", "\r\n"))).holds()).isTrue();
  }
}
