package dev.assay.report;

import dev.assay.model.RuleInfo;
import dev.assay.report.TerminalWriter.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Locale;

/** What there is to say about rules themselves, for people and for programs. */
public final class RuleTexts {

  private static final int COLUMN = 10;

  private RuleTexts() {}

  /** One line a rule, as a table: id, severity, confidence, name. */
  public static void table(Collection<RuleInfo> rules, boolean color, OutputStream out)
      throws IOException {
    TerminalWriter writer = new TerminalWriter(out, color);
    int width = 0;
    for (RuleInfo rule : rules) {
      width = Math.max(width, TerminalText.width(TerminalText.visible(rule.id())));
    }
    for (RuleInfo rule : rules) {
      String id = TerminalText.visible(rule.id());
      String severity = rule.severity().label();
      String confidence = rule.confidence().label();
      writer.safe(Style.BOLD, id).spaces(width - TerminalText.width(id) + 2);
      writer.safe(ConsoleReporter.style(rule.severity()), severity).spaces(10 - severity.length());
      writer.safe(Style.DIM, confidence).spaces(8 - confidence.length());
      writer.text(Style.PLAIN, rule.name()).end();
    }
    writer.flush();
  }

  /** {@code {"rules":[{id,name,severity,confidence}]}}. */
  public static void json(Collection<RuleInfo> rules, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.indented(out)) {
      json.object();
      json.array("rules");
      for (RuleInfo rule : rules) {
        json.object();
        json.field("id", rule.id());
        json.field("name", rule.name());
        json.field("severity", rule.severity().label());
        json.field("confidence", rule.confidence().label());
        json.endObject();
      }
      json.endArray();
      json.endObject();
      json.line();
    }
  }

  /** All texts of {@code rule}. */
  public static void full(RuleInfo rule, boolean color, OutputStream out) throws IOException {
    TerminalWriter writer = new TerminalWriter(out, color);
    writer.safe(
        ConsoleReporter.style(rule.severity()), rule.severity().label().toUpperCase(Locale.ROOT));
    writer.spaces(2).text(Style.BOLD, rule.name()).spaces(2).text(Style.DIM, rule.id()).end();
    writer.labelled(2, "finds", COLUMN, rule.found());
    writer.labelled(2, "sure", COLUMN, rule.confidence().label() + " confidence by its form alone");
    writer.labelled(2, "risk", COLUMN, rule.risk());
    writer.labelled(2, "do", COLUMN, rule.revoke());
    if (!rule.details().how().isEmpty()) {
      writer.labelled(2, "how", COLUMN, String.join(" ", rule.details().how()));
    }
    writer.labelled(2, "where", COLUMN, String.join(" ", RulePage.where(rule)));
    for (String example : rule.details().examples()) {
      String label = "such as";
      for (String line : example.split("\n", -1)) {
        writer.labelled(2, label, COLUMN, line);
        label = "";
      }
    }
    for (String reference : rule.references()) {
      writer.labelled(2, "see", COLUMN, reference);
    }
    writer.flush();
  }
}
