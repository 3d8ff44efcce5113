package dev.assay.report.sbom;

import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.PackageKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.model.v3_0_1.core.Agent;
import org.spdx.library.model.v3_0_1.core.Annotation;
import org.spdx.library.model.v3_0_1.core.AnnotationType;
import org.spdx.library.model.v3_0_1.core.CreationInfo;
import org.spdx.library.model.v3_0_1.core.Element;
import org.spdx.library.model.v3_0_1.core.ExternalIdentifier;
import org.spdx.library.model.v3_0_1.core.ExternalIdentifierType;
import org.spdx.library.model.v3_0_1.core.Hash;
import org.spdx.library.model.v3_0_1.core.HashAlgorithm;
import org.spdx.library.model.v3_0_1.core.LifecycleScopeType;
import org.spdx.library.model.v3_0_1.core.LifecycleScopedRelationship;
import org.spdx.library.model.v3_0_1.core.NoneElement;
import org.spdx.library.model.v3_0_1.core.Organization;
import org.spdx.library.model.v3_0_1.core.ProfileIdentifierType;
import org.spdx.library.model.v3_0_1.core.Relationship;
import org.spdx.library.model.v3_0_1.core.RelationshipCompleteness;
import org.spdx.library.model.v3_0_1.core.RelationshipType;
import org.spdx.library.model.v3_0_1.core.SpdxDocument;
import org.spdx.library.model.v3_0_1.core.Tool;
import org.spdx.library.model.v3_0_1.simplelicensing.LicenseExpression;
import org.spdx.library.model.v3_0_1.simplelicensing.SimpleLicensingText;
import org.spdx.library.model.v3_0_1.software.Sbom;
import org.spdx.library.model.v3_0_1.software.SbomType;
import org.spdx.library.model.v3_0_1.software.SoftwarePurpose;
import org.spdx.library.model.v3_0_1.software.SpdxFile;
import org.spdx.library.model.v3_0_1.software.SpdxPackage;
import org.spdx.storage.IModelStore.IdType;
import org.spdx.storage.simple.InMemSpdxStore;
import org.spdx.v3jsonldstore.JsonLDStore;

/** A bill as SPDX 3.0.1 has it, in the serialisation that the specification gives: JSON-LD. */
final class Spdx3 {
  private final BillFacts facts;
  private final SpdxNames names;
  private final JsonLDStore store = new JsonLDStore(new InMemSpdxStore(), true);
  private final ModelCopyManager copies = new ModelCopyManager();
  private final Map<String, SpdxPackage> packages = new TreeMap<>();
  private final Map<String, LicenseExpression> licences = new TreeMap<>();
  private final Map<String, Agent> agents = new TreeMap<>();
  private final Set<String> texts = new TreeSet<>();
  private int relationships;

  /** All elements, in order. */
  private final List<Element> elements = new ArrayList<>();

  private final String space;
  private final CreationInfo creation;

  private Spdx3(BillFacts facts) throws InvalidSPDXAnalysisException {
    this.facts = facts;
    this.names = new SpdxNames(facts);
    this.space = names.namespace() + "/";
    this.creation =
        new CreationInfo.CreationInfoBuilder(store, store.getNextId(IdType.Anonymous), copies)
            .setCreated(facts.time().toString())
            .setSpecVersion("3.0.1")
            .build();
    if (facts.when() == null) {
      creation.setComment("The time of creation is not known: nothing was said of it.");
    }
  }

  /** Writes the document of {@code facts}. */
  static void write(BillFacts facts, OutputStream out) throws IOException {
    SpdxLibrary.start();
    try {
      Spdx3 spdx = new Spdx3(facts);
      spdx.store.serialize(out, spdx.document());
    } catch (InvalidSPDXAnalysisException e) {
      throw new IllegalStateException(e);
    }
  }

  private SpdxDocument document() throws InvalidSPDXAnalysisException {
    Contact creator = facts.creator();
    creation
        .getCreatedBys()
        .add(agent(creator == null ? new Contact("anonymous", null, null) : creator));
    Tool.ToolBuilder made = creation.createTool(space + "Tool");
    made.setName("assay-" + facts.version()).setCreationInfo(creation);
    Tool tool = made.build();
    elements.add(tool);
    creation.getCreatedUsings().add(tool);
    for (BillItem item : facts.all()) {
      packages.put(item.ref(), made(item));
    }
    for (BillItem item : facts.all()) {
      relate(item);
    }
    int count = 0;
    for (BillFacts.Note note : facts.notes()) {
      SpdxPackage about = packages.get(note.ref());
      if (about != null) {
        Annotation.AnnotationBuilder annotation =
            creation.createAnnotation(space + "Annotation-" + ++count);
        annotation.setAnnotationType(AnnotationType.OTHER).setSubject(about);
        annotation.setStatement(note.text());
        annotation.setCreationInfo(creation);
        elements.add(annotation.build());
      }
    }
    Sbom.SbomBuilder bill = creation.createSbom(space + "Sbom");
    bill.setName(names.document());
    bill.setCreationInfo(creation);
    bill.addSbomType(facts.built() ? SbomType.ANALYZED : SbomType.SOURCE);
    SpdxPackage subject = packages.get(facts.subject().ref());
    bill.addRootElement(subject);
    elements.forEach(bill::addElement);
    profiles().forEach(bill::addProfileConformance);
    Sbom sbom = bill.build();
    SpdxDocument.SpdxDocumentBuilder document = creation.createSpdxDocument(space + "Document");
    document.setName(names.document());
    document.setCreationInfo(creation);
    document.setDataLicense(licence("CC0-1.0"));
    document.addRootElement(sbom);
    document.addElement(sbom);
    elements.forEach(document::addElement);
    profiles().forEach(document::addProfileConformance);
    return document.build();
  }

  private static List<ProfileIdentifierType> profiles() {
    return List.of(
        ProfileIdentifierType.CORE,
        ProfileIdentifierType.SOFTWARE,
        ProfileIdentifierType.SIMPLE_LICENSING);
  }

  private Agent agent(Contact contact) throws InvalidSPDXAnalysisException {
    String id = space + "Agent-" + BillText.identifier(contact.name(), contact.toString());
    Agent known = agents.get(id);
    if (known != null) {
      return known;
    }
    Organization.OrganizationBuilder builder = creation.createOrganization(id);
    builder.setName(contact.name()).setCreationInfo(creation);
    if (contact.email() != null) {
      builder.addExternalIdentifier(identifier(ExternalIdentifierType.EMAIL, contact.email()));
    }
    if (contact.address() != null) {
      builder.addExternalIdentifier(
          identifier(ExternalIdentifierType.URL_SCHEME, contact.address()));
    }
    Agent agent = builder.build();
    agents.put(id, agent);
    elements.add(agent);
    return agent;
  }

  private ExternalIdentifier identifier(ExternalIdentifierType type, String text)
      throws InvalidSPDXAnalysisException {
    return creation
        .createExternalIdentifier(store.getNextId(IdType.Anonymous))
        .setExternalIdentifierType(type)
        .setIdentifier(text)
        .build();
  }

  private LicenseExpression licence(String expression) throws InvalidSPDXAnalysisException {
    LicenseExpression known = licences.get(expression);
    if (known != null) {
      return known;
    }
    LicenseExpression.LicenseExpressionBuilder builder =
        creation.createLicenseExpression(
            space + "Licence-" + BillText.identifier(expression, expression));
    builder.setLicenseExpression(expression).setCreationInfo(creation);
    for (String own : LicenceList.own(expression)) {
      SimpleLicensingText.SimpleLicensingTextBuilder text =
          creation.createSimpleLicensingText(space + own);
      if (texts.add(own)) {
        text.setLicenseText(names.texts().getOrDefault(own, own));
        text.setCreationInfo(creation);
        elements.add(text.build());
      }
      builder.addCustomIdToUri(
          creation
              .createDictionaryEntry(store.getNextId(IdType.Anonymous))
              .setKey(own)
              .setValue(space + own)
              .build());
    }
    LicenseExpression licence = builder.build();
    licences.put(expression, licence);
    elements.add(licence);
    return licence;
  }

  private SpdxPackage made(BillItem item) throws InvalidSPDXAnalysisException {
    String id = SpdxNames.id(item);
    SpdxPackage.SpdxPackageBuilder builder = creation.createSpdxPackage(space + "Package-" + id);
    builder.setName(item.fullName()).setCreationInfo(creation);
    builder.setPrimaryPurpose(purpose(item));
    if (!item.version().isEmpty()) {
      builder.setPackageVersion(item.version());
    }
    if (item.source() != null) {
      builder.setDownloadLocation(item.source());
    }
    if (!item.purl().isEmpty()) {
      builder.setPackageUrl(item.purl());
      builder.addExternalIdentifier(identifier(ExternalIdentifierType.PACKAGE_URL, item.purl()));
    }
    Contact supplier = item.supplier();
    if (supplier != null) {
      Agent agent = agent(supplier);
      builder.setSuppliedBy(agent);
      builder.addOriginatedBy(agent);
    }
    String comment = SpdxNames.comment(item);
    String found = SpdxNames.found(item.licences());
    if (!comment.isEmpty() || !found.isEmpty()) {
      builder.setComment((comment + (comment.isEmpty() ? "" : "\n") + found).strip());
    }
    for (Map.Entry<String, String> digest :
        (item.digests().isEmpty() ? item.claimed() : item.digests()).entrySet()) {
      builder.addVerifiedUsing(hash(digest));
    }
    SpdxPackage made = builder.build();
    elements.add(made);
    int count = 0;
    for (BillItem.Archive archive : item.archives()) {
      SpdxFile.SpdxFileBuilder file = creation.createSpdxFile(space + "File-" + id + "-" + ++count);
      file.setName(archive.name()).setCreationInfo(creation);
      file.setComment("Seen at " + archive.path() + ".");
      file.setPrimaryPurpose(SoftwarePurpose.ARCHIVE);
      file.addAdditionalPurpose(SoftwarePurpose.CONTAINER); // what BSI calls structured
      if (item.executable()) {
        file.addAdditionalPurpose(SoftwarePurpose.EXECUTABLE);
      }
      for (Map.Entry<String, String> digest : archive.digests().entrySet()) {
        file.addVerifiedUsing(hash(digest));
      }
      SpdxFile of = file.build();
      elements.add(of);
      relate(made, RelationshipType.HAS_DISTRIBUTION_ARTIFACT, List.of(of), null);
    }
    String declared = names.declared(item.licences());
    if (!declared.isEmpty()) {
      relate(made, RelationshipType.HAS_DECLARED_LICENSE, List.of(licence(declared)), null);
    }
    String concluded = names.concluded(item.licences());
    if (!concluded.isEmpty()) {
      relate(made, RelationshipType.HAS_CONCLUDED_LICENSE, List.of(licence(concluded)), null);
    }
    return made;
  }

  private Hash hash(Map.Entry<String, String> digest) throws InvalidSPDXAnalysisException {
    return creation
        .createHash(store.getNextId(IdType.Anonymous))
        .setAlgorithm(HashAlgorithm.valueOf(digest.getKey().replace("-", "")))
        .setHashValue(digest.getValue())
        .build();
  }

  private SoftwarePurpose purpose(BillItem item) {
    PackageKind kind = item.component().kind();
    if (kind == PackageKind.IMAGE) {
      return SoftwarePurpose.CONTAINER;
    }
    if (kind == null) {
      return item.ref().equals(facts.subject().ref())
          ? SoftwarePurpose.APPLICATION
          : SoftwarePurpose.FILE;
    }
    return SoftwarePurpose.LIBRARY;
  }

  /** What {@code item} needs, by the scope, and what lies in it; whether that is all. */
  private void relate(BillItem item) throws InvalidSPDXAnalysisException {
    SpdxPackage from = packages.get(item.ref());
    if (from == null) {
      return;
    }
    Map<DependencyScope, List<Element>> byScope = new TreeMap<>();
    for (Map.Entry<String, DependencyScope> need : item.needs().entrySet()) {
      SpdxPackage to = packages.get(need.getKey());
      if (to != null) {
        byScope.computeIfAbsent(need.getValue(), key -> new ArrayList<>()).add(to);
      }
    }
    boolean lacks = item.lacks(Gap.Aspect.DEPENDENCIES);
    if (byScope.isEmpty() && !lacks) {
      byScope.put(DependencyScope.UNSAID, List.of(new NoneElement()));
    }
    for (Map.Entry<DependencyScope, List<Element>> each : byScope.entrySet()) {
      depend(
          from,
          each.getKey(),
          each.getValue(),
          lacks ? RelationshipCompleteness.INCOMPLETE : RelationshipCompleteness.COMPLETE);
    }
    List<Element> held = new ArrayList<>();
    for (String ref :
        item.ref().equals(facts.subject().ref()) ? facts.heldBySubject() : item.holds()) {
      SpdxPackage to = packages.get(ref);
      if (to != null) {
        held.add(to);
      }
    }
    if (!held.isEmpty()) {
      boolean open = item.lacks(Gap.Aspect.CONTENTS) || !facts.complete();
      relate(
          from,
          RelationshipType.CONTAINS,
          held,
          open ? RelationshipCompleteness.INCOMPLETE : RelationshipCompleteness.COMPLETE);
    }
  }

  private void depend(
      SpdxPackage from,
      DependencyScope scope,
      List<Element> to,
      RelationshipCompleteness completeness)
      throws InvalidSPDXAnalysisException {
    RelationshipType type =
        switch (scope) {
          case OPTIONAL -> RelationshipType.HAS_OPTIONAL_DEPENDENCY;
          case PROVIDED -> RelationshipType.HAS_PROVIDED_DEPENDENCY;
          default -> RelationshipType.DEPENDS_ON;
        };
    if (scope != DependencyScope.RUNTIME && scope != DependencyScope.DEVELOPMENT) {
      relate(from, type, to, completeness);
      return;
    }
    LifecycleScopedRelationship.LifecycleScopedRelationshipBuilder builder =
        creation.createLifecycleScopedRelationship(space + "Relationship-" + ++relationships);
    builder.setScope(
        scope == DependencyScope.RUNTIME
            ? LifecycleScopeType.RUNTIME
            : LifecycleScopeType.DEVELOPMENT);
    builder.setFrom(from).setRelationshipType(type).setCompleteness(completeness);
    builder.setCreationInfo(creation);
    to.forEach(builder::addTo);
    elements.add(builder.build());
  }

  private void relate(
      Element from,
      RelationshipType type,
      List<? extends Element> to,
      @Nullable RelationshipCompleteness completeness)
      throws InvalidSPDXAnalysisException {
    Relationship.RelationshipBuilder builder =
        creation.createRelationship(space + "Relationship-" + ++relationships);
    builder.setFrom(from).setRelationshipType(type);
    if (completeness != null) {
      builder.setCompleteness(completeness);
    }
    builder.setCreationInfo(creation);
    to.forEach(builder::addTo);
    elements.add(builder.build());
  }
}
