package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schema of JSON reports, {@code docs/report.schema.json}. */
final class ReportSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Schema report;
  private final Schema line;

  ReportSchema() {
    Path file = Path.of(System.getProperty("basedir", "."), "..", "docs", "report.schema.json");
    try (InputStream in = Files.newInputStream(file)) {
      ObjectNode schema = (ObjectNode) MAPPER.readTree(in);
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
      report = registry.getSchema(schema);
      ObjectNode lines = MAPPER.createObjectNode();
      lines.set("$schema", schema.get("$schema"));
      lines.put("$ref", "#/$defs/line");
      lines.set("$defs", schema.get("$defs"));
      line = registry.getSchema(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless {@code json} is a valid report. */
  JsonNode checkReport(String json) {
    return check(report, json);
  }

  /** Fails unless {@code json} is a valid line of a report in lines. */
  JsonNode checkLine(String json) {
    return check(line, json);
  }

  private static JsonNode check(Schema schema, String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      assertThat(schema.validate(node)).as(json).isEmpty();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
