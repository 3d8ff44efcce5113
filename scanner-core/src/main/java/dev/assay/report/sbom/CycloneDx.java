package dev.assay.report.sbom;

import dev.assay.model.Component.Presence;
import dev.assay.model.Gap;
import dev.assay.model.PackageKind;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cyclonedx.model.Annotation;
import org.cyclonedx.model.Annotator;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.BomReference;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Composition;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.LifecycleChoice;
import org.cyclonedx.model.Lifecycles;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.OrganizationalContact;
import org.cyclonedx.model.OrganizationalEntity;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.component.evidence.Occurrence;
import org.cyclonedx.model.license.Acknowledgement;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.model.metadata.ToolInformation;
import org.jspecify.annotations.Nullable;

/**
 * A bill as CycloneDX 1.6 has it (ECMA-424). What BSI TR-03183-2 asks for stands in properties
 * {@code bsi:component:…} as its taxonomy says, what is unknown in {@code assay:unknown:…} and in
 * compositions.
 */
final class CycloneDx {

  /** Components in components; what lies deeper stands in the list. */
  private static final int DEEPEST = 50;

  private final BillFacts facts;
  private final List<BomReference> whole = new ArrayList<>();
  private final List<BomReference> partly = new ArrayList<>();
  private final List<BomReference> open = new ArrayList<>();

  private CycloneDx(BillFacts facts) {
    this.facts = facts;
  }

  /** The document of {@code facts}. */
  static Bom bom(BillFacts facts) {
    return new CycloneDx(facts).bom();
  }

  private Bom bom() {
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + facts.uuid());
    bom.setVersion(1);
    bom.setMetadata(metadata());
    bom.setComponents(components());
    List<Dependency> dependencies = new ArrayList<>();
    for (BillItem item : facts.all()) {
      boolean lacks = item.lacks(Gap.Aspect.DEPENDENCIES);
      BomReference reference = new BomReference(item.ref());
      (lacks ? item.needs().isEmpty() ? open : partly : whole).add(reference);
      if (!lacks || !item.needs().isEmpty()) { // without an entry, what it needs is unknown
        Dependency dependency = new Dependency(item.ref());
        item.needs().keySet().forEach(to -> dependency.addDependency(new Dependency(to)));
        dependencies.add(dependency);
      }
    }
    bom.setDependencies(dependencies);
    bom.setCompositions(compositions());
    List<Annotation> annotations = new ArrayList<>();
    for (BillFacts.Note note : facts.notes()) {
      annotations.add(annotation(note));
    }
    if (!annotations.isEmpty()) {
      bom.setAnnotations(annotations);
    }
    return bom;
  }

  /** What lies in one other component alone stands in that one, whatever else in the list. */
  private List<Component> components() {
    Map<String, List<String>> holders = new HashMap<>();
    for (BillItem item : facts.items()) {
      for (String held : item.holds()) {
        holders.computeIfAbsent(held, key -> new ArrayList<>()).add(item.ref());
      }
    }
    Map<String, Component> all = new LinkedHashMap<>();
    for (BillItem item : facts.items()) {
      Component component = component(item, type(item.component().kind(), Component.Type.FILE));
      List<String> within = holders.getOrDefault(item.ref(), List.of());
      if (within.size() > 1) {
        within.forEach(each -> component.addProperty(property("assay:within", each)));
      }
      all.put(item.ref(), component);
    }
    List<Component> top = new ArrayList<>();
    for (Map.Entry<String, Component> each : all.entrySet()) {
      Component holder = all.get(single(holders, each.getKey()));
      if (holder == null || circular(holders, each.getKey())) {
        top.add(each.getValue());
      } else {
        holder.addComponent(each.getValue());
      }
    }
    return top;
  }

  private static String single(Map<String, List<String>> holders, String ref) {
    List<String> within = holders.getOrDefault(ref, List.of());
    return within.size() == 1 ? within.get(0) : "";
  }

  private static boolean circular(Map<String, List<String>> holders, String ref) {
    Set<String> passed = new HashSet<>();
    for (String at = ref; !at.isEmpty(); at = single(holders, at)) {
      if (!passed.add(at) || passed.size() > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  private Metadata metadata() {
    Metadata metadata = new Metadata();
    metadata.setTimestamp(facts.when() == null ? null : Date.from(facts.time()));
    LifecycleChoice phase = new LifecycleChoice();
    phase.setPhase(
        facts.built() ? LifecycleChoice.Phase.POST_BUILD : LifecycleChoice.Phase.PRE_BUILD);
    Lifecycles lifecycles = new Lifecycles();
    lifecycles.setLifecycleChoice(List.of(phase));
    metadata.setLifecycles(lifecycles);
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(tool()));
    metadata.setToolChoice(tools);
    Contact creator = facts.creator();
    if (creator != null) {
      metadata.setManufacturer(entity(creator));
    }
    metadata.setComponent(
        component(
            facts.subject(), type(facts.subject().component().kind(), Component.Type.APPLICATION)));
    return metadata;
  }

  private Component tool() {
    Component tool = new Component();
    tool.setType(Component.Type.APPLICATION);
    tool.setName("assay");
    tool.setVersion(facts.version());
    return tool;
  }

  private static Component.Type type(@Nullable PackageKind kind, Component.Type other) {
    if (kind == null) {
      return other;
    }
    return switch (kind) {
      case IMAGE -> Component.Type.CONTAINER;
      case VSIX, HELM -> Component.Type.APPLICATION;
      default -> Component.Type.LIBRARY;
    };
  }

  private Component component(BillItem item, Component.Type type) {
    Component component = new Component();
    component.setType(type);
    component.setBomRef(item.ref());
    if (!item.group().isEmpty()) {
      component.setGroup(item.group());
    }
    component.setName(item.name());
    if (!item.version().isEmpty()) {
      component.setVersion(item.version());
    }
    Contact supplier = item.supplier();
    if (supplier != null) {
      component.setSupplier(entity(supplier));
      if (supplier.email() != null || supplier.address() != null) {
        component.setManufacturer(entity(supplier));
      }
    }
    component.setScope(
        switch (item.component().scope()) {
          case RUNTIME -> Component.Scope.REQUIRED;
          case PROVIDED, OPTIONAL -> Component.Scope.OPTIONAL;
          case DEVELOPMENT -> Component.Scope.EXCLUDED;
          case UNSAID -> null;
        });
    List<Hash> hashes = hashes(item.digests());
    if (!hashes.isEmpty()) {
      component.setHashes(hashes);
    }
    LicenseChoice licences = licences(item.licences());
    if (licences != null) {
      component.setLicenses(licences);
    }
    if (!item.purl().isEmpty()) {
      component.setPurl(item.purl());
    }
    List<ExternalReference> references = references(item);
    if (!references.isEmpty()) {
      component.setExternalReferences(references);
    }
    component.setEvidence(evidence(item));
    List<Property> properties = properties(item);
    if (!properties.isEmpty()) {
      component.setProperties(properties);
    }
    return component;
  }

  private static OrganizationalEntity entity(Contact contact) {
    OrganizationalEntity entity = new OrganizationalEntity();
    entity.setName(contact.name());
    if (contact.address() != null) {
      entity.setUrls(List.of(contact.address()));
    }
    if (contact.email() != null) {
      OrganizationalContact person = new OrganizationalContact();
      person.setEmail(contact.email());
      entity.addContact(person);
    }
    return entity;
  }

  private static List<Hash> hashes(Map<String, String> digests) {
    List<Hash> hashes = new ArrayList<>();
    digests.forEach((algorithm, hex) -> hashes.add(new Hash(algorithm, hex)));
    return hashes;
  }

  private @Nullable LicenseChoice licences(LicenceFacts licences) {
    if (!licences.declared().isEmpty()) {
      return expression(licences.declared(), Acknowledgement.DECLARED);
    }
    if (!licences.named().isEmpty()) {
      LicenseChoice choice = new LicenseChoice();
      for (String each : licences.named()) {
        License licence = new License();
        String id = facts.list().licence(each);
        if (id != null && facts.list().cyclonedx(id)) {
          licence.setId(id);
        } else {
          licence.setName(each);
        }
        licence.setAcknowledgement(Acknowledgement.DECLARED);
        choice.addLicense(licence);
      }
      return choice;
    }
    return licences.concluded().isEmpty()
        ? null
        : expression(licences.concluded(), Acknowledgement.CONCLUDED);
  }

  private static LicenseChoice expression(String text, @Nullable Acknowledgement how) {
    Expression expression = new Expression(text);
    if (how != null) {
      expression.setAcknowledgement(how);
    }
    LicenseChoice choice = new LicenseChoice();
    choice.setExpression(expression);
    return choice;
  }

  /** Where it comes from; by BSI TR-03183-2 also where its digests stand. */
  private static List<ExternalReference> references(BillItem item) {
    List<ExternalReference> references = new ArrayList<>();
    String source = item.source();
    if (source != null || !item.claimed().isEmpty()) {
      ExternalReference claimed = new ExternalReference();
      claimed.setType(ExternalReference.Type.DISTRIBUTION);
      claimed.setUrl(source == null ? BillText.reference(item.ref()) : source);
      hashes(item.claimed()).forEach(claimed::addHash);
      references.add(claimed);
    }
    for (BillItem.Archive archive : item.archives()) {
      ExternalReference file = new ExternalReference();
      file.setType(ExternalReference.Type.DISTRIBUTION);
      file.setUrl(BillText.reference(archive.path()));
      hashes(archive.digests()).forEach(file::addHash);
      references.add(file);
    }
    return references;
  }

  private static Evidence evidence(BillItem item) {
    Evidence evidence = new Evidence();
    for (String place : item.places()) {
      Occurrence occurrence = new Occurrence();
      occurrence.setLocation(place);
      evidence.addOccurrence(occurrence);
    }
    if (!item.licences().found().isEmpty()) {
      evidence.setLicenses(expression(item.licences().found(), null));
    }
    return evidence;
  }

  private static List<Property> properties(BillItem item) {
    List<Property> properties = new ArrayList<>();
    if (!item.archives().isEmpty()) {
      properties.add(property("bsi:component:filename", item.archives().get(0).name()));
      properties.add(
          property(
              "bsi:component:executable", item.executable() ? "executable" : "non-executable"));
      properties.add(property("bsi:component:archive", "archive"));
      properties.add(property("bsi:component:structured", "structured"));
    }
    if (!item.licences().concluded().isEmpty()) {
      properties.add(property("bsi:component:effectiveLicence", item.licences().concluded()));
    }
    for (Presence presence : item.component().presences()) {
      properties.add(property("assay:presence", presence.name().toLowerCase(Locale.ROOT)));
    }
    for (Gap gap : item.gaps()) {
      properties.add(
          property(
              "assay:unknown:" + gap.aspect().name().toLowerCase(Locale.ROOT),
              BillText.line(gap.reason(), "nothing says")));
    }
    return properties;
  }

  private static Property property(String name, String value) {
    Property property = new Property();
    property.setName(name);
    property.setValue(value);
    return property;
  }

  /** What is known to be complete, and what isn't. */
  private List<Composition> compositions() {
    List<Composition> compositions = new ArrayList<>();
    List<BomReference> closed = new ArrayList<>();
    List<BomReference> lacking = new ArrayList<>();
    for (BillItem item : facts.all()) {
      boolean subject = item.ref().equals(facts.subject().ref());
      if (item.lacks(Gap.Aspect.CONTENTS) || (subject && !facts.complete())) {
        lacking.add(new BomReference(item.ref()));
      } else if (subject) {
        closed.add(new BomReference(item.ref()));
      }
    }
    add(compositions, Composition.Aggregate.COMPLETE, closed, whole);
    add(compositions, Composition.Aggregate.INCOMPLETE, lacking, partly);
    add(compositions, Composition.Aggregate.UNKNOWN, List.of(), open);
    return compositions;
  }

  private static void add(
      List<Composition> compositions,
      Composition.Aggregate aggregate,
      List<BomReference> assemblies,
      List<BomReference> dependencies) {
    if (assemblies.isEmpty() && dependencies.isEmpty()) {
      return;
    }
    Composition composition = new Composition();
    composition.setAggregate(aggregate);
    if (!assemblies.isEmpty()) {
      composition.setAssemblies(assemblies);
    }
    if (!dependencies.isEmpty()) {
      composition.setDependencies(dependencies);
    }
    compositions.add(composition);
  }

  private Annotation annotation(BillFacts.Note note) {
    Annotation annotation = new Annotation();
    annotation.setSubjects(List.of(new BomReference(note.ref())));
    Annotator annotator = new Annotator();
    annotator.setComponent(tool());
    annotation.setAnnotator(annotator);
    annotation.setTimestamp(Date.from(facts.time()));
    annotation.setText(note.text());
    return annotation;
  }
}
