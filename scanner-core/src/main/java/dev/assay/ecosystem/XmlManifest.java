package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A manifest in XML, read as a stream by the JDK's own parser. Document types are passed over:
 * nothing is fetched, no entity is expanded.
 */
final class XmlManifest {

  /** Loaded with the first manifest. */
  private static final class Xml {
    static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, false);
      return factory;
    }
  }

  /** Elements inside one another beyond which it is none of ours. */
  private static final int DEEPEST = 200;

  /** What is beyond this of a text is dropped, UTF-16 code units. */
  private static final int LONGEST = 4_000;

  /** Takes what an element holds. */
  interface Handler {

    /**
     * An element begins.
     *
     * @param path local names from the root on, such as {@code project/parent}
     * @param attributes its attributes
     */
    default void begin(String path, Attributes attributes) {}

    /** An element without elements in it, and its text without surrounding white space. */
    default void text(String path, String text) {}

    /** Whether no more is wanted. */
    default boolean done() {
      return false;
    }
  }

  /** Attributes of the current element. */
  interface Attributes {
    /** The value of the attribute of this local name; empty if there is none. */
    String of(String name);
  }

  private XmlManifest() {}

  /**
   * Reads {@code text}.
   *
   * @throws MalformedManifestException if it isn't XML
   */
  static void read(ByteSlice text, Handler handler) throws MalformedManifestException {
    try {
      // Decoded here: of bytes that are not what the text says they are, the parser tells the
      // process's standard error.
      XMLStreamReader xml =
          Xml.FACTORY.createXMLStreamReader(new StringReader(Manifests.decoded(text)));
      try {
        read(xml, handler);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // The parser throws unchecked ones too, for encodings that there are not.
      throw new MalformedManifestException("it is not XML");
    }
  }

  /** A stream of {@code text}, for who has to know where things stand. */
  static XMLStreamReader open(String text) throws XMLStreamException {
    return Xml.FACTORY.createXMLStreamReader(new StringReader(text));
  }

  private static void read(XMLStreamReader xml, Handler handler) throws XMLStreamException {
    Deque<String> paths = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    boolean leaf = false;
    while (xml.hasNext() && !handler.done()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String path =
              paths.isEmpty() ? xml.getLocalName() : paths.peek() + "/" + xml.getLocalName();
          if (paths.size() == DEEPEST) {
            throw new XMLStreamException();
          }
          paths.push(path);
          text.setLength(0);
          leaf = true;
          handler.begin(path, name -> attribute(xml, name));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (leaf && text.length() < LONGEST) {
            text.append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          String path = paths.pop();
          if (leaf) {
            handler.text(path, text.toString().strip());
          }
          leaf = false;
        }
        default -> {}
      }
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }
}
