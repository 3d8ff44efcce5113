package dev.assay.report;

import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A rule as a SARIF reportingDescriptor. */
final class SarifRule {

  /** What GitHub takes for names and for descriptions, chars. */
  private static final int NAME = 255;

  private static final int DESCRIPTION = 1024;

  /** Families of findings that are no credential; their first word is their tag. */
  private static final List<String> OTHER_FAMILIES =
      List.of("source-map", "secret-file", "contents", "reconcile", "checksum", "licence", "sbom");

  private final JsonOutput json;

  SarifRule(JsonOutput json) {
    this.json = json;
  }

  /** The fields of {@code rule}. */
  void write(RuleInfo rule) throws IOException {
    json.field("id", rule.id());
    json.field("name", cut(pascal(rule.id()), NAME));
    text("shortDescription", cut(rule.name(), NAME));
    text("fullDescription", cut(rule.found() + " " + rule.risk(), DESCRIPTION));
    json.field("helpUri", rule.references().isEmpty() ? null : rule.references().get(0));
    json.object("help");
    json.field("text", RulePage.plain(rule));
    json.field("markdown", RulePage.body(rule));
    json.endObject();
    json.object("defaultConfiguration");
    json.field("level", level(rule.severity()));
    json.endObject();
    json.object("properties");
    json.field("security-severity", securitySeverity(rule.severity()));
    json.field("precision", rule.confidence().label());
    json.field("tags", tags(rule.id()));
    json.endObject();
  }

  private void text(String name, String text) throws IOException {
    json.object(name);
    json.field("text", text);
    json.endObject();
  }

  private static List<String> tags(String id) {
    for (String family : OTHER_FAMILIES) {
      if (id.startsWith(family + "-")) {
        return List.of("security", family);
      }
    }
    return List.of("security", "secret", "external/cwe/cwe-798");
  }

  /** {@code npm-access-token} as {@code NpmAccessToken}. */
  private static String pascal(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /** SARIF's level for {@code severity}. */
  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  /** A CVSS-like figure in the middle of the band that GitHub shows as {@code severity}. */
  private static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
      case INFO -> "0.5";
    };
  }
}
