package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** CycloneDX in both notations, judged by the project's own validators. */
class CycloneDxReporterTest {

  private static final ReportOptions OPTIONS =
      new ReportOptions(
          "1.2.3",
          false,
          ReportOptions.Detail.NORMAL,
          "Acme <sbom@example.com> (https://acme.example)");

  private static Map<String, ScanResult> bills() {
    Map<String, ScanResult> all = new LinkedHashMap<>(Bills.all());
    all.putAll(Samples.all());
    return all;
  }

  @TestFactory
  Stream<DynamicTest> validatorsAgree() {
    return bills().entrySet().stream()
        .map(bill -> DynamicTest.dynamicTest(bill.getKey(), () -> assertValid(bill.getValue())));
  }

  private static void assertValid(ScanResult result) throws Exception {
    byte[] json = bytes(new CycloneDxReporter(OPTIONS), result);
    assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
    byte[] xml = bytes(new CycloneDxXmlReporter(OPTIONS), result);
    assertThat(new XmlParser().validate(xml, Version.VERSION_16)).isEmpty();
    assertThat(new String(xml, StandardCharsets.UTF_8).split(" bom-ref=", -1))
        .hasSize(names(new JsonParser().parse(json)).size() + 2); // and the subject
  }

  private static List<String> names(Bom bom) {
    List<String> names = new ArrayList<>();
    if (bom.getComponents() != null) {
      bom.getComponents().forEach(each -> names(each, names));
    }
    return names;
  }

  private static void names(Component component, List<String> out) {
    out.add(component.getBomRef());
    if (component.getComponents() != null) {
      component.getComponents().forEach(each -> names(each, out));
    }
  }

  @Test
  void saysAllThatIsKnown() throws Exception {
    Bom bom = new JsonParser().parse(bytes(new CycloneDxReporter(OPTIONS), Bills.rich()));

    assertThat(bom.getMetadata().getManufacturer().getUrls())
        .containsExactly("https://acme.example");
    assertThat(bom.getMetadata().getLifecycles().getLifecycleChoice().get(0).getPhase())
        .hasToString("POST_BUILD");
    Component subject = bom.getMetadata().getComponent();
    assertThat(subject.getPurl()).isEqualTo("pkg:maven/com.acme/app@1.2.0");
    assertThat(subject.getManufacturer().getContacts().get(0).getEmail())
        .isEqualTo("info@example.com");
    assertThat(properties(subject))
        .containsEntry("bsi:component:filename", "app-1.2.0.jar")
        .containsEntry("bsi:component:executable", "executable")
        .containsEntry("assay:unknown:dependencies", "its POM has a parent elsewhere");
    assertThat(subject.getHashes()).extracting("algorithm").containsExactly("SHA-256", "SHA-512");

    Component lib = find(bom, "pkg:maven/org.lib/lib@2.0");
    assertThat(lib.getScope()).isEqualTo(Component.Scope.REQUIRED);
    assertThat(lib.getLicenses().getExpression().getValue()).isEqualTo("MIT OR Apache-2.0");
    assertThat(lib.getEvidence().getLicenses().getExpression().getValue())
        .isEqualTo("Apache-2.0 AND MIT");
    assertThat(lib.getComponents()).extracting("name").containsExactly("shaded");
    Component locked = find(bom, "pkg:npm/%40acme/ui@3.0.0");
    assertThat(locked.getHashes()).isNull();
    assertThat(locked.getExternalReferences().get(0).getHashes()).hasSize(1);
    assertThat(locked.getLicenses().getLicenses().get(0).getName())
        .isEqualTo("SEE LICENSE IN LICENSE.md");

    assertThat(bom.getCompositions())
        .extracting(each -> each.getAggregate().toString())
        .containsExactly("COMPLETE", "INCOMPLETE", "UNKNOWN");
    assertThat(bom.getAnnotations().get(0).getText())
        .isEqualTo("Not scanned: lib/x.zip: It is encrypted.");
    assertThat(bom.getDependencies()).extracting("ref").doesNotContain("file:tool.bin");
  }

  private static Component find(Bom bom, String ref) {
    return bom.getComponents().stream()
        .filter(each -> each.getBomRef().equals(ref))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> properties(Component component) {
    Map<String, String> properties = new LinkedHashMap<>();
    component.getProperties().forEach(each -> properties.put(each.getName(), each.getValue()));
    return properties;
  }

  @Test
  void serialNumberIsOfTheContent() throws IOException {
    String one = serial(Bills.rich());
    assertThat(serial(Bills.rich())).isEqualTo(one);
    assertThat(one).matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab].*");
    assertThat(serial(Bills.many(3))).isNotEqualTo(serial(Bills.many(4))).isNotEqualTo(one);
  }

  private static String serial(ScanResult result) throws IOException {
    String json = new String(bytes(new CycloneDxReporter(OPTIONS), result), StandardCharsets.UTF_8);
    int at = json.indexOf("urn:uuid:");
    return json.substring(at, json.indexOf('"', at));
  }

  @Test
  void saysWhatItLacks() {
    assertThat(new CycloneDxReporter(OPTIONS).remarks(Bills.rich())).isEmpty();
    assertThat(new CycloneDxReporter(ReportOptions.plain("1")).remarks(Samples.clean()))
        .hasSize(2)
        .anyMatch(remark -> remark.contains("SOURCE_DATE_EPOCH"))
        .anyMatch(remark -> remark.contains("--creator"));
  }

  private static byte[] bytes(Reporter reporter, ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(result, out);
    return out.toByteArray();
  }
}
