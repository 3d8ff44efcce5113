package dev.assay.unpack;

import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One container being unpacked: what every unpacker needs to push an entry, charged and named in
 * the same way, and to say what it could not read. For one thread.
 */
final class Unpacking {

  /** Problems of one kind that a container reports one by one; the others are counted. */
  static final int PROBLEMS_NAMED = 100;

  private final Content container;
  private final ContainerMeter meter;
  private final ContentSink sink;
  private final Map<Problem.Kind, Integer> problems = new EnumMap<>(Problem.Kind.class);

  /**
   * @param packed bytes of the container that were read so far, or its size
   */
  Unpacking(Content container, BudgetMeter meter, LongSupplier packed, ContentSink sink) {
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

  /**
   * Scans bytes that the container holds beside its entries, and says that they are there.
   *
   * @param what in a few words, such as {@code trailing data}
   * @param offset of its first byte in the container
   */
  void pushAside(String what, long offset, long size, EntryContent.Opener opener) {
    String name = EntryNames.aside(what, offset);
    sink.notice(new Provenance.Entry(place(), name).path() + " belongs to no entry; scanned.");
    push(name, size, opener);
  }

  /** Something of {@code name} could not be read, or is not what it says it is. */
  void problem(Problem.Kind kind, String name, String detail) {
    if (problems.merge(kind, 1, Integer::sum) <= PROBLEMS_NAMED) {
      sink.problem(new Problem(kind, new Provenance.Entry(place(), name).path(), detail));
    }
  }

  /** Says how many problems were not named; called once, at the end. */
  void finish() {
    problems.forEach(
        (kind, count) -> {
          if (count > PROBLEMS_NAMED) {
            sink.problem(
                new Problem(
                    kind,
                    place().path(),
                    String.format(
                        Locale.ROOT,
                        "%,d further entries have the same kind of problem.",
                        count - PROBLEMS_NAMED)));
          }
        });
  }
}
