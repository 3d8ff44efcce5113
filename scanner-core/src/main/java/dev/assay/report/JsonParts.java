package dev.assay.report;

import dev.assay.model.CommitInfo;
import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import dev.assay.model.SecretValue;
import dev.assay.model.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The objects that {@code json} and {@code jsonl} share, as {@code docs/report.schema.json} has
 * them.
 */
final class JsonParts {

  /** Grows in its first part when a reader of an earlier one could go wrong. */
  static final String SCHEMA_VERSION = "1.0";

  private final ScanResult result;
  private final JsonOutput json;

  JsonParts(ScanResult result, JsonOutput json) {
    this.result = result;
    this.json = json;
  }

  /** The fields {@code schemaVersion}, {@code tool} and {@code scan}. */
  void head(String version) throws IOException {
    json.field("schemaVersion", SCHEMA_VERSION);
    json.object("tool");
    json.field("name", "assay");
    json.field("version", version);
    json.endObject();
    json.object("scan");
    json.field("target", result.target());
    json.field("when", result.when() == null ? null : result.when().toString());
    json.field("complete", result.complete());
    json.object("coverage");
    for (Coverage.Unit unit : Coverage.Unit.values()) {
      json.field(camel(unit.name()), result.coverage().of(unit));
    }
    json.endObject();
    json.field("notices", result.notices());
    json.endObject();
  }

  /** The fields of {@code reconciliation}, its files apart. */
  void reconciliation(Reconciled reconciled) throws IOException {
    json.field("revision", reconciled.revision());
    json.field("commit", reconciled.commit());
    json.object("counts");
    for (Reconciled.State state : Reconciled.State.values()) {
      json.field(camel(state.name()), reconciled.counts().getOrDefault(state, 0L));
    }
    json.field("notShipped", reconciled.notShipped());
    json.field("notShippedSecrets", reconciled.notShippedSecrets());
    json.endObject();
    json.array("mappings");
    for (Reconciled.Mapping mapping : reconciled.mappings()) {
      json.object();
      json.field("artifact", mapping.artifact());
      json.field("git", mapping.git());
      json.field("files", mapping.files());
      json.endObject();
    }
    json.endArray();
  }

  /** The fields of a file of {@code reconciliation}. */
  void file(Reconciled.File file) throws IOException {
    json.field("path", file.path());
    json.field("state", file.state().label());
    json.field("git", file.git().isEmpty() ? null : file.git());
    json.field("because", file.because().isEmpty() ? null : file.because());
  }

  /** {@code IGNORED_FILES} as {@code ignoredFiles}. */
  static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.length() == 0
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  /** The fields of {@code finding}. */
  void finding(Finding finding) throws IOException {
    RuleInfo rule = result.rules().get(finding.ruleId());
    json.field("ruleId", finding.ruleId());
    json.field("ruleName", rule == null ? null : rule.name());
    json.field("severity", finding.severity().label());
    json.field("confidence", finding.confidence().label());
    json.field("message", finding.message());
    json.field("evidence", finding.evidence());
    json.field("fingerprint", finding.fingerprint());
    json.object("location");
    place(finding.location());
    json.endObject();
    json.array("places");
    for (Place place : finding.places()) {
      json.object();
      place(place);
      json.endObject();
    }
    json.endArray();
    json.field("morePlaces", finding.morePlaces());
    SecretValue secret = finding.secret();
    if (secret != null) {
      json.object("secret");
      json.field("masked", secret.masked());
      json.field("secretId", secret.secretId());
      if (!secret.shown().equals(secret.masked())) {
        json.field("value", secret.shown());
      }
      json.endObject();
    }
    PackageIdentity identity = finding.inPackage();
    if (identity != null) {
      json.object("package");
      json.field("purl", identity.purl());
      named(identity);
      json.endObject();
    }
    json.field("excerpt", finding.excerpt());
    Suppression suppression = finding.suppression();
    if (suppression != null) {
      json.object("suppression");
      json.field("kind", suppression.kind());
      json.field("reason", suppression.reason());
      json.endObject();
    }
    json.field("remediation", rule == null ? null : rule.revoke());
    fixes(finding.fixes());
  }

  /** Without one the field is left out, as in reports from before there were any. */
  private void fixes(List<Fix> fixes) throws IOException {
    if (fixes.isEmpty()) {
      return;
    }
    json.array("fixes");
    for (Fix fix : fixes) {
      json.object();
      json.field("description", fix.description());
      Fix.Change change = fix.change();
      if (change != null) {
        json.field("file", change.file());
        json.object("region");
        region(change.deleted());
        json.endObject();
        json.field("inserted", change.inserted());
      }
      json.endObject();
    }
    json.endArray();
  }

  private void region(Region region) throws IOException {
    json.field("line", region.line());
    json.field("column", region.column());
    json.field("endLine", region.endLine());
    json.field("endColumn", region.endColumn());
    json.field("byteOffset", region.byteOffset());
    json.field("byteLength", region.byteLength());
  }

  private void place(Place place) throws IOException {
    Provenance provenance = place.provenance();
    Provenance outermost = provenance.outermost();
    json.field("kind", kind(outermost));
    json.field("path", outermost.path());
    json.field("nesting", nesting(provenance));
    Region region = place.region();
    if (region != null) {
      region(region);
    }
    json.field("objectId", objectId(outermost));
    CommitInfo commit = provenance.commit();
    if (commit != null) {
      json.field("commit", commit.id());
      json.field("author", commit.author());
      json.field("date", Dates.instant(commit));
    }
  }

  private static String kind(Provenance outermost) {
    if (outermost instanceof Provenance.File) {
      return "file";
    } else if (outermost instanceof Provenance.Blob) {
      return "blob";
    } else if (outermost instanceof Provenance.Message) {
      return "message";
    }
    return "stdin";
  }

  private static @Nullable String objectId(Provenance outermost) {
    if (outermost instanceof Provenance.Blob blob) {
      return blob.objectId();
    }
    return outermost instanceof Provenance.Message message ? message.objectId() : null;
  }

  /** Names of the entries that lead to {@code provenance}, the outer container's first. */
  static List<String> nesting(Provenance provenance) {
    List<String> names = new ArrayList<>();
    Provenance at = provenance;
    if (at instanceof Provenance.View view) {
      names.add(view.name());
      at = view.of();
    }
    while (at instanceof Provenance.Entry entry) {
      if (at == provenance || !entry.layer()) {
        names.add(entry.name());
      }
      at = entry.container();
      at = at instanceof Provenance.Repository repository ? repository.place() : at;
    }
    Collections.reverse(names);
    return names;
  }

  /** What the components are in, and what is in the report of each; without a bill nothing. */
  JsonBill bill() {
    return new JsonBill(result.bill(), json);
  }

  private void named(PackageIdentity identity) throws IOException {
    json.field("kind", identity.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.field("name", identity.fullName());
    json.field("version", identity.version().isEmpty() ? null : identity.version());
    json.field("root", identity.root());
    json.field("basis", identity.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The fields of {@code problem}. */
  void problem(Problem problem) throws IOException {
    json.field("kind", problem.kind().label());
    json.field("path", problem.path());
    json.field("detail", problem.detail());
  }
}
