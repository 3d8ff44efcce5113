package dev.assay.rules.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/** Refuses deep nesting before the composer, which is recursive, runs out of stack. */
final class DepthLimit implements Parser {
  private static final int MAX_DEPTH = 32;

  private final Parser parser;
  private int depth;

  DepthLimit(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case SequenceStart, MappingStart -> depth++;
      case SequenceEnd, MappingEnd -> depth--;
      default -> {}
    }
    if (depth > MAX_DEPTH) {
      throw new ParserException(
          "nested more than " + MAX_DEPTH + " deep; write it flatter", event.getStartMark());
    }
    return event;
  }
}
