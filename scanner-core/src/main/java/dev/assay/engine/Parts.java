package dev.assay.engine;

import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.model.RuleInfo;
import dev.assay.unpack.Unpacker;
import java.util.ArrayList;
import java.util.List;

/** What a scan is made of, besides its sources; each list in a fixed order. */
record Parts(List<Detector> detectors, List<Unpacker> unpackers, List<Correlator> correlators) {

  Parts {
    detectors = List.copyOf(detectors);
    unpackers = List.copyOf(unpackers);
    correlators = List.copyOf(correlators);
  }

  /** Rules that no rule file holds. */
  List<RuleInfo> texts() {
    List<RuleInfo> texts = new ArrayList<>();
    for (Detector detector : detectors) {
      texts.addAll(detector.rules());
    }
    for (Correlator correlator : correlators) {
      texts.addAll(correlator.rules());
    }
    return texts;
  }
}
