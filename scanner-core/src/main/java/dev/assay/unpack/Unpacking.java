package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Confidence;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Seal;
import dev.assay.model.Severity;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One container being unpacked: what every unpacker needs to push an entry, charged and named in
 * the same way, and to say what it could not read. For one thread, but for what is forked.
 */
final class Unpacking {

  /** Memory that the decoders of a content and of all containers around it may hold, bytes. */
  static final long MOST_MEMORY = 96L << 20;

  /** What each chain may hold beside all others, bytes; with more it waits for its turn. */
  private static final long FREE_MEMORY = 16L << 20;

  private final Provenance place;
  private final BudgetMeter scan;
  private final ContainerMeter meter;
  private final ContentSink sink;
  private final Remarks remarks;
  private final Shared shared;
  private long memory;

  /** Whether this is what made its chain a large one; who is inside of it never waits again. */
  private boolean large;

  /** What ends when the unpacker and all that it forked are done. */
  private static final class Shared {
    private final AtomicInteger users = new AtomicInteger(1);
    private @Nullable Closeable resource;
    private @Nullable Seal seal;
    private boolean complete;
  }

  /**
   * @param packed bytes of the container that were read so far, or its size; null if it gives out
   *     no more than it takes in, and bytes are not charged
   */
  Unpacking(Content container, BudgetMeter meter, @Nullable LongSupplier packed, ContentSink sink) {
    this(
        container.provenance(),
        meter,
        new ContainerMeter(meter, packed),
        sink,
        new Remarks(container.provenance(), sink),
        new Shared(),
        container.heldMemory());
  }

  private Unpacking(
      Provenance place,
      BudgetMeter scan,
      ContainerMeter meter,
      ContentSink sink,
      Remarks remarks,
      Shared shared,
      long memory) {
    this.place = place;
    this.scan = scan;
    this.meter = meter;
    this.sink = sink;
    this.remarks = remarks;
    this.shared = shared;
    this.memory = memory;
  }

  /** The container's own place. */
  Provenance place() {
    return place;
  }

  /** Closes {@code resource} when this and all that is forked are done. */
  void owns(Closeable resource) {
    shared.resource = resource;
  }

  /**
   * Looks whether somebody compares the entries with {@code documents} among them.
   *
   * @param documents bytes by name
   */
  void seal(Map<String, byte[]> documents) {
    shared.seal = sink.seal(place, documents);
  }

  /** Says that the container has an entry; {@link #complete} follows all of them. */
  void has(String name) {
    Seal seal = shared.seal;
    if (seal != null) {
      seal.has(name);
    }
  }

  /** All entries were named. */
  void complete() {
    shared.complete = true;
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
   * Charges bytes that are unpacked and not pushed, since what is wanted stands behind them.
   *
   * @throws ContentException if there are none left, or the container unpacks to too much
   */
  void takeBytes(long count) throws ContentException {
    meter.takeBytes(count);
  }

  /**
   * Announces what a decoder is about to allocate, as far as its input decides it: a dictionary, a
   * window, a block. It counts for what is pushed from now on.
   *
   * @param bytes unsigned
   * @throws ContentException if it were too much together with that of the containers around
   */
  void takeMemory(long bytes) throws ContentException {
    if (bytes < 0 || bytes > MOST_MEMORY - memory) {
      throw new ContentException(
          Problem.Kind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "unpacking it takes %s bytes of memory%s, and at most %,d are spent on it; unpack it"
                  + " and scan what comes out",
              Long.toUnsignedString(bytes),
              memory == 0
                  ? ""
                  : String.format(Locale.ROOT, " beside %,d for what it is in", memory),
              MOST_MEMORY));
    }
    if (memory <= FREE_MEMORY && memory + bytes > FREE_MEMORY) {
      scan.enterLarge();
      large = true;
    }
    memory += bytes;
  }

  /** A decoder doesn't hold {@code bytes} any more. */
  void giveMemory(long bytes) {
    memory -= bytes;
    if (large && memory <= FREE_MEMORY) {
      leaveLarge();
    }
  }

  /**
   * Scans an entry.
   *
   * @param name as {@link EntryNames} shows it
   * @param size as the container says, -1 if it doesn't
   * @param opener its unpacked bytes; metered here
   */
  void push(String name, long size, EntryContent.Opener opener) {
    push(name, size, ArtifactFile.Mode.UNSAID, opener);
  }

  /** The same, of which the container says whether it may be run. */
  void push(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener opener) {
    push(new Provenance.Entry(place, name), size, mode, opener);
  }

  /** The same, of an entry that {@link #has} was called for. */
  void pushSealed(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener opener) {
    Seal seal = shared.seal;
    if (seal == null) {
      push(name, size, mode, opener);
      return;
    }
    EntryContent entry = content(new Provenance.Entry(place, name), size, mode, opener);
    boolean[] checked = new boolean[1];
    sink.accept(
        new EntryContent(
            entry.provenance(),
            size,
            entry.memory(),
            () -> {
              InputStream in = entry.open();
              if (checked[0]) {
                return in;
              }
              checked[0] = true;
              Seal.Check check = seal.check(name);
              return check == null ? in : new SealedInputStream(in, check);
            },
            mode,
            true));
  }

  /** Scans all that a compressed file holds, of which the name is left out of further paths. */
  void pushLayer(String name, long size, EntryContent.Opener opener) {
    push(new Provenance.Entry(place, name, true), size, ArtifactFile.Mode.UNSAID, opener);
  }

  private void push(
      Provenance.Entry entry, long size, ArtifactFile.Mode mode, EntryContent.Opener opener) {
    sink.accept(content(entry, size, mode, opener));
  }

  /** An entry that somebody in this package takes apart, metered as those that are pushed. */
  Content entry(String name, long size, EntryContent.Opener opener) {
    return content(new Provenance.Entry(place, name), size, ArtifactFile.Mode.UNSAID, opener);
  }

  private EntryContent content(
      Provenance.Entry entry, long size, ArtifactFile.Mode mode, EntryContent.Opener opener) {
    MeteredInputStream.Charge charge = new MeteredInputStream.Charge();
    return new EntryContent(
        entry,
        size,
        () -> memory,
        () -> new MeteredInputStream(opener.open(), meter, charge),
        mode,
        false);
  }

  /** Scans what a container holds beside its files, under a name that nobody gave it. */
  void pushNote(String name, long size, EntryContent.Opener opener) {
    push(name, size, ArtifactFile.Mode.ASIDE, opener);
  }

  /** The same of a few bytes that were read already. */
  void pushNote(String name, byte[] bytes) {
    pushNote(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** Scans what a symbolic link says. */
  void pushLink(String name, byte[] target) {
    push(name, target.length, ArtifactFile.Mode.LINK, () -> new ByteArrayInputStream(target));
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
    remarks.aside(path(name));
    pushNote(name, size, opener);
  }

  /**
   * Judges entries that others unpack by what they claim to come to.
   *
   * @throws ContentException if that is too much for the container
   */
  void claimed(long unpacked, long packed) throws ContentException {
    meter.check(unpacked, packed);
  }

  /** Pushes parts of the container elsewhere, now or later. */
  @FunctionalInterface
  interface Part {

    /**
     * Pushes it.
     *
     * @param unpacking for this part alone, with a ratio of its own
     */
    void push(Unpacking unpacking) throws IOException;
  }

  /**
   * Lets another thread push {@code part}, whose bytes stay readable as long as what this {@link
   * #owns} is open.
   *
   * @param packed bytes of the container that the part takes up
   */
  void fork(long packed, Part part) {
    Unpacking own =
        new Unpacking(
            place, scan, new ContainerMeter(scan, () -> packed), sink, remarks, shared, memory);
    shared.users.incrementAndGet();
    sink.fork(
        () -> {
          try {
            part.push(own);
          } catch (ContentException e) {
            sink.problem(e.problem(place.path()));
          } finally {
            own.finish();
          }
        });
  }

  /** Tells a fact about the container that is no problem. */
  void notice(String fact) {
    sink.notice(place.path() + ": " + fact);
  }

  /**
   * Tells that entries of one name have different contents. In files alone: what a history holds is
   * told of where it is in use.
   */
  void differing(String name, long count) {
    Provenance outermost = place.outermost();
    if (!(outermost instanceof Provenance.File || outermost instanceof Provenance.StandardInput)) {
      return;
    }
    sink.observe(
        new IntegrityFault(
            "checksum-duplicate-entry",
            shared.seal == null ? Severity.LOW : Severity.HIGH,
            Confidence.HIGH,
            place,
            null,
            path(name),
            count == 1
                ? name + " is in it twice, with different contents"
                : String.format(
                    Locale.ROOT,
                    "%,d names are in it more than once with different contents, such as %s",
                    count,
                    name)));
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
    return place.within() + name;
  }

  /** Something about the container as a whole, which doesn't keep its entries from being read. */
  void problem(Problem.Kind kind, String detail) {
    sink.problem(new Problem(kind, place.path(), detail));
  }

  /** Something of {@code name} could not be read, or is not what it says it is. */
  void problem(Problem.Kind kind, String name, String detail) {
    remarks.problem(new Problem(kind, path(name), detail));
  }

  /** The same, of what {@code e} says. */
  void problem(String name, ContentException e) {
    remarks.problem(e.problem(path(name)));
  }

  private void leaveLarge() {
    large = false;
    scan.leaveLarge();
  }

  /** Ends this; called once, whatever happened. Says what is told at the end. */
  void finish() throws IOException {
    if (large) {
      leaveLarge();
    }
    if (shared.users.decrementAndGet() == 0) {
      remarks.tell();
      Seal seal = shared.seal;
      if (seal != null) {
        seal.end(shared.complete && !sink.stopped());
      }
      Closeable resource = shared.resource;
      if (resource != null) {
        resource.close();
      }
    }
  }
}
