package dev.assay.unpack;

import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One container being unpacked: what every unpacker needs to push an entry, charged and named in
 * the same way, and to say what it could not read. For one thread.
 */
final class Unpacking {

  /** Problems of one kind, and asides, that a container tells one by one; others are counted. */
  static final int NAMED = 100;

  private final Content container;
  private final ContainerMeter meter;
  private final ContentSink sink;
  private long asides;
  private final Map<Problem.Kind, Integer> problems = new EnumMap<>(Problem.Kind.class);

  /**
   * @param packed bytes of the container that were read so far, or its size; null if it gives out
   *     no more than it takes in, and bytes are not charged
   */
  Unpacking(Content container, BudgetMeter meter, @Nullable LongSupplier packed, ContentSink sink) {
    this.container = container;
    this.meter = new ContainerMeter(meter, packed);
    this.sink = sink;
  }

  /** The container's own place. */
  Provenance place() {
    return container.provenance();
  }

  /**
   * Takes one entry from the budget, whether or not it will be pushed.
   *
   * @throws ContentException if there is none left: unpacking ends with it
   */
  void takeEntry() throws ContentException {
    meter.takeEntry();
  }

  /**
   * Scans an entry.
   *
   * @param name as {@link EntryNames} shows it
   * @param size as the container says, -1 if it doesn't
   * @param opener its unpacked bytes; metered here
   */
  void push(String name, long size, EntryContent.Opener opener) {
    MeteredInputStream.Charge charge = new MeteredInputStream.Charge();
    sink.accept(
        new EntryContent(
            new Provenance.Entry(place(), name),
            size,
            () -> new MeteredInputStream(opener.open(), meter, charge)));
  }

  /** Scans a few bytes that were read already. */
  void push(String name, byte[] bytes) {
    push(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /**
   * Scans bytes that the container holds beside its entries, and says that they are there.
   *
   * @param what in a few words, such as {@code trailing data}
   * @param offset of its first byte in the container
   * @throws ContentException if the budget has no entry left
   */
  void pushAside(String what, long offset, long size, EntryContent.Opener opener)
      throws ContentException {
    takeEntry();
    String name = EntryNames.aside(what, offset);
    asides++;
    if (asides <= NAMED) {
      sink.notice(path(name) + ": it belongs to no entry, and was scanned as it is");
    }
    push(name, size, opener);
  }

  /** Tells a fact about the container that is no problem. */
  void notice(String fact) {
    sink.notice(place().path() + ": " + fact);
  }

  /** Counts something that was seen and not followed. */
  void count(Coverage.Unit what) {
    sink.count(what, 1);
  }

  /** Whether the scan's time is up: nothing more should be pushed. */
  boolean stopped() {
    return sink.stopped();
  }

  private String path(String name) {
    return new Provenance.Entry(place(), name).path();
  }

  /** Something about the container as a whole, which doesn't keep its entries from being read. */
  void problem(Problem.Kind kind, String detail) {
    sink.problem(new Problem(kind, place().path(), detail));
  }

  /** Something of {@code name} could not be read, or is not what it says it is. */
  void problem(Problem.Kind kind, String name, String detail) {
    if (problems.merge(kind, 1, Integer::sum) <= NAMED) {
      sink.problem(new Problem(kind, path(name), detail));
    }
  }

  /** Says how many were not named; called once, at the end. */
  void finish() {
    if (asides > NAMED) {
      sink.notice(
          String.format(
              Locale.ROOT,
              "%s: %,d further stretches belong to no entry, and were scanned as they are",
              place().path(),
              asides - NAMED));
    }
    problems.forEach(
        (kind, count) -> {
          if (count > NAMED) {
            sink.problem(
                new Problem(
                    kind,
                    place().path(),
                    String.format(
                        Locale.ROOT,
                        "%,d further entries have this kind of problem",
                        count - NAMED)));
          }
        });
  }
}
