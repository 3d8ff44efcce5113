package dev.assay.detect.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksumCorrelatorTest {

  private static final Provenance LOCK = new Provenance.File("package-lock.json");
  private static final Provenance LIST = new Provenance.File("SHA256SUMS");

  private final List<Pin> pins = new ArrayList<>();
  private final List<FileDigest> digests = new ArrayList<>();

  private static Region at(int line) {
    return new Region(line, 1, line, 65, line * 100L, 64);
  }

  private void pin(
      Pin.Kind kind, String subject, String algorithm, String text, Provenance by, int line)
      throws IOException {
    pins.add(new Pin(kind, subject, algorithm, digest(subject, algorithm, text), by, at(line)));
  }

  private static String digest(String path, String algorithm, String text) throws IOException {
    return file(path, text, Set.of(algorithm)).digests().get(algorithm);
  }

  private static FileDigest file(String path, String text, Set<String> algorithms)
      throws IOException {
    return FileDigest.of(
        new BytesContent(new Provenance.File(path), text.getBytes(StandardCharsets.UTF_8)),
        algorithms);
  }

  private List<String> found(Set<String> absent) {
    List<String> found = new ArrayList<>();
    new ChecksumCorrelator()
        .correlate(
            new Inventory(pins, digests, List.of(), absent),
            (place, candidate) -> found.add(place.path() + shown(candidate)));
    return found;
  }

  private static String shown(Candidate candidate) {
    assertThat(BuiltInFindings.all())
        .anyMatch(
            rule ->
                rule.id().equals(candidate.ruleId()) && rule.severity() == candidate.severity());
    Region region = candidate.region();
    return ":"
        + (region == null ? 0 : region.line())
        + " "
        + candidate.ruleId()
        + " "
        + candidate.confidence().label()
        + " ["
        + candidate.subject()
        + "] "
        + candidate.evidence().get(0);
  }

  @Test
  void saysNothingWhenAllHolds() throws IOException {
    pin(Pin.Kind.FILE, "v/x.tgz", "SHA-512", "x", LOCK, 3);
    pin(Pin.Kind.LISTED_FILE, "v/x.tgz", "SHA-256", "x", LIST, 1);
    pin(Pin.Kind.PACKAGE, "node_modules/a", "SHA-512", "a", LOCK, 9);
    digests.add(file("v/x.tgz", "x", Set.of("SHA-512", "SHA-256")));
    assertThat(found(Set.of())).isEmpty();
  }

  @Test
  void tellsAMismatchAtTheClaim() throws IOException {
    pin(Pin.Kind.FILE, "v/x.tgz", "SHA-256", "claimed", LOCK, 3);
    digests.add(file("v/x.tgz", "other", Set.of("SHA-256")));
    assertThat(found(Set.of()))
        .containsExactly(
            "package-lock.json:3 checksum-mismatch high [v/x.tgz] SHA-256 of v/x.tgz is "
                + digest("v", "SHA-256", "other").substring(0, 16)
                + "…, and what stands here is "
                + digest("v", "SHA-256", "claimed").substring(0, 16)
                + "…");
  }

  /** Several digests in one place are alternatives; those of two files are not. */
  @Test
  void takesOneOfSeveralForEnough() throws IOException {
    pin(Pin.Kind.FILE, "x.tgz", "SHA-512", "old", LOCK, 3);
    pin(Pin.Kind.FILE, "x.tgz", "SHA-512", "x", LOCK, 3);
    digests.add(file("x.tgz", "x", Set.of("SHA-512")));
    assertThat(found(Set.of())).isEmpty();
    pin(Pin.Kind.FILE, "x.tgz", "SHA-512", "old", new Provenance.File("b/package-lock.json"), 3);
    assertThat(found(Set.of()))
        .singleElement()
        .asString()
        .startsWith("b/package-lock.json:3 checksum-mismatch");
  }

  @Test
  void tellsAListedFileThatIsMissing() throws IOException {
    pin(Pin.Kind.LISTED_FILE, "a", "SHA-256", "a", LIST, 1);
    pin(Pin.Kind.LISTED_FILE, "b", "SHA-256", "b", LIST, 2);
    pin(Pin.Kind.FILE, "c", "SHA-256", "c", LOCK, 3);
    digests.add(file("a", "a", Set.of("SHA-256")));
    assertThat(found(Set.of("b", "c")))
        .containsExactly(
            "SHA256SUMS:2 checksum-listed-missing medium [b] b is listed and is not here, while"
                + " others are");
    digests.clear();
    assertThat(found(Set.of("a", "b", "c")))
        .hasSize(2)
        .allMatch(each -> each.contains(" checksum-listed-missing low "));
    assertThat(found(Set.of())).as("nobody looked").isEmpty();
  }

  @Test
  void tellsWeakAlgorithmsOnceAFile() throws IOException {
    pin(Pin.Kind.PACKAGE, "node_modules/a", "SHA-1", "a", LOCK, 3);
    pin(Pin.Kind.PACKAGE, "node_modules/b", "SHA-1", "b", LOCK, 6);
    pin(Pin.Kind.PACKAGE, "node_modules/c", "SHA-512", "c", LOCK, 9);
    pin(Pin.Kind.LISTED_FILE, "d", "MD5", "d", new Provenance.File("MD5SUMS"), 1);
    pin(Pin.Kind.LISTED_FILE, "d", "SHA-256", "d", LIST, 1);
    pin(Pin.Kind.LISTED_FILE, "e.jar", "SHA-1", "e", new Provenance.File("e.jar.sha1"), 1);
    assertThat(found(Set.of()))
        .containsExactly(
            "e.jar.sha1:1 checksum-weak-algorithm low [] 1 of its 1 claims are made by SHA-1"
                + " alone, such as that of e.jar",
            "package-lock.json:3 checksum-weak-algorithm high [] 2 of its 3 claims are made by"
                + " SHA-1 alone, such as that of node_modules/a");
  }

  @Test
  void asksForPinnedFilesOnly() throws IOException {
    pin(Pin.Kind.FILE, "x.tgz", "SHA-512", "x", LOCK, 3);
    pin(Pin.Kind.LISTED_FILE, "x.tgz", "SHA-256", "x", LIST, 1);
    pin(Pin.Kind.PACKAGE, "node_modules/a", "SHA-512", "a", LOCK, 9);
    assertThat(
            new ChecksumCorrelator()
                .digestsWanted(new Inventory(pins, digests, List.of(), Set.of())))
        .isEqualTo(Map.of("x.tgz", Set.of("SHA-256", "SHA-512")));
  }

  @Test
  void explainsItsFindings() {
    assertThat(new ChecksumCorrelator().rules()).isEqualTo(BuiltInFindings.all());
    assertThat(BuiltInFindings.all())
        .extracting(RuleInfo::id)
        .containsExactly(
            "checksum-added-after-signing",
            "checksum-duplicate-entry",
            "checksum-installed-edited",
            "checksum-listed-missing",
            "checksum-mismatch",
            "checksum-missing-pin",
            "checksum-over-broad-trust",
            "checksum-signature-invalid",
            "checksum-unlisted",
            "checksum-weak-algorithm");
    assertThat(BuiltInFindings.MISMATCH.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(BuiltInFindings.MISSING.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(BuiltInFindings.WEAK.severity()).isEqualTo(Severity.LOW);
    assertThat(BuiltInFindings.MISMATCH.confidence()).isEqualTo(Confidence.HIGH);
  }
}
