package dev.assay.engine;

import dev.assay.config.ScanConfig;
import dev.assay.detect.Detector;
import dev.assay.model.Budget;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import dev.assay.unpack.Unpacker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs scans for tests. */
final class Scans {
  static final RuleSet NO_RULES = new RuleSet(List.of(), Map::of);

  private Scans() {}

  static ScanConfig config(int threads) {
    return config(threads, Budget.DEFAULT, false, List.of());
  }

  static ScanConfig config(int threads, Budget budget, boolean noIgnore, List<String> exclude) {
    ScanConfig defaults = ScanConfig.defaults();
    return new ScanConfig(
        defaults.failOn(),
        defaults.minConfidence(),
        budget,
        defaults.decodeDepth(),
        false,
        threads,
        noIgnore,
        List.of(),
        List.of(),
        List.of(),
        exclude,
        false,
        "");
  }

  /** For tokens of {@link TokenDetector}, with no unpackers. */
  static ScanResult tree(Path path, ScanConfig config) {
    return scanner(List.of(), List.of())
        .scan(List.of(new ScanTarget.Tree(path.toString())), config, NO_RULES, Progress.NONE);
  }

  static Scanner scanner(List<Unpacker> unpackers, List<Detector> more) {
    return scanner(Host.NONE, unpackers, more);
  }

  static Scanner scanner(Host host, List<Unpacker> unpackers, List<Detector> more) {
    return new Scanner(
        host,
        (rules, fingerprints, config, targets) -> {
          List<Detector> detectors = new ArrayList<>();
          detectors.add(new TokenDetector(fingerprints));
          detectors.addAll(more);
          return new Parts(detectors, unpackers, List.of());
        });
  }

  /** {@code path:line:column} of each finding. */
  static List<String> places(ScanResult result) {
    List<String> places = new ArrayList<>();
    for (Finding finding : result.findings()) {
      var place = finding.location();
      var region = place.region();
      places.add(
          place.provenance().path()
              + (region == null ? "" : ":" + region.line() + ":" + region.column()));
    }
    return places;
  }
}
