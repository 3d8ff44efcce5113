package dev.assay.ecosystem;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML as a stream of events. Package managers write it without aliases, so one is a fault;
 * tags say nothing. Of several documents all are read.
 */
final class YamlSections {
  private static final int MARK = 3;

  private final Iterator<Event> events;
  private final Offsets offsets;
  private final LockSections out;
  private int nodes;

  private YamlSections(Iterator<Event> events, Offsets offsets, LockSections out) {
    this.events = events;
    this.offsets = offsets;
    this.out = out;
  }

  /** What ends the reading; it says where. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int offset;

    RefusedException(int offset, String message) {
      super(message);
      this.offset = offset;
    }
  }

  static void read(LockfileText text, LockSections out) throws IOException {
    InputStream in = text.open();
    byte[] head = in.readNBytes(MARK);
    boolean marked =
        head.length == MARK
            && head[0] == (byte) 0xef
            && head[1] == (byte) 0xbb
            && head[2] == (byte) 0xbf;
    Offsets offsets = new Offsets(text, marked ? MARK : 0);
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      Iterator<Event> events =
          new Parse(settings)
              .parseReader(
                  new InputStreamReader(
                      marked ? in : text.open(), StandardCharsets.UTF_8.newDecoder()))
              .iterator();
      new YamlSections(events, offsets, out).go();
    } catch (RefusedException e) {
      out.malformed(e.offset, String.valueOf(e.getMessage()));
    } catch (MarkedYamlEngineException e) {
      // Its message quotes the text.
      out.malformed(
          offsets.of(e.getProblemMark()), "it is not YAML from here on; nothing after it was read");
    } catch (YamlEngineException | IllegalArgumentException e) {
      out.malformed(offsets.last(), "it is not YAML from here on; nothing after it was read");
    }
  }

  private void go() {
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case MappingStart -> document();
        case Scalar, SequenceStart, Alias ->
            throw new RefusedException(start(event), "it is not a mapping");
        default -> {}
      }
    }
  }

  private void document() {
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      LockNode name = name(event);
      String section = name.text();
      Event value = events.next();
      nodes = 0;
      switch (out.take(section)) {
        case SKIP -> skip(value);
        case WHOLE -> piece(section, "", name, value);
        case EACH -> {
          if (value.getEventId() == Event.ID.MappingStart) {
            each(section);
          } else {
            piece(section, "", name, value);
          }
        }
      }
    }
  }

  private void each(String section) {
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      LockNode name = name(event);
      nodes = 0;
      piece(section, name.text(), name, events.next());
    }
  }

  private void piece(String section, String name, LockNode at, Event value) {
    out.piece(section, name, node(value, 1).named(at.from, at.to));
  }

  private LockNode name(Event event) {
    if (event.getEventId() != Event.ID.Scalar) {
      throw new RefusedException(
          start(event), "a name in it is no text; nothing after it was read");
    }
    return scalar((ScalarEvent) event);
  }

  private LockNode scalar(ScalarEvent event) {
    int quote =
        event.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                || event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
            ? 1
            : 0;
    int from = offsets.of(event.getStartMark()) + quote;
    int to = offsets.of(event.getEndMark()) - quote;
    return LockNode.text(event.getValue(), from, Math.max(from, to));
  }

  private LockNode node(Event event, int depth) {
    if (depth > LockSections.DEEPEST || ++nodes > LockSections.MOST_NODES) {
      throw new RefusedException(
          start(event), "it is nested too deeply or too large here; nothing after it was read");
    }
    switch (event.getEventId()) {
      case Scalar -> {
        return scalar((ScalarEvent) event);
      }
      case MappingStart -> {
        LockNode mapping = LockNode.mapping(start(event));
        for (Event next = events.next();
            next.getEventId() != Event.ID.MappingEnd;
            next = events.next()) {
          LockNode name = name(next);
          LockNode value = node(events.next(), depth + 1).named(name.from, name.to);
          if (!mapping.put(name.text(), value)) {
            out.malformed(name.from, "a mapping has a name twice");
          }
        }
        return mapping;
      }
      case SequenceStart -> {
        LockNode list = LockNode.list(start(event));
        for (Event next = events.next();
            next.getEventId() != Event.ID.SequenceEnd;
            next = events.next()) {
          list.add(node(next, depth + 1));
        }
        return list;
      }
      default ->
          throw new RefusedException(
              start(event), "it has an alias, as lockfiles never do; nothing after it was read");
    }
  }

  private void skip(Event first) {
    int depth = 0;
    Event event = first;
    while (true) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> {
          if (++depth > LockSections.DEEPEST) {
            throw new RefusedException(
                start(event), "it is nested too deeply here; nothing after it was read");
          }
        }
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return;
      }
      event = events.next();
    }
  }

  private int start(Event event) {
    return offsets.of(event.getStartMark());
  }

  /** Turns the parser's counts of characters into bytes; cheap in ascending order. */
  private static final class Offsets {
    private final LockfileText text;
    private final int origin;
    private @Nullable InputStream in;
    private int characters;
    private int bytes;
    private int length;

    Offsets(LockfileText text, int origin) {
      this.text = text;
      this.origin = origin;
    }

    int last() {
      return origin + bytes;
    }

    int of(Optional<Mark> mark) {
      try {
        return mark.isEmpty() ? last() : of(mark.get().getIndex());
      } catch (IOException e) {
        throw new IllegalStateException(e); // memory can be read
      }
    }

    private int of(int index) throws IOException {
      if (in == null || index < characters) {
        in = new BufferedInputStream(text.open());
        in.skipNBytes(origin);
        characters = 0;
        bytes = 0;
        length = 0;
      }
      while (characters < index) {
        if (length == 0) {
          int c = in.read();
          if (c < 0) {
            break;
          }
          length = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        }
        while (--length > 0) {
          if (in.read() >= 0) {
            bytes++;
          }
        }
        bytes++;
        characters++;
        length = 0;
      }
      return origin + bytes;
    }
  }
}
