package dev.assay.detect;

import dev.assay.model.Candidate;
import dev.assay.model.Inventory;
import dev.assay.model.Provenance;

/** Sees the whole inventory after all contents; says what only shows in the relation of several. */
public interface Correlator {

  /** Judges {@code inventory}, in an order that depends on nothing but it. */
  void correlate(Inventory inventory, Output out);

  /** Takes a correlator's findings. */
  interface Output {

    /** {@code candidate} stands at {@code place}. */
    void found(Provenance place, Candidate candidate);
  }
}
