package dev.assay.detect.checksum;

import dev.assay.detect.checksum.Der.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signature block of a signed jar, {@code META-INF/X.RSA}: PKCS #7 SignedData without content
 * (RFC 2315, RFC 5652). Says whether the keys in it signed these bytes. Whether anybody trusts
 * these keys is not asked, so that the answer is the same everywhere; neither is the time.
 */
final class SignatureBlock {

  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final int MOST_SIGNERS = 8;
  private static final int MOST_CERTIFICATES = 64;

  private static final Map<String, String> DIGESTS =
      Map.of(
          "1.2.840.113549.2.5", "MD5",
          "1.3.14.3.2.26", "SHA-1",
          "2.16.840.1.101.3.4.2.4", "SHA-224",
          "2.16.840.1.101.3.4.2.1", "SHA-256",
          "2.16.840.1.101.3.4.2.2", "SHA-384",
          "2.16.840.1.101.3.4.2.3", "SHA-512");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SignatureBlock() {}

  /**
   * What one signer did.
   *
   * @param who subject of the certificate; empty if it isn't there
   * @param until the certificate was valid, a day; empty if unknown
   * @param digest JCA name of the digest that was signed
   * @param fault why it does not hold, continuing "the signature of X"; null if it holds
   * @param known whether it could be checked
   */
  record Signer(String who, String until, String digest, @Nullable String fault, boolean known) {}

  /**
   * Checks all signatures in {@code block}.
   *
   * @param signed what should be signed
   * @throws MalformedException if it is none, in a sentence
   */
  static List<Signer> check(byte[] block, byte[] signed) throws MalformedException {
    List<Der> info = Der.of(block).children();
    if (info.size() < 2 || !info.get(0).oid().equals(SIGNED_DATA)) {
      throw new MalformedException("it is no PKCS #7 signature");
    }
    List<Der> data = Der.child(info.get(1).children(), 0, Der.SEQUENCE).children();
    List<X509Certificate> certificates = new ArrayList<>();
    List<Signer> signers = new ArrayList<>();
    for (int i = 3; i < data.size(); i++) {
      Der part = data.get(i);
      if (part.tag() == 0xa0) {
        certificates(part, certificates);
      } else if (part.tag() == Der.SET) {
        for (Der signer : part.children()) {
          if (signers.size() < MOST_SIGNERS) {
            signers.add(signer(signer.children(), certificates, signed));
          }
        }
      }
    }
    if (signers.isEmpty()) {
      throw new MalformedException("nobody signed in it");
    }
    return signers;
  }

  private static void certificates(Der set, List<X509Certificate> out) throws MalformedException {
    for (Der each : set.children()) {
      if (each.tag() == Der.SEQUENCE && out.size() < MOST_CERTIFICATES) {
        try {
          out.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(each.whole())));
        } catch (GeneralSecurityException | RuntimeException e) {
          // Then nobody signed with it, or that is told.
        }
      }
    }
  }

  private static Signer signer(List<Der> info, List<X509Certificate> certificates, byte[] signed)
      throws MalformedException {
    if (info.size() < 5) {
      throw new MalformedException("a signature in it is not whole");
    }
    X509Certificate certificate = certificate(info.get(1), certificates);
    String who = certificate == null ? "" : certificate.getSubjectX500Principal().getName();
    String until = certificate == null ? "" : DAY.format(certificate.getNotAfter().toInstant());
    String digestId = Der.child(info.get(2).children(), 0, Der.OID).oid();
    String digest = DIGESTS.getOrDefault(digestId, "");
    int next = 3;
    Der attributes = info.get(next).tag() == 0xa0 ? info.get(next++) : null;
    if (next + 1 >= info.size()) {
      throw new MalformedException("a signature in it is not whole");
    }
    List<Der> algorithm = info.get(next).children();
    byte[] signature = info.get(next + 1).value();
    if (certificate == null) {
      return new Signer(
          who, until, digest, "can't be checked: its certificate is not in the block", false);
    }
    try {
      byte[] content = signed;
      if (attributes != null) {
        if (digest.isEmpty()) {
          return unknown(who, until, digest);
        }
        byte[] found = MessageDigest.getInstance(digest).digest(signed);
        if (!Arrays.equals(found, messageDigest(attributes))) {
          return new Signer(who, until, digest, "is of other bytes", true);
        }
        content = attributes.whole();
        content[0] = Der.SET;
      }
      Signature verifier = verifier(algorithm, digest);
      if (verifier == null) {
        return unknown(who, until, digest);
      }
      PublicKey key = certificate.getPublicKey();
      verifier.initVerify(key);
      verifier.update(content);
      boolean holds;
      try {
        holds = verifier.verify(signature);
      } catch (GeneralSecurityException e) {
        holds = false; // its form is that of no signature
      }
      return new Signer(
          who, until, digest, holds ? null : "does not fit the key of its certificate", true);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      return unknown(who, until, digest);
    }
  }

  private static Signer unknown(String who, String until, String digest) {
    return new Signer(
        who, until, digest, "can't be checked: it is of an algorithm not known here", false);
  }

  private static byte[] messageDigest(Der attributes) throws MalformedException {
    for (Der attribute : attributes.children()) {
      List<Der> parts = attribute.children();
      if (parts.size() >= 2 && parts.get(0).oid().equals(MESSAGE_DIGEST)) {
        List<Der> values = parts.get(1).children();
        return values.isEmpty() ? new byte[0] : values.get(0).value();
      }
    }
    return new byte[0];
  }

  private static @Nullable X509Certificate certificate(Der id, List<X509Certificate> certificates)
      throws MalformedException {
    if (id.tag() == 0x80) {
      for (X509Certificate each : certificates) {
        byte[] key = each.getExtensionValue("2.5.29.14");
        if (key != null && Arrays.equals(Der.of(Der.of(key).value()).value(), id.value())) {
          return each;
        }
      }
      return null;
    }
    List<Der> parts = id.children();
    if (parts.size() < 2) {
      throw new MalformedException("a signer in it has no name");
    }
    byte[] issuer = parts.get(0).whole();
    for (X509Certificate each : certificates) {
      if (each.getSerialNumber().equals(parts.get(1).number())
          && Arrays.equals(each.getIssuerX500Principal().getEncoded(), issuer)) {
        return each;
      }
    }
    // Some programs write the name in another form than the certificate has it.
    for (X509Certificate each : certificates) {
      if (each.getSerialNumber().equals(parts.get(1).number())) {
        return each;
      }
    }
    return null;
  }

  /** Null if it isn't known. */
  private static @Nullable Signature verifier(List<Der> algorithm, String digest)
      throws MalformedException, GeneralSecurityException, IOException {
    if (algorithm.isEmpty()) {
      return null;
    }
    String id = algorithm.get(0).oid();
    String plain = digest.replace("-", "");
    String family = id.equals(RSA) ? "RSA" : id.equals(EC) ? "ECDSA" : id.equals(DSA) ? "DSA" : "";
    if (!family.isEmpty()) {
      return plain.isEmpty() ? null : Signature.getInstance(plain + "with" + family);
    }
    if (id.equals(PSS)) {
      Signature verifier = Signature.getInstance("RSASSA-PSS");
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      if (algorithm.size() < 2) {
        return null;
      }
      parameters.init(algorithm.get(1).whole());
      verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
      return verifier;
    }
    return Signature.getInstance(id);
  }
}
