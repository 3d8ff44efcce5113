package dev.assay.detect;

import dev.assay.model.Candidate;
import dev.assay.model.ContentSink;
import dev.assay.model.Inventory;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.Seal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees the whole inventory after all contents; says what only shows in the relation of several. */
public interface Correlator {

  /**
   * Which files it needs the digests of: JCA algorithm names by logical path. The engine reads just
   * these again, where the source can, and adds {@link Inventory#digests} or {@link
   * Inventory#absent} before {@link #correlate}; so nobody hashes what nobody pins. A folder in a
   * container, by a path that ends in {@code /}, stands for all files below it: then the engine
   * asks once more, with what it read.
   */
  default Map<String, Set<String>> digestsWanted(Inventory inventory) {
    return Map.of();
  }

  /**
   * Which folders it needs the names of the files of: logical paths, empty or ending in {@code /}.
   * Only such as hold files that {@link #digestsWanted} names are looked at, and a bounded number;
   * the engine adds {@link Inventory#names} before {@link #correlate}.
   */
  default Set<String> namesWanted(Inventory inventory) {
    return Set.of();
  }

  /** Judges {@code inventory}, in an order that depends on nothing but it. */
  void correlate(Inventory inventory, Output out);

  /**
   * Who compares the entries of {@code container} with what {@code documents} in it say of them, as
   * they are unpacked; null if this doesn't.
   *
   * @param out takes what is seen, from any thread
   */
  default @Nullable Seal seal(
      Provenance container, Map<String, byte[]> documents, ContentSink out) {
    return null;
  }

  /** Rules that it reports and that no rule file holds. */
  default List<RuleInfo> rules() {
    return List.of();
  }

  /** Takes a correlator's findings. */
  interface Output {

    /** {@code candidate} stands at {@code place}. */
    void found(Provenance place, Candidate candidate);
  }
}
