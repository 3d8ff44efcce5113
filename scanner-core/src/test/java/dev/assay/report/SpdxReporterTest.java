package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.storage.simple.InMemSpdxStore;
import org.spdx.v3jsonldstore.JsonLDStore;

/** SPDX 2.3 and 3.0.1, read and judged by the project's own libraries. */
class SpdxReporterTest {

  private static final ReportOptions OPTIONS =
      new ReportOptions(
          "1.2.3",
          false,
          ReportOptions.Detail.NORMAL,
          "Acme <sbom@example.com> (https://acme.example)");

  @TestFactory
  Stream<DynamicTest> librariesAgree() {
    Map<String, ScanResult> all = new LinkedHashMap<>(Bills.all());
    all.putAll(Samples.all());
    return all.entrySet().stream()
        .map(bill -> DynamicTest.dynamicTest(bill.getKey(), () -> assertValid(bill.getValue())));
  }

  private static void assertValid(ScanResult result) throws Exception {
    byte[] two = bytes(new SpdxReporter(OPTIONS), result); // starts the library without a network
    MultiFormatStore store =
        new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON);
    SpdxDocument document = store.deSerialize(new ByteArrayInputStream(two), false);
    assertThat(document.verify()).isEmpty();
    byte[] three = bytes(new Spdx3Reporter(OPTIONS), result);
    assertThat(
            new JsonLDStore(new InMemSpdxStore())
                .deSerialize(new ByteArrayInputStream(three), false)
                .verify())
        .isEmpty();
  }

  @Test
  void saysAllThatIsKnownIn23() throws IOException {
    assertThat(text(new SpdxReporter(OPTIONS), Bills.rich()))
        .contains("\"Organization: Acme (sbom@example.com)\"")
        .contains("\"created\" : \"2026-03-31T10:00:00Z\"")
        .contains("\"licenseDeclared\" : \"(MIT OR Apache-2.0)\"")
        .contains("\"licenseComments\" : \"Its files hold Apache-2.0 AND MIT.\"")
        .contains("\"extractedText\" : \"SEE LICENSE IN LICENSE.md\"")
        .contains("\"relationshipType\" : \"DEV_DEPENDENCY_OF\"")
        .contains("\"relationshipType\" : \"PROVIDED_DEPENDENCY_OF\"")
        .contains("\"relationshipType\" : \"OPTIONAL_DEPENDENCY_OF\"")
        .contains("\"relatedSpdxElement\" : \"NOASSERTION\"")
        .contains("\"algorithm\" : \"SHA512\"")
        .contains("Unknown: version: no lockfile settles it")
        .contains("Not scanned: lib/x.zip: It is encrypted.");
  }

  @Test
  void saysAllThatIsKnownIn301() throws IOException {
    assertThat(text(new Spdx3Reporter(OPTIONS), Bills.rich()))
        .contains("\"relationshipType\" : \"hasDistributionArtifact\"")
        .contains("\"software_packageUrl\" : \"pkg:maven/org.lib/lib@2.0\"")
        .contains("\"simplelicensing_licenseExpression\" : \"MIT OR Apache-2.0\"")
        .contains("\"simplelicensing_licenseText\" : \"SEE LICENSE IN LICENSE.md\"")
        .contains("\"completeness\" : \"incomplete\"")
        .contains("\"scope\" : \"development\"")
        .contains("\"software_sbomType\" : [ \"analyzed\" ]")
        .contains("\"executable\"");
  }

  @Test
  void unknownTimeIsSaidToBeUnknown() throws IOException {
    for (Reporter reporter :
        new Reporter[] {new SpdxReporter(OPTIONS), new Spdx3Reporter(OPTIONS)}) {
      assertThat(text(reporter, Samples.clean()))
          .contains("1970-01-01T00:00:00Z")
          .contains("The time of creation is not known");
    }
  }

  private static byte[] bytes(Reporter reporter, ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(result, out);
    return out.toByteArray();
  }

  private static String text(Reporter reporter, ScanResult result) throws IOException {
    return new String(bytes(reporter, result), StandardCharsets.UTF_8);
  }
}
