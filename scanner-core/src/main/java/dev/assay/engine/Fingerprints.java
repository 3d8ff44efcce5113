package dev.assay.engine;

import dev.assay.compare.GeneralNames;
import dev.assay.detect.SecretValues;
import dev.assay.model.Provenance;
import dev.assay.model.SecretValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Identities that survive rebase, move, reformat and repack. A secret's id is PBKDF2 with
 * HMAC-SHA-256 (RFC 8018, one block) of its bytes, slow for what could be guessed; a finding's
 * fingerprint is a hash of rule, secret id and class. Both are the first 128 bits, in hexadecimal.
 * Thread-safe; loaded only where there is a candidate.
 */
final class Fingerprints implements SecretValues {
  /** Rounds for secrets of little entropy: half a millisecond, which a guesser pays as well. */
  private static final int SLOW_ROUNDS = 1000;

  private static final double STRONG_BITS = 80;
  private static final int ID_BYTES = 16;
  private static final int CACHED = 50_000;
  private static final String HMAC = "HmacSHA256";

  /** Which layer a file is in changes with every step that is added before it. */
  private static final Pattern IMAGE_LAYER = Pattern.compile("!/layer \\d+(?: of [^!/]*)?!/");

  private static final String BUILT_IN_SALT = "dev.assay fingerprint 1";

  private final byte[] salt;
  private final boolean reveal;
  private final Set<String> listed;

  /** SHA-1 of those secrets that are listed, by secret id. */
  private final Map<String, String> hashes = new ConcurrentHashMap<>();

  private final Map<ByteBuffer, SecretValue> known = new ConcurrentHashMap<>();

  /**
   * @param salt empty for the built-in one
   * @param reveal whether values are kept to be shown
   */
  Fingerprints(String salt, boolean reveal) {
    this(salt, reveal, Set.of());
  }

  /**
   * @param listed SHA-1 of secrets, hexadecimal, that {@link #listed} recognises
   */
  Fingerprints(String salt, boolean reveal, Set<String> listed) {
    this.listed = Set.copyOf(listed);
    this.salt = (salt.isEmpty() ? BUILT_IN_SALT : salt).getBytes(StandardCharsets.UTF_8);
    this.reveal = reveal;
  }

  @Override
  public SecretValue of(byte[] bytes, int from, int to) {
    SecretValue value = known.get(ByteBuffer.wrap(bytes, from, to - from));
    if (value == null) {
      byte[] secret = Arrays.copyOfRange(bytes, from, to);
      value =
          new SecretValue(
              SecretValues.mask(bytes, from, to),
              () -> secretId(secret),
              reveal ? new String(secret, StandardCharsets.UTF_8) : null);
      if (!listed.isEmpty()) {
        String hash = sha1(secret);
        if (listed.contains(hash)) {
          hashes.put(value.secretId(), hash);
        }
      }
      if (known.size() >= CACHED) {
        known.clear();
      }
      known.put(ByteBuffer.wrap(secret), value);
    }
    return value;
  }

  /**
   * The fingerprint of a finding.
   *
   * @param subject what it is about, where there is no secret
   */
  static String fingerprint(
      String ruleId, @Nullable SecretValue secret, String subject, Provenance place) {
    String kind = place.contained() ? "artifact" : "repository";
    String what =
        secret != null
            ? secret.secretId()
            : generalised(ruleId, place) + '\0' + withoutVersions(subject);
    MessageDigest digest = sha256();
    digest.update((ruleId + '\0' + kind + '\0' + what).getBytes(StandardCharsets.UTF_8));
    return hex(digest.digest());
  }

  /** The logical path without what changes from release to release. */
  private static String generalised(String ruleId, Provenance place) {
    String path = place.path();
    if (place.contained()) {
      path = "*" + path.substring(place.outermost().path().length());
      path = IMAGE_LAYER.matcher(path).replaceAll("!/");
    }
    path = withoutVersions(path);
    return ruleId.startsWith("contents-") ? GeneralNames.of(path, "") : path; // and hashes in names
  }

  /** {@code text} with each run of digits, dots and what follows them in a version as {@code *}. */
  static String withoutVersions(String text) {
    StringBuilder general = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = versionEnd(text, i);
      if (end > i && startsWord(text, text.startsWith("v", i - 1) ? i - 1 : i)) {
        general.append('*');
        i = end;
      } else {
        general.append(text.charAt(i++));
      }
    }
    return general.toString();
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  /** The end of a version ({@code 1.2}, {@code 1.2.3-rc.1}) that begins at {@code i}; else i. */
  private static int versionEnd(String text, int i) {
    int end = i;
    boolean dotted = false;
    while (true) {
      int digits = end;
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      if (end == digits) {
        return dotted ? digits - 1 : i;
      }
      if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
        dotted = true;
        end++;
      } else {
        break;
      }
    }
    if (!dotted) {
      return i;
    }
    if (end + 1 < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
      int qualifier = qualifierEnd(text, end + 1);
      if (qualifier > end + 1) {
        return qualifier;
      }
    }
    return end;
  }

  private static int qualifierEnd(String text, int from) {
    for (String name : new String[] {"SNAPSHOT", "alpha", "beta", "rc", "RC", "M"}) {
      if (text.startsWith(name, from)) {
        int end = from + name.length();
        while (end < text.length()
            && (isDigit(text.charAt(end))
                || (text.charAt(end) == '.'
                    && end + 1 < text.length()
                    && isDigit(text.charAt(end + 1))))) {
          end++;
        }
        return end;
      }
    }
    return from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String secretId(byte[] secret) {
    int rounds = entropyBits(secret) < STRONG_BITS ? SLOW_ROUNDS : 1;
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      mac.update(salt);
      byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
      byte[] key = block.clone();
      for (int round = 1; round < rounds; round++) {
        block = mac.doFinal(block);
        for (int i = 0; i < key.length; i++) {
          key[i] ^= block[i];
        }
      }
      return hex(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shannon entropy of the bytes times their number: an upper estimate. */
  private static double entropyBits(byte[] secret) {
    int[] counts = new int[256];
    for (byte value : secret) {
      counts[value & 0xFF]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count * (Math.log((double) count / secret.length) / Math.log(2));
      }
    }
    return bits;
  }

  /** The SHA-1 of a secret, if that is among those that are listed; else null. */
  @Nullable String listed(@Nullable SecretValue secret) {
    return secret == null || hashes.isEmpty() ? null : hashes.get(secret.secretId());
  }

  /** What another scanner's list has; it protects nothing here. */
  private static String sha1(byte[] secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes, 0, ID_BYTES);
  }
}
