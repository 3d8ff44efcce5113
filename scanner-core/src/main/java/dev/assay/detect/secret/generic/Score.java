package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule.Family;

/** Adds up features, and keeps those that spoke loudest for the value. Reused scratch. */
final class Score {
  private static final int TOLD = 3;
  private static final Feature[] FEATURES = Feature.values();

  private final boolean[] set = new boolean[FEATURES.length];
  private Family family = Family.PASSWORD;
  private double sum;

  void begin(Family weights, double stem) {
    java.util.Arrays.fill(set, false);
    family = weights;
    sum = Feature.START + stem;
  }

  /** Adds a feature, once. */
  void add(Feature feature) {
    if (!set[feature.ordinal()]) {
      set[feature.ordinal()] = true;
      sum += feature.weight(family);
    }
  }

  void addIf(boolean holds, Feature feature) {
    if (holds) {
      add(feature);
    }
  }

  boolean has(Feature feature) {
    return set[feature.ordinal()];
  }

  double sum() {
    return sum;
  }

  /** The features of most weight for it, in words, joined by commas. */
  String strongest() {
    StringBuilder text = new StringBuilder();
    boolean[] told = new boolean[FEATURES.length];
    for (int n = 0; n < TOLD; n++) {
      Feature best = null;
      for (Feature feature : FEATURES) {
        if (set[feature.ordinal()]
            && !told[feature.ordinal()]
            && feature.weight(family) > 0
            && (best == null || feature.weight(family) > best.weight(family))) {
          best = feature;
        }
      }
      if (best != null) {
        told[best.ordinal()] = true;
        text.append(text.isEmpty() ? "" : ", ").append(best.words());
      }
    }
    return text.toString();
  }
}
