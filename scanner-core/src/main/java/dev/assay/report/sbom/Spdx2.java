package dev.assay.report.sbom;

import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.PackageKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.LicenseInfoFactory;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.model.v2.ReferenceType;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxElement;
import org.spdx.library.model.v2.SpdxNoAssertionElement;
import org.spdx.library.model.v2.SpdxNoneElement;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.library.model.v2.SpdxPackage.SpdxPackageBuilder;
import org.spdx.library.model.v2.enumerations.AnnotationType;
import org.spdx.library.model.v2.enumerations.ChecksumAlgorithm;
import org.spdx.library.model.v2.enumerations.Purpose;
import org.spdx.library.model.v2.enumerations.ReferenceCategory;
import org.spdx.library.model.v2.enumerations.RelationshipType;
import org.spdx.library.model.v2.license.AnyLicenseInfo;
import org.spdx.library.model.v2.license.ExtractedLicenseInfo;
import org.spdx.library.model.v2.license.SpdxNoAssertionLicense;
import org.spdx.storage.simple.InMemSpdxStore;

/** A bill as SPDX 2.3 has it. */
final class Spdx2 {
  private static final String NO_ASSERTION = "NOASSERTION";
  private static final String PURL = "http://spdx.org/rdf/references/purl";

  private final BillFacts facts;
  private final SpdxNames names;
  private final MultiFormatStore store =
      new MultiFormatStore(
          new InMemSpdxStore(),
          MultiFormatStore.Format.JSON_PRETTY,
          MultiFormatStore.Verbose.COMPACT);
  private final ModelCopyManager copies = new ModelCopyManager();
  private final Map<String, AnyLicenseInfo> licences = new HashMap<>();
  private final Map<String, SpdxPackage> packages = new TreeMap<>();
  private final String tool;

  private Spdx2(BillFacts facts) {
    this.facts = facts;
    this.names = new SpdxNames(facts);
    this.tool = "Tool: assay-" + facts.version();
  }

  /** Writes the document of {@code facts} as JSON. */
  static void write(BillFacts facts, OutputStream out) throws IOException {
    SpdxLibrary.start();
    try {
      Spdx2 spdx = new Spdx2(facts);
      spdx.store.serialize(out, spdx.document());
    } catch (InvalidSPDXAnalysisException e) {
      throw new IllegalStateException(e);
    }
  }

  private SpdxDocument document() throws InvalidSPDXAnalysisException {
    SpdxDocument document = new SpdxDocument(store, names.namespace(), copies, true);
    document.setSpecVersion("SPDX-2.3");
    document.setName(names.document());
    document.setDataLicense(licence("CC0-1.0"));
    Contact creator = facts.creator();
    String organization = creator == null ? "anonymous" : creator.name();
    String mail = creator == null || creator.email() == null ? "" : creator.email();
    document.setCreationInfo(
        document.createCreationInfo(
            List.of("Organization: " + organization + " (" + mail + ")", tool),
            facts.time().toString()));
    if (facts.when() == null) {
      document.setComment("The time of creation is not known: nothing was said of it.");
    }
    for (BillItem item : facts.all()) {
      packages.put(item.ref(), made(document, item));
    }
    SpdxPackage subject = packages.get(facts.subject().ref());
    if (subject != null) {
      document.setDocumentDescribes(List.of(subject));
    }
    for (BillItem item : facts.all()) {
      relate(document, item);
    }
    for (BillFacts.Note note : facts.notes()) {
      SpdxPackage about = packages.get(note.ref());
      if (about != null) {
        about.addAnnotation(
            document.createAnnotation(
                tool, AnnotationType.OTHER, facts.time().toString(), note.text()));
      }
    }
    for (Map.Entry<String, String> text : names.texts().entrySet()) {
      ExtractedLicenseInfo info =
          new ExtractedLicenseInfo(store, names.namespace(), text.getKey(), copies, true);
      info.setExtractedText(text.getValue());
      document.addExtractedLicenseInfos(info);
    }
    return document;
  }

  private AnyLicenseInfo licence(String expression) throws InvalidSPDXAnalysisException {
    if (expression.isEmpty()) {
      return new SpdxNoAssertionLicense();
    }
    AnyLicenseInfo licence = licences.get(expression);
    if (licence == null) {
      licence =
          LicenseInfoFactory.parseSPDXLicenseStringCompatV2(
              expression, store, names.namespace(), copies);
      licences.put(expression, licence);
    }
    return licence;
  }

  private SpdxPackage made(SpdxDocument document, BillItem item)
      throws InvalidSPDXAnalysisException {
    LicenceFacts facts = item.licences();
    SpdxPackageBuilder builder =
        document.createPackage(
            "SPDXRef-" + SpdxNames.id(item),
            item.fullName(),
            licence(names.concluded(facts)),
            NO_ASSERTION,
            licence(names.declared(facts)));
    builder.setFilesAnalyzed(false);
    builder.setDownloadLocation(item.source() == null ? NO_ASSERTION : item.source());
    builder.setPrimaryPurpose(purpose(item));
    Contact supplier = item.supplier();
    builder.setSupplier(
        supplier == null
            ? NO_ASSERTION
            : "Organization: "
                + supplier.name()
                + (supplier.email() == null ? "" : " (" + supplier.email() + ")"));
    if (!item.version().isEmpty()) {
      builder.setVersionInfo(item.version());
    }
    if (!item.archives().isEmpty()) {
      builder.setPackageFileName(item.archives().get(0).path());
    }
    if (!SpdxNames.found(facts).isEmpty()) {
      builder.setLicenseComments(SpdxNames.found(facts));
    }
    String comment = SpdxNames.comment(item);
    if (!comment.isEmpty()) {
      builder.setComment(comment);
    }
    Map<String, String> digests =
        item.digests().isEmpty() ? item.claimed() : item.digests(); // both are of its archive
    for (Map.Entry<String, String> digest : digests.entrySet()) {
      builder.addChecksum(
          document.createChecksum(
              ChecksumAlgorithm.valueOf(digest.getKey().replace("-", "")), digest.getValue()));
    }
    if (!item.purl().isEmpty()) {
      builder.addExternalRef(
          document.createExternalRef(
              ReferenceCategory.PACKAGE_MANAGER, new ReferenceType(PURL), item.purl(), null));
    }
    return builder.build();
  }

  private Purpose purpose(BillItem item) {
    PackageKind kind = item.component().kind();
    if (kind == PackageKind.IMAGE) {
      return Purpose.CONTAINER;
    }
    if (kind == null) {
      return item.ref().equals(facts.subject().ref()) ? Purpose.APPLICATION : Purpose.FILE;
    }
    return Purpose.LIBRARY;
  }

  private void relate(SpdxDocument document, BillItem item) throws InvalidSPDXAnalysisException {
    SpdxPackage from = packages.get(item.ref());
    if (from == null) {
      return;
    }
    for (Map.Entry<String, DependencyScope> need : item.needs().entrySet()) {
      SpdxPackage to = packages.get(need.getKey());
      if (to == null) {
        continue;
      }
      switch (need.getValue()) {
        case DEVELOPMENT -> relate(document, to, RelationshipType.DEV_DEPENDENCY_OF, from);
        case OPTIONAL -> relate(document, to, RelationshipType.OPTIONAL_DEPENDENCY_OF, from);
        case PROVIDED -> relate(document, to, RelationshipType.PROVIDED_DEPENDENCY_OF, from);
        default -> relate(document, from, RelationshipType.DEPENDS_ON, to);
      }
    }
    for (String held : held(item)) {
      SpdxPackage to = packages.get(held);
      if (to != null) {
        relate(document, from, RelationshipType.CONTAINS, to);
      }
    }
    if (item.lacks(Gap.Aspect.DEPENDENCIES)) {
      relate(document, from, RelationshipType.DEPENDS_ON, new SpdxNoAssertionElement());
    } else if (item.needs().isEmpty()) {
      relate(document, from, RelationshipType.DEPENDS_ON, new SpdxNoneElement());
    }
  }

  /** What lies in {@code item}: in the subject all that is here and in nothing else. */
  private List<String> held(BillItem item) {
    return item.ref().equals(facts.subject().ref())
        ? facts.heldBySubject()
        : new ArrayList<>(item.holds());
  }

  private static void relate(
      SpdxDocument document, SpdxElement from, RelationshipType type, SpdxElement to)
      throws InvalidSPDXAnalysisException {
    from.addRelationship(document.createRelationship(to, type, null));
  }
}
