package dev.assay.model;

import java.util.List;

/**
 * Everything that detectors observed besides candidates: what correlators look at. Sorted by place.
 */
public record Inventory(List<Pin> pins, List<FileDigest> digests, List<Component> components) {

  public Inventory {
    pins = List.copyOf(pins);
    digests = List.copyOf(digests);
    components = List.copyOf(components);
  }
}
