package dev.assay.model;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A secret as reports may know it: masked, and by its id. The value itself is kept only on request.
 */
public final class SecretValue {
  private final String masked;
  private final @Nullable String revealed;
  private @Nullable Supplier<String> slowId;
  private @Nullable String secretId;

  /**
   * @param masked what may be shown
   * @param secretId salted, slow hash of the value (see {@code Fingerprints})
   * @param revealed the value, only under {@code --show-secrets}; else null
   */
  public SecretValue(String masked, String secretId, @Nullable String revealed) {
    this.masked = masked;
    this.secretId = secretId;
    this.revealed = revealed;
  }

  /**
   * The same with an id that is only worked out when somebody asks for it.
   *
   * @param slowId asked once; holds the secret until then
   */
  public SecretValue(String masked, Supplier<String> slowId, @Nullable String revealed) {
    this.masked = masked;
    this.slowId = slowId;
    this.revealed = revealed;
  }

  /** At most the first four characters, none of a short one, then asterisks and the length. */
  public String masked() {
    return masked;
  }

  /** The same for the same secret under the same salt. */
  public synchronized String secretId() {
    String id = secretId;
    if (id == null) {
      id = Objects.requireNonNull(slowId).get();
      secretId = id;
      slowId = null;
    }
    return id;
  }

  /** The value where the user asked to see it, else the mask. */
  public String shown() {
    return revealed != null ? revealed : masked;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretValue that
        && masked.equals(that.masked)
        && secretId().equals(that.secretId());
  }

  @Override
  public int hashCode() {
    return Objects.hash(masked, secretId());
  }

  @Override
  public String toString() {
    return masked;
  }
}
