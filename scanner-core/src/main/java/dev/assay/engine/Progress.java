package dev.assay.engine;

import dev.assay.model.Provenance;

/**
 * Is told now and then how far a scan has come, from whichever worker notices that it is time: an
 * implementation must be thread-safe and quick.
 */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = new Progress() { // no lambda: it is on the way of every start
        @Override
        public void at(long contents, long bytes, Provenance current) {}
      };

  /**
   * So much is done.
   *
   * @param contents files, blobs and messages, not what is nested in them
   * @param bytes of these
   * @param current what a worker is at
   */
  void at(long contents, long bytes, Provenance current);
}
