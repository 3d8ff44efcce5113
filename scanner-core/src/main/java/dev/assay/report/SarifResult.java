package dev.assay.report;

import dev.assay.model.CommitInfo;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.model.Suppression;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A finding as a SARIF result. The secret itself never stands in one, whatever was asked for. */
final class SarifResult {

  /** The id of the root that URIs are relative to. */
  static final String BASE = "%SRCROOT%";

  /** Locations that GitHub takes for one result; the first one counts among them. */
  private static final int LOCATIONS = 1000;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]+}");
  private static final Pattern LINK = Pattern.compile("]\\(");

  private final JsonOutput json;

  SarifResult(JsonOutput json) {
    this.json = json;
  }

  /**
   * The field {@code message} with {@code text} as it is: what would be an embedded link or a
   * placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6) is taken apart, since names of files are
   * anybody's.
   */
  static void message(String text, JsonOutput json) throws IOException {
    text("message", text, json);
  }

  private static void text(String field, String text, JsonOutput json) throws IOException {
    json.object(field);
    json.field(
        "text", LINK.matcher(PLACEHOLDER.matcher(text).replaceAll("{$0}")).replaceAll("] ("));
    json.endObject();
  }

  /** The URI {@code uri}, relative to the root of what was scanned. */
  static void artifact(String uri, JsonOutput json) throws IOException {
    json.object("artifactLocation");
    json.field("uri", uri);
    json.field("uriBaseId", BASE);
    json.endObject();
  }

  /** The fields of {@code finding}, whose rule stands at {@code ruleIndex} in its run. */
  void write(Finding finding, int ruleIndex) throws IOException {
    json.field("ruleId", finding.ruleId());
    json.field("ruleIndex", ruleIndex);
    json.field("level", SarifRule.level(finding.severity()));
    message(message(finding), json);
    json.array("locations");
    json.object();
    location(finding.location(), finding.inPackage());
    json.endObject();
    json.endArray();
    related(finding);
    fixes(finding);
    json.object("partialFingerprints");
    json.field("primaryLocationLineHash", finding.fingerprint());
    json.endObject();
    Suppression suppression = finding.suppression();
    if (suppression != null) {
      json.array("suppressions");
      json.object();
      json.field("kind", suppression.kind());
      json.field("justification", suppression.reason().isEmpty() ? null : suppression.reason());
      json.endObject();
      json.endArray();
    }
    properties(finding);
  }

  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder(finding.message());
    if (text.length() > 0 && Character.isLetterOrDigit(text.charAt(text.length() - 1))) {
      text.append('.');
    }
    SecretValue secret = finding.secret();
    if (secret != null) {
      text.append(" The secret: ").append(secret.masked()).append('.');
    }
    if (finding.inPackage() != null) {
      text.append(" It is in ").append(finding.inPackage().display()).append('.');
    }
    Provenance provenance = finding.location().provenance();
    CommitInfo commit = provenance.commit();
    if (commit != null) {
      text.append(" Introduced in commit ").append(commit.id()).append('.');
    }
    if (nested(provenance)) {
      text.append(provenance.contained() ? " It is inside the archive, in " : " It is inside, in ")
          .append(inside(provenance));
      Region region = finding.location().region();
      if (region != null) {
        text.append(", line ").append(region.line()).append(", column ").append(region.column());
      }
      text.append('.');
    }
    if (!finding.fixes().isEmpty()) {
      text.append(" To do: ").append(finding.fixes().get(0).description());
    }
    return text.toString();
  }

  /** Those that a program can apply (SARIF 2.1.0, 3.55 to 3.57); the others are in properties. */
  private void fixes(Finding finding) throws IOException {
    boolean any = false;
    for (Fix fix : finding.fixes()) {
      Fix.Change change = fix.change();
      if (change == null) {
        continue;
      }
      if (!any) {
        json.array("fixes");
        any = true;
      }
      json.object();
      text("description", fix.description(), json);
      json.array("artifactChanges");
      json.object();
      artifact(SarifUri.of(change.file()), json);
      json.array("replacements");
      json.object();
      json.object("deletedRegion");
      coordinates(change.deleted());
      json.endObject();
      if (!change.inserted().isEmpty()) {
        json.object("insertedContent");
        json.field("text", change.inserted());
        json.endObject();
      }
      json.endObject();
      json.endArray();
      json.endObject();
      json.endArray();
      json.endObject();
    }
    if (any) {
      json.endArray();
    }
  }

  /** The path of an entry below its outermost container. */
  private static String inside(Provenance provenance) {
    return String.join(Provenance.NESTING, JsonParts.nesting(provenance));
  }

  /** Whether the file that was scanned has no such line: it stands in what came out of it. */
  private static boolean nested(Provenance provenance) {
    return provenance instanceof Provenance.Entry || provenance instanceof Provenance.View;
  }

  private void location(Place place, @Nullable PackageIdentity identity) throws IOException {
    Provenance provenance = place.provenance();
    boolean nested = nested(provenance);
    json.object("physicalLocation");
    artifact(SarifUri.of(provenance.outermost().path()), json);
    region(nested ? null : place.region());
    json.endObject();
    if (nested || identity != null) {
      json.array("logicalLocations");
      if (nested) {
        logical(inside(provenance), provenance.path(), "resource");
      }
      if (identity != null) {
        logical(identity.fullName(), identity.purl(), "package");
      }
      json.endArray();
    }
    if (nested) {
      Region region = place.region();
      if (region != null) {
        json.object("properties");
        json.object("regionInEntry");
        coordinates(region);
        json.endObject();
        json.endObject();
      }
    }
  }

  private void logical(String name, String qualified, String kind) throws IOException {
    json.object();
    json.field("fullyQualifiedName", qualified);
    json.field("name", name);
    json.field("kind", kind);
    json.endObject();
  }

  /** GitHub wants four coordinates: what has no region of its own points at the file's start. */
  private void region(@Nullable Region region) throws IOException {
    json.object("region");
    if (region == null) {
      json.field("startLine", 1);
      json.field("startColumn", 1);
      json.field("endLine", 1);
      json.field("endColumn", 1);
    } else {
      coordinates(region);
    }
    json.endObject();
  }

  private void coordinates(Region region) throws IOException {
    json.field("startLine", region.line());
    json.field("startColumn", region.column());
    json.field("endLine", region.endLine());
    json.field("endColumn", region.endColumn());
    json.field("byteOffset", region.byteOffset());
    json.field("byteLength", region.byteLength());
  }

  private void related(Finding finding) throws IOException {
    List<Place> places = finding.places();
    if (places.isEmpty()) {
      return;
    }
    json.array("relatedLocations");
    int shown = Math.min(places.size(), LOCATIONS - 1);
    for (int i = 0; i < shown; i++) {
      Place place = places.get(i);
      CommitInfo commit = place.provenance().commit();
      json.object();
      json.field("id", i + 1);
      location(place, null);
      message(commit == null ? "The same again." : "The same in commit " + commit.id() + ".", json);
      json.endObject();
    }
    json.endArray();
  }

  private void properties(Finding finding) throws IOException {
    json.object("properties");
    json.field("severity", finding.severity().label());
    json.field("confidence", finding.confidence().label());
    json.field("evidence", finding.evidence());
    if (!finding.fixes().isEmpty()) {
      json.field("fixes", finding.fixes().stream().map(Fix::description).toList());
    }
    CommitInfo commit = finding.location().provenance().commit();
    if (commit != null) {
      json.field("commit", commit.id());
      json.field("author", commit.author());
      json.field("date", Dates.instant(commit));
    }
    if (finding.inPackage() != null) {
      json.field("package", finding.inPackage().purl());
    }
    int shown = Math.min(finding.places().size(), LOCATIONS - 1);
    long more = (long) finding.places().size() - shown + finding.morePlaces();
    if (more > 0) {
      json.field("morePlaces", more);
    }
    json.endObject();
  }
}
