package dev.assay.ecosystem.sbom;

import dev.assay.model.StatedBill;
import dev.assay.model.StatedBill.Gathered;
import dev.assay.model.StatedBill.Part;
import dev.assay.model.UsageException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** CycloneDX in XML, 1.2 to 1.6, read as a stream. For one bill. */
final class XmlBill {
  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
  private static final int DEEPEST = 500;

  private final String name;
  private final List<StatedBill.Stated> components = new ArrayList<>();
  private final Deque<Gathered> open = new ArrayDeque<>();

  /** Local names of the elements around the current one, the innermost first. */
  private final Deque<String> around = new ArrayDeque<>();

  private String algorithm = "";
  private String property = "";
  private String reference = "";

  XmlBill(String name) {
    this.name = name;
  }

  StatedBill read(byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLReporter((message, type, related, location) -> {});
    String format = "";
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (format.isEmpty()) {
              format = format(xml);
            }
            text.setLength(0);
            begin(xml);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (text.length() < 10_000) {
              text.append(xml.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            around.pop();
            end(xml.getLocalName(), text.toString().strip());
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw BillReader.malformed(name, Math.max(1, line), "it is not XML");
    }
    return new StatedBill(name, format, components);
  }

  private String format(XMLStreamReader xml) {
    String space = xml.getNamespaceURI();
    if (!xml.getLocalName().equals("bom") || space == null || !space.startsWith(NAMESPACE)) {
      throw new UsageException(
          "'" + name + "' is XML, but no bill of materials of CycloneDX. Give one of these.");
    }
    return "CycloneDX " + space.substring(NAMESPACE.length());
  }

  private void begin(XMLStreamReader xml) throws XMLStreamException {
    String element = xml.getLocalName();
    if (around.size() > DEEPEST) {
      throw BillReader.malformed(name, xml.getLocation().getLineNumber(), "it is nested too deep");
    }
    String parent = around.isEmpty() ? "" : around.peek();
    around.push(element);
    switch (element) {
      case "component" -> {
        // Tools and the like are components as well, but none of the bill's.
        if (parent.equals("metadata") || (parent.equals("components") && !inTools())) {
          Gathered out = new Gathered();
          out.line = xml.getLocation().getLineNumber();
          out.part =
              parent.equals("metadata")
                  ? Part.SUBJECT
                  : "file".equals(xml.getAttributeValue(null, "type")) ? Part.FILE : Part.COMPONENT;
          open.push(out);
        }
      }
      case "hash" -> algorithm = attribute(xml, "alg");
      case "property" -> property = attribute(xml, "name");
      case "reference" -> reference = attribute(xml, "type");
      default -> {}
    }
  }

  private boolean inTools() {
    return around.contains("tools")
        || around.contains("annotations")
        || around.contains("formulation");
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private void end(String element, String text) {
    String parent = around.isEmpty() ? "" : around.peek();
    Gathered out = open.peek();
    if (out == null) {
      return;
    }
    if (element.equals("component") && (parent.equals("metadata") || parent.equals("components"))) {
      if (!inTools()) {
        open.pop();
        if (out.part == Part.FILE) {
          out.file(out.name);
        }
        components.add(out.done());
      }
      return;
    }
    if (inTools()) {
      return;
    }
    if (parent.equals("component")) {
      switch (element) {
        case "group" -> out.namespace = text;
        case "name" -> out.name = text;
        case "version" -> out.version = text;
        case "purl" -> out.purl = text;
        case "scope" -> {
          if (text.equals("excluded")) {
            out.part = Part.EXCLUDED;
          }
        }
        default -> {}
      }
    } else if (element.equals("hash") && parent.equals("hashes")) {
      boolean own = !around.contains("reference") || reference.equals("distribution");
      if (own && within("component")) {
        BillReader.digest(out, algorithm, text);
      }
    } else if (element.equals("property") && property.equals("bsi:component:filename")) {
      out.file(text);
    }
  }

  private boolean within(@Nullable String element) {
    return around.contains(element);
  }
}
