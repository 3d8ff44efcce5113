package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** What a registry wants to see. Shows itself to nobody: it has no text form. */
public final class Credentials {
  private final String authorization;

  /** The value of the header {@code Authorization}. */
  Credentials(String authorization) {
    this.authorization = authorization;
    if (!authorization.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new UsageException(
          "The credentials of a registry hold characters that can't be sent; look for line breaks.");
    }
  }

  /** A name and its password (RFC 7617). */
  public static Credentials basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
  }

  /**
   * What {@code base64} holds.
   *
   * @param where it stands, for messages
   */
  static String decoded(String base64, String where) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UsageException("'" + where + "' is not in base64, as npm wants it.");
    }
  }

  /** The value of the header {@code Authorization} (or, for a proxy, its own). */
  public String authorization() {
    return authorization;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Credentials same && same.authorization.equals(authorization);
  }

  @Override
  public int hashCode() {
    return Objects.hash(authorization);
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
