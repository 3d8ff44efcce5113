package dev.assay.unpack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of a container that its entries take up; neighbours in order take no memory. */
final class Spans {

  /** From {@code start} up to {@code end}, exclusive. */
  record Span(long start, long end) {}

  private final List<Span> spans = new ArrayList<>();
  private long start = -1;
  private long end = -1;

  /** Takes up a stretch; nothing if it is empty. */
  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    if (from != end) {
      keep();
      start = from;
    }
    end = to;
  }

  private void keep() {
    if (start >= 0) {
      spans.add(new Span(start, end));
      start = -1;
      end = -1;
    }
  }

  /** What nothing takes up of the stretch, in order. */
  List<Span> gaps(long from, long to) {
    List<Span> gaps = new ArrayList<>();
    long free = from;
    for (Span span : sorted()) {
      if (span.start() >= to) {
        break;
      }
      if (span.start() > free) {
        gaps.add(new Span(free, span.start()));
      }
      free = Math.max(free, span.end());
    }
    if (free < to) {
      gaps.add(new Span(free, to));
    }
    return gaps;
  }

  /** How many stretches begin within another one. */
  long overlaps() {
    long overlaps = 0;
    long taken = 0;
    for (Span span : sorted()) {
      if (span.start() < taken) {
        overlaps++;
      }
      taken = Math.max(taken, span.end());
    }
    return overlaps;
  }

  private List<Span> sorted() {
    keep();
    spans.sort(Comparator.comparingLong(Span::start).thenComparingLong(Span::end));
    return spans;
  }
}
