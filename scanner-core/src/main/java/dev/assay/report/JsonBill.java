package dev.assay.report;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Dependency;
import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a bill of materials, each with what it needs and what is unknown of it. */
final class JsonBill {
  private final JsonOutput json;
  private final Map<String, List<Dependency>> dependencies = new HashMap<>();
  private final Map<String, List<Gap>> gaps = new HashMap<>();

  JsonBill(@Nullable BillOfMaterials bill, JsonOutput json) {
    this.json = json;
    if (bill != null) {
      for (Dependency each : bill.dependencies()) {
        dependencies.computeIfAbsent(each.from(), key -> new ArrayList<>(4)).add(each);
      }
      for (Gap each : bill.gaps()) {
        gaps.computeIfAbsent(each.ref(), key -> new ArrayList<>(4)).add(each);
      }
    }
  }

  /** The fields of {@code component}. */
  void component(Component component) throws IOException {
    json.field("ref", component.ref());
    json.field("purl", orNull(component.purl()));
    json.field("path", component.seenAt().path());
    named(component);
    presences(component);
    json.field(
        "scope", component.scope() == DependencyScope.UNSAID ? null : word(component.scope()));
    json.field("supplier", orNull(component.supplier()));
    json.field("source", orNull(component.source()));
    licences(component);
    digests(component.digests());
    files(component);
    List<String> seen = new ArrayList<>();
    for (Provenance each : component.seen()) {
      seen.add(each.path());
    }
    json.field("seen", seen);
    needed(component);
    unknown(component);
  }

  private void named(Component component) throws IOException {
    if (component.kind() != null) {
      json.field("kind", component.kind().word());
    }
    PackageIdentity identity = component.identity();
    json.field("name", component.fullName());
    json.field("version", orNull(component.version()));
    if (identity != null) {
      json.field("root", identity.root());
      json.field("basis", word(identity.basis()));
      PackageFacts facts = identity.facts();
      if (facts.visibility() != PackageFacts.Visibility.UNSAID) {
        json.field("visibility", word(facts.visibility()));
        json.field("visibilityReason", facts.visibilityReason());
      }
    }
  }

  private void presences(Component component) throws IOException {
    List<String> presences = new ArrayList<>();
    for (Component.Presence each : component.presences()) {
      presences.add(word(each));
    }
    json.field("presences", presences);
  }

  private void licences(Component component) throws IOException {
    if (!component.declaredLicences().isEmpty()) {
      json.field("licences", component.declaredLicences());
    }
    json.field("declaredLicence", orNull(component.declared()));
    if (!component.found().isEmpty()) {
      json.field("foundLicences", component.found());
    }
  }

  private void digests(Map<String, String> digests) throws IOException {
    if (!digests.isEmpty()) {
      json.object("digests");
      for (Map.Entry<String, String> each : digests.entrySet()) {
        json.field(each.getKey(), each.getValue());
      }
      json.endObject();
    }
  }

  private void files(Component component) throws IOException {
    if (component.files().isEmpty()) {
      return;
    }
    json.array("files");
    for (Component.Archive each : component.files()) {
      json.object();
      json.field("path", each.place().path());
      if (each.size() >= 0) {
        json.field("size", each.size());
      }
      digests(each.digests());
      json.endObject();
    }
    json.endArray();
  }

  private void needed(Component component) throws IOException {
    List<Dependency> needed = dependencies.getOrDefault(component.ref(), List.of());
    if (needed.isEmpty()) {
      return;
    }
    json.array("dependencies");
    for (Dependency each : needed) {
      json.object();
      json.field("ref", each.to());
      json.field("kind", word(each.kind()));
      json.field("scope", each.scope() == DependencyScope.UNSAID ? null : word(each.scope()));
      json.endObject();
    }
    json.endArray();
  }

  private void unknown(Component component) throws IOException {
    List<Gap> unknown = gaps.getOrDefault(component.ref(), List.of());
    if (unknown.isEmpty()) {
      return;
    }
    json.array("gaps");
    for (Gap each : unknown) {
      json.object();
      json.field("aspect", word(each.aspect()));
      json.field("reason", each.reason());
      json.endObject();
    }
    json.endArray();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
