package dev.assay.report;

import dev.assay.model.CommitInfo;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import dev.assay.model.SecretValue;
import dev.assay.model.Severity;
import dev.assay.report.ReportOptions.Detail;
import dev.assay.report.TerminalWriter.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report for a person at a terminal: one block a finding, then a summary. It is the one format
 * of the hook path, so it keeps off lambdas, streams and formatters, which cost start-up time.
 */
public final class ConsoleReporter implements Reporter {

  /** Where the texts of a finding begin; labels stand before it. */
  private static final int COLUMN = 8;

  private static final int INDENT = 2;
  private static final int PLACES_SHOWN = 3;
  private static final int SHORT_ID = 12;

  /** What the ids of rules begin with whose findings are secrets, though no value is shown. */
  private static final String SECRET_FILES = "secret-file-";

  /** Before the id of a rule of which it was told what to do. */
  private static final String TODO = "do ";

  /** Chars of a line beyond which only what surrounds the secret is looked at. */
  private static final int LONG_LINE = 4096;

  private final ReportOptions options;

  /** Writes as {@code options} say. */
  public ConsoleReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "console";
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    TerminalWriter writer = new TerminalWriter(out, options.color());
    // What each rule's texts said first: they are not repeated for its next finding.
    Map<String, String> told = new HashMap<>();
    Map<String, List<Fix>> fixes = new HashMap<>();
    for (Finding finding : result.findings()) {
      if (finding.suppression() == null || options.detail() == Detail.VERBOSE) {
        finding(finding, result.rules().get(finding.ruleId()), told, fixes, writer);
        writer.end();
      }
    }
    new ConsoleSummary(result, options.detail(), writer).write();
    writer.flush();
  }

  private void finding(
      Finding finding,
      @Nullable RuleInfo rule,
      Map<String, String> told,
      Map<String, List<Fix>> fixes,
      TerminalWriter writer)
      throws IOException {
    heading(finding, rule, writer);
    place(finding.location(), INDENT, writer);
    excerpt(finding, writer);
    SecretValue secret = finding.secret();
    if (secret != null && !secret.shown().equals(secret.masked())) {
      writer.spaces(INDENT).safe(Style.DIM, "value").spaces(COLUMN - INDENT - 5);
      writer.text(Style.SECRET, secret.shown()).end();
    }
    if (finding.inPackage() != null) {
      writer.labelled(INDENT, "in", COLUMN, finding.inPackage().display());
    }
    String before = told.putIfAbsent(finding.ruleId(), finding.message());
    if (!finding.message().equals(before)) {
      writer.labelled(INDENT, "what", COLUMN, finding.message());
    }
    writer.labelled(INDENT, "why", COLUMN, why(finding));
    if (finding.suppression() != null) {
      String reason = finding.suppression().reason();
      String where =
          finding.suppression().kind().equals("inSource") ? "in the source" : "from outside";
      writer.labelled(
          INDENT,
          "allow",
          COLUMN,
          where + (reason.isEmpty() ? ", no reason given" : ": " + reason));
    }
    otherPlaces(finding, writer);
    if (finding.suppression() == null) {
      todo(finding, rule, told, fixes, writer);
    }
  }

  /**
   * What to do. A finding's own fixes stand for the rule's general text, except where a secret got
   * out: keeping the file back next time does not make it one again.
   */
  private static void todo(
      Finding finding,
      @Nullable RuleInfo rule,
      Map<String, String> told,
      Map<String, List<Fix>> fixesTold,
      TerminalWriter writer)
      throws IOException {
    List<Fix> fixes = finding.fixes();
    boolean general =
        fixes.isEmpty() || finding.secret() != null || finding.ruleId().startsWith(SECRET_FILES);
    if (general && rule != null) {
      boolean again = told.put(TODO + rule.id(), "") != null;
      String text = again ? "as for the first " + rule.id() + " above" : rule.revoke();
      writer.labelled(INDENT, "do", COLUMN, text);
    }
    if (fixes.isEmpty()) {
      return;
    }
    String label = general ? "fix" : "do";
    if (fixes.equals(fixesTold.put(finding.ruleId(), fixes))) {
      writer.labelled(INDENT, label, COLUMN, "as for the " + finding.ruleId() + " before it");
      return;
    }
    for (int i = 0; i < fixes.size(); i++) {
      String number = fixes.size() == 1 ? "" : (i + 1) + ". ";
      writer.labelled(INDENT, i == 0 ? label : "", COLUMN, number + fixes.get(i).description());
    }
  }

  private static void heading(Finding finding, @Nullable RuleInfo rule, TerminalWriter writer)
      throws IOException {
    Severity severity = finding.severity();
    String label =
        finding.suppression() == null ? severity.label().toUpperCase(Locale.ROOT) : "ALLOWED";
    writer.safe(finding.suppression() == null ? style(severity) : Style.DIM, label).spaces(2);
    if (rule != null) {
      writer.text(Style.BOLD, rule.name()).spaces(2);
    }
    writer.text(Style.DIM, finding.ruleId()).end();
  }

  static Style style(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Style.CRITICAL;
      case HIGH -> Style.HIGH;
      case MEDIUM -> Style.MEDIUM;
      case LOW -> Style.LOW;
      case INFO -> Style.INFO;
    };
  }

  /** One line: {@code path:line:column}, with the commit before it and its author after it. */
  private static void place(Place place, int indent, TerminalWriter writer) throws IOException {
    Provenance provenance = place.provenance();
    CommitInfo commit = provenance.commit();
    writer.spaces(indent);
    if (commit != null) {
      writer.text(Style.PLACE, shortId(commit.id())).spaces(1);
    }
    StringBuilder path = new StringBuilder();
    if (provenance instanceof Provenance.Message message) {
      path.append(message.kind()).append(" message");
    } else {
      path.append(provenance.path());
    }
    Region region = place.region();
    if (region != null) {
      path.append(':').append(region.line()).append(':').append(region.column());
    }
    writer.text(Style.PLACE, path.toString());
    if (commit != null) {
      String day = Dates.day(commit);
      writer.spaces(2).text(Style.DIM, (day == null ? "" : day + " ") + commit.author());
    }
    writer.end();
  }

  private static String shortId(String id) {
    return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
  }

  private static void excerpt(Finding finding, TerminalWriter writer) throws IOException {
    String excerpt = finding.excerpt();
    if (excerpt == null) {
      return;
    }
    SecretValue secret = finding.secret();
    String masked = secret == null ? "" : secret.masked();
    // A tab inside a line of code is no attack: it is shown as a space rather than written out.
    String line = TerminalText.visible(near(excerpt, masked).replace('\t', ' ').strip());
    String mask = TerminalText.visible(masked);
    int from = mask.isEmpty() ? -1 : line.indexOf(mask);
    if (from < 0) {
      from = 0;
      mask = "";
    }
    int room = TerminalWriter.COLUMNS - INDENT - 2;
    String cut = TerminalText.cutAround(line, from, from + mask.length(), room);
    writer.spaces(INDENT).safe(Style.DIM, "|").spaces(1);
    int at = mask.isEmpty() ? -1 : cut.indexOf(mask);
    if (at < 0) {
      writer.safe(Style.PLAIN, cut).end();
    } else {
      writer.safe(Style.PLAIN, cut.substring(0, at)).safe(Style.SECRET, mask);
      writer.safe(Style.PLAIN, cut.substring(at + mask.length())).end();
    }
  }

  /** The part of a long line that can matter, so that a minified file costs no more than a line. */
  private static String near(String excerpt, String mask) {
    if (excerpt.length() <= LONG_LINE) {
      return excerpt;
    }
    int at = Math.max(0, excerpt.indexOf(mask));
    int start = Math.max(0, at - LONG_LINE / 4);
    return excerpt.substring(start, Math.min(excerpt.length(), start + LONG_LINE));
  }

  private static String why(Finding finding) {
    StringBuilder why = new StringBuilder();
    why.append(finding.confidence().label()).append(" confidence");
    List<String> evidence = finding.evidence();
    for (int i = 0; i < evidence.size(); i++) {
      why.append(i == 0 ? ": " : "; ").append(evidence.get(i));
    }
    return why.toString();
  }

  private void otherPlaces(Finding finding, TerminalWriter writer) throws IOException {
    List<Place> places = finding.places();
    int shown =
        options.detail() == Detail.VERBOSE ? places.size() : Math.min(PLACES_SHOWN, places.size());
    for (int i = 0; i < shown; i++) {
      writer.spaces(INDENT).safe(Style.DIM, i == 0 ? "also" : "    ");
      place(places.get(i), COLUMN - INDENT - 4, writer);
    }
    long more = (long) places.size() - shown + finding.morePlaces();
    if (more > 0) {
      writer.spaces(shown == 0 ? INDENT : COLUMN);
      writer.safe(Style.DIM, shown == 0 ? "also  at " : "and at ");
      writer.safe(Style.DIM, TerminalText.number(more));
      writer.safe(Style.DIM, more == 1 ? " more place" : " more places").end();
    }
  }
}
