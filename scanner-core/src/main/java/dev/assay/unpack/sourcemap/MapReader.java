package dev.assay.unpack.sourcemap;

import dev.assay.unpack.code.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one map, and those in its sections, in two goes: the first finds where the lists stand, the
 * second takes names and texts of a map side by side. So their order is all the same, and memory
 * holds nothing that is counted: two buffers, and a few numbers for each map that is open.
 */
public final class MapReader {

  /** Maps inside of one another; deeper ones are read as any other member. */
  private static final int DEEPEST = 16;

  /** Times that a map may give its texts; every name counts once in JSON. */
  private static final int MOST_LISTS = 16;

  /** Bytes of a source's name that are looked at. */
  private static final int LONGEST_NAME = 8 << 10;

  /** Takes what is found. */
  public interface Output {

    /** A source of a map is called so for people; told of all of a map before its first text. */
    void named(String readable);

    /**
     * The text of a source.
     *
     * @param readable its name for people; empty if it has none
     * @param number of all sources, from 1 on
     * @param from offset behind the first quote of the string that it is
     * @param to offset of the last quote
     */
    void text(String readable, long number, long from, long to) throws IOException;

    /** A string that stands for no text: positions in code. */
    void positions(long from, long to);
  }

  private final JsonCursor first;
  private final JsonCursor names;
  private final JsonCursor texts;
  private final Output output;
  private final FactsBuilder facts = new FactsBuilder();
  private final byte[] scratch = new byte[LONGEST_NAME];
  private long number;
  private boolean real;

  /** One map that is being read. */
  private static final class Level {
    private boolean version;
    private boolean mappings;
    private boolean sections;
    private long sources = -1;
    private String root = "";
    private final List<Long> texts = new ArrayList<>(1);

    boolean complete() {
      return (sources >= 0 && (mappings || !texts.isEmpty()))
          || (version && (mappings || sections || !texts.isEmpty()));
    }

    boolean begun() {
      return (version && (mappings || sections || sources >= 0 || !texts.isEmpty()))
          || (sources >= 0 && !texts.isEmpty());
    }
  }

  /**
   * @param in the document
   */
  public MapReader(RandomBytes in, Output output) {
    this.first = new JsonCursor(in);
    this.names = new JsonCursor(in);
    this.texts = new JsonCursor(in);
    this.output = output;
  }

  /** Whether what was read is a map, or the beginning of one. */
  public boolean real() {
    return real;
  }

  /** What was read so far comes to. */
  public FactsBuilder facts() {
    return facts;
  }

  /**
   * Reads the map whose brace stands at {@code brace}.
   *
   * @return the offset behind it
   * @throws BrokenJson if it ends before its end; all that was read was told
   */
  public long read(long brace) throws IOException {
    first.seek(brace + 1);
    map(0);
    return first.position();
  }

  /** Reads a map behind its brace. */
  private void map(int depth) throws IOException {
    Level level = new Level();
    try {
      members(level, depth);
    } catch (BrokenJson e) {
      real |= level.begun();
      if (real) {
        try {
          sources(level);
        } catch (BrokenJson again) {
          // At the same place.
        }
      }
      throw e;
    }
    if (level.complete()) {
      real = true;
      sources(level);
    }
  }

  private void members(Level level, int depth) throws IOException {
    if (first.token() == '}') {
      first.next();
      return;
    }
    while (true) {
      first.expect('"');
      int length = first.string(scratch);
      String key = new String(scratch, 0, Math.min(length, 40), StandardCharsets.UTF_8);
      first.expect(':');
      member(key, level, depth);
      int c = first.token();
      if (c == '}') {
        first.next();
        return;
      }
      first.expect(',');
    }
  }

  private void member(String key, Level level, int depth) throws IOException {
    int c = first.token();
    switch (key) {
      case "version" -> level.version = c == '3' || c == '"';
      case "sources" -> level.sources = c == '[' ? first.position() : level.sources;
      case "sourcesContent" -> {
        if (c == '[' && level.texts.size() < MOST_LISTS) {
          level.texts.add(first.position());
        }
      }
      case "sourceRoot" -> {
        if (c == '"') {
          first.next();
          level.root = text(first);
          return;
        }
      }
      case "mappings" -> {
        if (c == '"') {
          level.mappings = true;
          first.next();
          long from = first.position();
          first.skipString();
          output.positions(from, first.position() - 1);
          return;
        }
      }
      case "sections" -> {
        if (c == '[' && depth < DEEPEST) {
          level.sections = true;
          sections(depth);
          return;
        }
      }
      default -> {}
    }
    first.skipValue();
  }

  private String text(JsonCursor cursor) throws IOException {
    int length = cursor.string(scratch);
    return new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  /** The list at the first cursor: maps with the places that they are for. */
  private void sections(int depth) throws IOException {
    Elements elements = new Elements(first, first.position());
    while (elements.next() >= 0) {
      if (first.token() != '{') {
        first.skipValue();
        continue;
      }
      first.next();
      section(depth);
    }
  }

  private void section(int depth) throws IOException {
    if (first.token() == '}') {
      first.next();
      return;
    }
    while (true) {
      first.expect('"');
      int length = first.string(scratch);
      String key = new String(scratch, 0, Math.min(length, 40), StandardCharsets.UTF_8);
      first.expect(':');
      int c = first.token();
      if (key.equals("map") && c == '{') {
        first.next();
        map(depth + 1);
      } else if (key.equals("url") && c == '"') {
        first.next();
        facts.address(text(first));
      } else {
        first.skipValue();
      }
      if (first.token() == '}') {
        first.next();
        return;
      }
      first.expect(',');
    }
  }

  /** The elements of a list, one after the other; who asks for the next has read the last. */
  private static final class Elements {
    private final JsonCursor cursor;
    private boolean begun;
    private boolean ended;

    /** Those of the list at {@code position}; none if that is negative. */
    Elements(JsonCursor cursor, long position) throws IOException {
      this.cursor = cursor;
      ended = position < 0;
      if (!ended) {
        cursor.seek(position);
        cursor.expect('[');
      }
    }

    /** The first byte of the next one, which the cursor is at; -1 if there is none. */
    int next() throws IOException {
      if (ended) {
        return -1;
      }
      int c = cursor.token();
      if (c == ']') {
        cursor.next();
        ended = true;
        return -1;
      }
      if (begun) {
        cursor.expect(',');
        c = cursor.token();
      }
      begun = true;
      if (c < 0) {
        throw cursor.broken(c);
      }
      return c;
    }
  }

  /** Names and texts of a map, side by side. */
  private void sources(Level level) throws IOException {
    if (!level.root.isEmpty()) {
      facts.address(level.root);
    }
    if (!level.texts.isEmpty()) {
      Elements all = new Elements(names, level.sources);
      for (int c = all.next(); c >= 0; c = all.next()) {
        String name = name(c);
        if (name != null) {
          output.named(SourcePaths.readable(SourcePaths.whole(level.root, name)));
        }
      }
    }
    long before = number;
    for (int list = 0; list == 0 || list < level.texts.size(); list++) {
      number = before;
      pairs(level, level.texts.isEmpty() ? -1 : level.texts.get(list), list == 0);
    }
  }

  private void pairs(Level level, long list, boolean count) throws IOException {
    Elements ofNames = new Elements(names, level.sources);
    Elements ofTexts = new Elements(texts, list);
    while (true) {
      int n = ofNames.next();
      String name = n < 0 ? null : name(n);
      int t = ofTexts.next();
      if (n < 0 && t < 0) {
        return;
      }
      number++;
      String whole = name == null ? "" : SourcePaths.whole(level.root, name);
      String readable = SourcePaths.readable(whole);
      if (t == '"') {
        texts.next();
        long from = texts.position();
        long lines = texts.skipLines();
        facts.source(whole, readable, count, lines);
        output.text(readable, number, from, texts.position() - 1);
      } else {
        if (t >= 0) {
          texts.skipValue();
        }
        facts.source(whole, readable, count, -1);
      }
    }
  }

  /** The element at the cursor of names; null if it is no text. */
  private @Nullable String name(int c) throws IOException {
    if (c != '"') {
      names.skipValue();
      return null;
    }
    names.next();
    return text(names);
  }
}
