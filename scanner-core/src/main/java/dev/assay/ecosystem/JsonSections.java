package dev.assay.ecosystem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads JSON as a stream of tokens. */
final class JsonSections {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(LockSections.DEEPEST).build())
          .build();

  private static final int MARK = 3;

  private final JsonParser json;
  private final CountedInput in;
  private final int origin;
  private final LockSections out;
  private int nodes;

  private JsonSections(JsonParser json, CountedInput in, int origin, LockSections out) {
    this.json = json;
    this.in = in;
    this.origin = origin;
    this.out = out;
  }

  static void read(LockfileText text, LockSections out) throws IOException {
    InputStream in = text.open();
    byte[] head = in.readNBytes(MARK);
    boolean marked =
        head.length == MARK
            && head[0] == (byte) 0xef
            && head[1] == (byte) 0xbb
            && head[2] == (byte) 0xbf;
    CountedInput counted = new CountedInput(marked ? in : text.open());
    try (JsonParser json = FACTORY.createParser(counted)) {
      JsonSections sections = new JsonSections(json, counted, marked ? MARK : 0, out);
      try {
        sections.go();
      } catch (JsonProcessingException e) {
        // Its message may quote the text.
        out.malformed(
            sections.offset(e.getLocation()),
            "it is not JSON from here on; nothing after it was read");
      }
    }
  }

  private void go() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      out.malformed(position(), "it is not a JSON object");
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String section = json.currentName();
      int from = position() + 1;
      JsonToken value = json.nextToken();
      LockSections.Take take = out.take(section);
      nodes = 0;
      if (take == LockSections.Take.SKIP) {
        json.skipChildren();
      } else if (take == LockSections.Take.WHOLE || !json.isExpectedStartObjectToken()) {
        piece(section, "", section, from, value);
      } else {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          int at = position() + 1;
          nodes = 0;
          piece(section, name, name, at, json.nextToken());
        }
      }
    }
  }

  private void piece(String section, String name, String written, int at, JsonToken value)
      throws IOException {
    LockNode node = node(value);
    out.piece(section, name, named(node, at, written));
  }

  private LockNode named(LockNode node, int at, String name) {
    int from = Math.min(at, end());
    return node.named(from, Math.min(from + name.getBytes(StandardCharsets.UTF_8).length, end()));
  }

  /** Depth is bounded by the parser. */
  private LockNode node(JsonToken token) throws IOException {
    if (++nodes > LockSections.MOST_NODES) {
      throw new StreamConstraintsException("too large", json.currentLocation());
    }
    int from = position();
    switch (token) {
      case START_OBJECT -> {
        LockNode mapping = LockNode.mapping(from);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          int at = position() + 1;
          if (!mapping.put(name, named(node(json.nextToken()), at, name))) {
            out.malformed(Math.min(at, end()), "an object has a name twice");
          }
        }
        return mapping;
      }
      case START_ARRAY -> {
        LockNode list = LockNode.list(from);
        for (JsonToken next = json.nextToken();
            next != null && next != JsonToken.END_ARRAY;
            next = json.nextToken()) {
          list.add(node(next));
        }
        return list;
      }
      case VALUE_NULL -> {
        return LockNode.nothing(from);
      }
      case VALUE_STRING -> {
        String text = json.getText();
        json.finishToken();
        int to = offset(json.currentLocation());
        return LockNode.text(
            text, Math.min(from + 1, to), Math.max(Math.min(from + 1, to), to - 1));
      }
      default -> {
        return LockNode.text(json.getText(), from, from);
      }
    }
  }

  private int end() {
    return origin + in.count();
  }

  private int position() {
    return offset(json.currentTokenLocation());
  }

  private int offset(@Nullable JsonLocation location) {
    long at = location == null ? 0 : Math.max(0, location.getByteOffset());
    return (int) Math.min(origin + at, end());
  }
}
