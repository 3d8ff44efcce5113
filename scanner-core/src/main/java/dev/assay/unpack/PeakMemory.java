package dev.assay.unpack;

import dev.assay.model.ContentException;

/** Memory of decoders that a container uses one after the other: the most of them counts. */
final class PeakMemory implements Decoders.Memory {

  private final Unpacking unpacking;
  private long now;
  private long most;

  PeakMemory(Unpacking unpacking) {
    this.unpacking = unpacking;
  }

  /** What was taken so far is free again. */
  void again() {
    now = 0;
  }

  @Override
  public void take(long bytes) throws ContentException {
    long needed = now + Math.min(bytes, Long.MAX_VALUE >>> 2);
    if (bytes < 0 || needed > most) {
      unpacking.takeMemory(bytes < 0 ? bytes : needed - most);
      most = needed;
    }
    now = needed;
  }
}
