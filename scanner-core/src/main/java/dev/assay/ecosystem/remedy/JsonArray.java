package dev.assay.ecosystem.remedy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.model.Fix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the texts of an array stand in a JSON file, so that one can be put in or taken out. */
final class JsonArray {

  private record Element(String text, int start, int end) {}

  private final TextFile file;
  private final int open;
  private final List<Element> elements;

  private JsonArray(TextFile file, int open, List<Element> elements) {
    this.file = file;
    this.open = open;
    this.elements = elements;
  }

  /** The array of texts that is the member {@code name} of the whole; null if there is none. */
  static @Nullable JsonArray of(TextFile file, String name) {
    try (JsonParser json = new JsonFactory().createParser(file.text())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      JsonArray found = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals(name);
        json.nextToken();
        if (wanted) {
          found = json.currentToken() == JsonToken.START_ARRAY ? read(file, json) : null;
          if (found == null) {
            return null;
          }
        } else {
          json.skipChildren();
        }
      }
      return found;
    } catch (IOException e) {
      return null; // no JSON: nobody packs that
    }
  }

  private static @Nullable JsonArray read(TextFile file, JsonParser json) throws IOException {
    int open = (int) json.currentLocation().getCharOffset();
    List<Element> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return null;
      }
      int start = (int) json.currentTokenLocation().getCharOffset();
      String text = json.getText();
      elements.add(new Element(text, start, (int) json.currentLocation().getCharOffset()));
    }
    return new JsonArray(file, open, elements);
  }

  /** Puts {@code text} behind the last one, on a line of its own if that stands on one. */
  Fix.Change add(String text) {
    String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    if (elements.isEmpty()) {
      return file.replace(open, open, quoted);
    }
    Element last = elements.get(elements.size() - 1);
    int line = last.start();
    while (line > 0
        && (file.text().charAt(line - 1) == ' ' || file.text().charAt(line - 1) == '\t')) {
      line--;
    }
    boolean alone = line > 0 && "\r\n".indexOf(file.text().charAt(line - 1)) >= 0;
    String before = alone ? file.lineEnd() + file.text().substring(line, last.start()) : " ";
    return file.replace(last.end(), last.end(), "," + before + quoted);
  }

  /** Takes out {@code text}; null if it isn't there. */
  Fix.@Nullable Change remove(String text) {
    for (int i = 0; i < elements.size(); i++) {
      Element each = elements.get(i);
      if (each.text().equals(text)) {
        if (i + 1 < elements.size()) {
          return file.replace(each.start(), elements.get(i + 1).start(), "");
        }
        return file.replace(i > 0 ? elements.get(i - 1).end() : each.start(), each.end(), "");
      }
    }
    return null;
  }
}
