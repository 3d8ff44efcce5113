package dev.assay.detect.licence;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells files whose SHA-256 a team has listed as that of something that must not ship. */
public final class KnownFileDetector implements Detector {
  private final Set<String> digests;

  /**
   * @param digests lower-case hexadecimal
   */
  public KnownFileDetector(Set<String> digests) {
    this.digests = Set.copyOf(digests);
  }

  @Override
  public boolean raw() {
    return true;
  }

  @Override
  public Worker worker() {
    return new Hashing();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** One thread's digest, used again for each file. */
  private final class Hashing implements Worker, Pass {
    private final MessageDigest digest = sha256();
    private @Nullable Observer out;
    private boolean whole;

    @Override
    public Pass begin(Content content, Observer observer) {
      if (content.provenance() instanceof Provenance.View
          || content.provenance() instanceof Provenance.Message) {
        return NONE;
      }
      out = observer;
      whole = false;
      digest.reset();
      return this;
    }

    @Override
    public void window(Window window) {
      digest.update(window.bytes(), window.ownBegin(), window.ownEnd() - window.ownBegin());
      whole = window.last();
    }

    @Override
    public void end() {
      String sha256 = HexFormat.of().formatHex(digest.digest());
      if (whole && out != null && digests.contains(sha256)) {
        out.observe(
            new Candidate(
                    LicenceFindings.KNOWN_FILE.id(),
                    LicenceFindings.KNOWN_FILE.severity(),
                    LicenceFindings.KNOWN_FILE.confidence(),
                    2,
                    true,
                    List.of("its SHA-256 is " + sha256 + ", which `licences.proprietary` lists"),
                    null,
                    0,
                    0,
                    null,
                    null,
                    null,
                    sha256)
                .withMessage("A file that is listed as proprietary"));
      }
    }
  }
}
