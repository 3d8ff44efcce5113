package dev.assay.detect.checksum;

import dev.assay.model.ContentSink;
import dev.assay.model.Provenance;
import dev.assay.model.Seal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which containers are compared with what they say of themselves. */
final class Seals {

  private static final String RECORD = ".dist-info/RECORD";

  private Seals() {}

  /** Null if nothing is said that could be compared. */
  static @Nullable Seal of(Provenance container, Map<String, byte[]> documents, ContentSink out) {
    ContainerSeal seal = new ContainerSeal(container, out);
    JarClaims.add(seal, container, documents);
    new TreeMap<>(documents)
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(RECORD)) {
                WheelClaims.add(seal, container, name, bytes);
              }
            });
    return seal.isEmpty() ? null : seal;
  }
}
