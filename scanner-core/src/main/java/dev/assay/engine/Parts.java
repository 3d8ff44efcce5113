package dev.assay.engine;

import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.unpack.Unpacker;
import java.util.List;

/** What a scan is made of, besides its sources; each list in a fixed order. */
record Parts(List<Detector> detectors, List<Unpacker> unpackers, List<Correlator> correlators) {

  Parts {
    detectors = List.copyOf(detectors);
    unpackers = List.copyOf(unpackers);
    correlators = List.copyOf(correlators);
  }
}
