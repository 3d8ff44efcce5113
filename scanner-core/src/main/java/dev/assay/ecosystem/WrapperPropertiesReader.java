package dev.assay.ecosystem;

import dev.assay.model.Confidence;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code gradle-wrapper.properties} (docs.gradle.org, "Verifying the downloaded Gradle
 * distribution") and {@code maven-wrapper.properties} (maven.apache.org/wrapper, "Verification of
 * Downloaded Binaries"): which distribution a build downloads and runs, and the SHA-256 that it
 * must have.
 */
final class WrapperPropertiesReader implements LockfileReader {

  private static final String GRADLE = "gradle-wrapper.properties";
  private static final String MAVEN = "maven-wrapper.properties";
  private static final String SHA256 = "SHA-256";

  @Override
  public String format() {
    return "wrapper-properties";
  }

  @Override
  public boolean reads(String name) {
    return name.equals(GRADLE) || name.equals(MAVEN);
  }

  /** A property: its value without escapes, and where that stands. */
  private record Property(String value, int from, int to) {}

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Map<String, Property> properties = new HashMap<>();
    TextLines lines = new TextLines(text.open());
    while (lines.next()) {
      String line = lines.text();
      int start = 0;
      while (start < line.length() && (line.charAt(start) == ' ' || line.charAt(start) == '\t')) {
        start++;
      }
      int equals = line.indexOf('=', start);
      if (start == line.length() || "#!".indexOf(line.charAt(start)) >= 0 || equals < 0) {
        continue;
      }
      int value = equals + 1;
      while (value < line.length() && line.charAt(value) == ' ') {
        value++;
      }
      properties.put(
          line.substring(start, equals).strip(),
          new Property(
              line.substring(value).strip().replace("\\", ""),
              lines.offset() + value,
              lines.offset() + Math.max(value, line.stripTrailing().length())));
    }
    String inner = claimant.innerPath();
    boolean maven = inner.endsWith(MAVEN);
    new Reading(text, claimant, out, properties)
        .pair("distributionUrl", "distributionSha256Sum", Pin.Kind.ARTIFACT, null);
    if (maven) {
      new Reading(text, claimant, out, properties)
          .pair("wrapperUrl", "wrapperSha256Sum", Pin.Kind.FILE, "maven-wrapper.jar");
    }
  }

  private record Reading(
      LockfileText text, Provenance claimant, Output out, Map<String, Property> properties) {

    void pair(String url, String sum, Pin.Kind kind, @Nullable String sibling) {
      Property address = properties.get(url);
      Property digest = properties.get(sum);
      if (digest != null && !digest.value().isEmpty()) {
        String hex = digest.value().toLowerCase(Locale.ROOT);
        String name = sibling;
        if (name == null && address != null) {
          name = address.value().substring(address.value().lastIndexOf('/') + 1);
        }
        String subject = kind == Pin.Kind.FILE ? LogicalPaths.resolve(claimant, "" + name) : name;
        if (!Digests.isHex(hex, SHA256)) {
          out.problem(
              Problem.Kind.MALFORMED,
              text.line(digest.from()),
              sum + " doesn't have the length or the characters of a SHA-256");
        } else if (subject != null) {
          out.pin(
              new Pin(
                  kind, subject, SHA256, hex, claimant, text.region(digest.from(), digest.to())));
        }
        return;
      }
      if (address != null) {
        String shown =
            new String(
                address.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        out.fault(
            new IntegrityFault(
                "checksum-missing-pin",
                Severity.LOW,
                Confidence.HIGH,
                claimant,
                text.region(address.from(), address.to()),
                url,
                "the build downloads and runs "
                    + shown.substring(shown.lastIndexOf('/') + 1)
                    + ", and "
                    + sum
                    + " is not set, so it is not checked"));
      }
    }
  }
}
