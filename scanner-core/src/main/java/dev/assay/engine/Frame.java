package dev.assay.engine;

import dev.assay.detect.Detector;
import dev.assay.model.Candidate;
import dev.assay.unpack.InlineMaps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scratch of one worker for one nesting depth; buffers grow to what contents there need. */
final class Frame {
  final int depth;
  final WindowReader reader = new WindowReader();
  final WindowReader view = new WindowReader();
  final InlineMaps maps = new InlineMaps();
  final TextLocator locator = new TextLocator();
  final List<Candidate> candidates = new ArrayList<>();
  final Detector.Pass[] passes;
  byte[] chunk = {};

  /** Of detectors that go on with a container here while others look at what is in it. */
  private final Detector.@Nullable Worker[] own;

  Frame(int depth, int detectors) {
    this.depth = depth;
    passes = new Detector.Pass[detectors];
    own = new Detector.Worker[detectors];
  }

  /** The worker of {@code detector}, the one at {@code index}, that only this depth has. */
  Detector.Worker own(int index, Detector detector) {
    Detector.Worker worker = own[index];
    if (worker == null) {
      worker = detector.worker();
      own[index] = worker;
    }
    return worker;
  }
}
