package dev.assay.report.sbom;

import dev.assay.model.ScanResult;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;

/**
 * Writes the bill of a scan. Where the scan has none (of git's objects alone) the document names
 * what was scanned and holds no component.
 */
public final class BillWriter {

  private BillWriter() {}

  /** CycloneDX 1.6 in JSON. */
  public static void cyclonedxJson(
      ScanResult result, String version, String creator, OutputStream out) throws IOException {
    BillFacts facts = BillFacts.of(result, version, creator);
    try {
      write(
          BomGeneratorFactory.createJson(Version.VERSION_16, CycloneDx.bom(facts)).toJsonString(),
          out);
    } catch (GeneratorException e) {
      throw new IllegalStateException(e);
    }
  }

  /** CycloneDX 1.6 in XML. */
  public static void cyclonedxXml(
      ScanResult result, String version, String creator, OutputStream out) throws IOException {
    Bom bom = CycloneDx.bom(BillFacts.of(result, version, creator));
    try {
      String document;
      try {
        document = BomGeneratorFactory.createXml(Version.VERSION_16, bom).toXmlString();
      } catch (GeneratorException e) {
        // The library can't write some compositions as XML; assay:unknown:… says the same of each.
        bom.setCompositions(null);
        document = BomGeneratorFactory.createXml(Version.VERSION_16, bom).toXmlString();
      }
      write(document, out);
    } catch (GeneratorException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SPDX 2.3 in JSON. */
  public static void spdx2(ScanResult result, String version, String creator, OutputStream out)
      throws IOException {
    Spdx2.write(BillFacts.of(result, version, creator), new Unclosed(out));
    out.write('\n');
    out.flush();
  }

  /** SPDX 3.0.1 in JSON-LD. */
  public static void spdx3(ScanResult result, String version, String creator, OutputStream out)
      throws IOException {
    Spdx3.write(BillFacts.of(result, version, creator), new Unclosed(out));
    out.write('\n');
    out.flush();
  }

  /** Others close what they write to. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void write(String document, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8); // not closed: not ours
    writer.write(document.replace("\r\n", "\n"));
    if (!document.endsWith("\n")) {
      writer.write('\n');
    }
    writer.flush();
  }

  /** What whoever asks for a bill should know about it. */
  public static List<String> remarks(ScanResult result, String creator) {
    List<String> remarks = new ArrayList<>();
    if (result.when() == null) {
      remarks.add(
          "the bill of materials has no time, since reports never ask the clock: set"
              + " SOURCE_DATE_EPOCH");
    }
    if (creator.isEmpty()) {
      remarks.add("the bill of materials names nobody who answers for it: give --creator");
    }
    return remarks;
  }
}
