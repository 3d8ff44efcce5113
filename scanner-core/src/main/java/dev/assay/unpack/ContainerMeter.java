package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one container gives out against what it took in, and against what the whole scan has left.
 * For one thread, like the container.
 */
final class ContainerMeter {

  private final BudgetMeter scan;
  private final @Nullable LongSupplier packed;
  private long unpacked;

  /**
   * @param packed bytes of the container that were read so far, or its size; null if it gives out
   *     no more than it takes in, and bytes are not charged
   */
  ContainerMeter(BudgetMeter scan, @Nullable LongSupplier packed) {
    this.scan = scan;
    this.packed = packed;
  }

  /**
   * Takes one entry.
   *
   * @throws ContentException if the scan has none left, or the container may give out no more bytes
   */
  void takeEntry() throws ContentException {
    if (!scan.takeEntry()) {
      throw new ContentException(
          Problem.Kind.TOO_MANY_ENTRIES,
          String.format(
              Locale.ROOT,
              "the scan's %,d container entries are used up, and what follows here was not scanned;"
                  + " raise --max-entries",
              scan.budget().maxEntries()));
    }
    check();
  }

  /**
   * Takes {@code count} unpacked bytes.
   *
   * @throws ContentException if the scan has fewer left, or the container unpacks to too much
   */
  void takeBytes(long count) throws ContentException {
    if (packed == null) {
      return;
    }
    unpacked += count;
    scan.takeBytes(count);
    check();
  }

  private void check() throws ContentException {
    if (packed != null) {
      check(unpacked, packed.getAsLong());
    }
  }

  /**
   * Judges what came out of a container, or will.
   *
   * @throws ContentException if the scan has no bytes left, or it is too much for {@code packed}
   */
  void check(long unpacked, long packed) throws ContentException {
    if (scan.outOfBytes()) {
      throw new ContentException(
          Problem.Kind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "the scan's %,d unpacked bytes are used up, and what follows here was not scanned;"
                  + " raise --max-bytes",
              scan.budget().maxBytes()));
    }
    long in = Math.max(1, packed);
    if (unpacked > BudgetMeter.RATIO_FLOOR && unpacked / in >= scan.budget().maxRatio()) {
      throw new ContentException(
          Problem.Kind.RATIO,
          String.format(
              Locale.ROOT,
              "%,d bytes came out of %,d, which is more than %d:1, and the rest was not scanned;"
                  + " raise --max-ratio",
              unpacked,
              in,
              scan.budget().maxRatio()));
    }
  }
}
