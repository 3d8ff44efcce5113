package dev.assay.report.sbom;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/** Makes texts fit for documents: whatever a package calls itself, the document stays valid. */
final class BillText {

  /** UTF-16 code units of one text. */
  static final int LONGEST = 4096;

  private static final char REPLACEMENT = '\ufffd';
  private static final Pattern ADDRESS = Pattern.compile("(https?|git|ssh|ftp|git\\+[a-z]+)://.+");

  private BillText() {}

  /**
   * {@code text} on one line, without what XML can't hold or a reader can't see, at most {@link
   * #LONGEST} long.
   */
  static String line(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (c == '\t' || c == '\n' || c == '\r') {
        out.append(' ');
      } else if (Character.isISOControl(c)
          || Character.getType(c) == Character.FORMAT // turns the direction of what follows
          || Character.isSurrogate(c)
          || c >= 0xfffe) {
        out.append(REPLACEMENT);
      } else {
        out.append(c);
      }
    }
    return out.toString().strip();
  }

  /** {@code text} on one line, or {@code other} if nothing is left of it. */
  static String line(String text, String other) {
    String line = line(text);
    return line.isEmpty() ? other : line;
  }

  /** {@code text} if it is an address of the web or of a repository; else null. */
  static @Nullable String address(String text) {
    if (!ADDRESS.matcher(text).matches() || text.length() > LONGEST) {
      return null;
    }
    try {
      URI uri = new URI(text);
      return uri.getHost() == null || uri.getRawUserInfo() != null ? null : uri.toASCIIString();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** {@code path} as a relative reference of RFC 3986. */
  static String reference(String path) {
    StringBuilder out = new StringBuilder();
    for (byte each : line(path).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~/!".indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      }
    }
    String reference = out.toString();
    return reference.startsWith("/") ? "file://" + reference : reference;
  }

  /**
   * Whether {@code text} is an address of electronic mail, as the validators of CycloneDX see it:
   * by the domains that there are.
   */
  static boolean isEmail(String text) {
    return text.length() <= 254 && EmailValidator.getInstance().isValid(text);
  }

  /** The first {@code digits} hexadecimal digits of the SHA-256 of {@code text}. */
  static String digest(String text, int digits) {
    return HexFormat.of()
        .formatHex(sha("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
        .substring(0, digits);
  }

  static MessageDigest sha(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An identifier of letters, digits, points and hyphens, unique for {@code of} for all one cares.
   *
   * @param name what a person should recognise it by
   */
  static String identifier(String name, String of) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length() && out.length() < 60; i++) {
      char c = name.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
      out.append(plain ? c : '-');
    }
    return out.append('-').append(digest(of, 12)).toString();
  }
}
