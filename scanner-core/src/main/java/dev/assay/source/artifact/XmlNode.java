package dev.assay.source.artifact;

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

/** An element of a small XML file, with its text and elements, without attributes. */
public final class XmlNode {
  private static final int DEEPEST = 100;

  private final String name;
  private final StringBuilder text = new StringBuilder();
  private final List<XmlNode> children = new ArrayList<>();

  private XmlNode(String name) {
    this.name = name;
  }

  /**
   * Reads a whole file; nothing that it names is read, neither a DTD nor an entity.
   *
   * @throws XMLStreamException if it isn't well-formed, or nested beyond reason
   */
  public static XmlNode read(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    XmlNode document = new XmlNode("");
    Deque<XmlNode> open = new ArrayDeque<>();
    open.push(document);
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlNode node = new XmlNode(in.getLocalName());
          open.element().children.add(node);
          open.push(node);
          if (open.size() > DEEPEST) {
            throw new XMLStreamException("elements are nested too deep");
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.element().text.append(in.getText());
        case XMLStreamConstants.DTD -> throw new XMLStreamException("it has a DTD");
        default -> {}
      }
    }
    return document.children.get(0);
  }

  /** Without a prefix. */
  public String name() {
    return name;
  }

  /** The elements at {@code path}, names with a slash between them. */
  public List<XmlNode> all(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    List<XmlNode> found = new ArrayList<>();
    for (XmlNode each : children) {
      if (each.name.equals(first)) {
        if (slash < 0) {
          found.add(each);
        } else {
          found.addAll(each.all(path.substring(slash + 1)));
        }
      }
    }
    return found;
  }

  /** The text of the first element at {@code path}, stripped; null if there is none or no text. */
  public @Nullable String text(String path) {
    List<XmlNode> found = all(path);
    return found.isEmpty() ? null : found.get(0).text();
  }

  /** Its own text, stripped; null if there is none. */
  public @Nullable String text() {
    String own = text.toString().strip();
    return own.isEmpty() ? null : own;
  }
}
