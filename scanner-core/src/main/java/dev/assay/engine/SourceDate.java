package dev.assay.engine;

import dev.assay.model.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reproducible-builds.org says of {@code SOURCE_DATE_EPOCH}: seconds, and it wins. */
final class SourceDate {
  private SourceDate() {}

  /**
   * The time that the environment of {@code host} gives; null if it gives none.
   *
   * @throws UsageException if it is no time
   */
  static @Nullable Instant of(Host host) {
    String epoch = host.environment().get("SOURCE_DATE_EPOCH");
    if (epoch == null || epoch.isEmpty()) {
      return null;
    }
    try {
      return Instant.ofEpochSecond(Long.parseLong(epoch));
    } catch (NumberFormatException | DateTimeException e) {
      throw new UsageException("SOURCE_DATE_EPOCH must be a number of seconds, not " + epoch, e);
    }
  }
}
