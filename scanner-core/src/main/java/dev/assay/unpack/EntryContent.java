package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * An entry of a container.
 *
 * @param provenance its place
 * @param size as the container says, -1 if it doesn't: a hint
 * @param memory of the decoders around it at the time, bytes
 * @param opener gives its metered bytes
 * @param mode as the container says
 * @param sealed whether a seal compares what is in the container
 */
record EntryContent(
    Provenance.Entry provenance,
    long size,
    LongSupplier memory,
    Opener opener,
    ArtifactFile.Mode mode,
    boolean sealed)
    implements Content {

  /** An entry of which the container doesn't say whether it may be run. */
  EntryContent(Provenance.Entry provenance, long size, LongSupplier memory, Opener opener) {
    this(provenance, size, memory, opener, ArtifactFile.Mode.UNSAID, false);
  }

  /** Opens an entry's bytes. */
  @FunctionalInterface
  interface Opener {
    /** A fresh stream, closed by the caller; fails the second time if there is only one. */
    InputStream open() throws IOException;
  }

  @Override
  public long heldMemory() {
    return memory.getAsLong();
  }

  @Override
  public InputStream open() throws IOException {
    return opener.open();
  }
}
