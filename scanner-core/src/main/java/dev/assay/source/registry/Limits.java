package dev.assay.source.registry;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What fetching may take.
 *
 * @param bytes of all packages in all
 * @param connecting until a connection stands
 * @param waiting for a first or a further byte of an answer
 * @param whole for one answer
 * @param stopped whether the scan is over
 */
public record Limits(
    long bytes, Duration connecting, Duration waiting, Duration whole, BooleanSupplier stopped) {

  /** The usual ones. */
  public static Limits of(long bytes, BooleanSupplier stopped) {
    return new Limits(
        bytes, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMinutes(30), stopped);
  }
}
