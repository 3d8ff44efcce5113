package dev.assay.engine;

import dev.assay.detect.Detector;
import dev.assay.model.Candidate;
import dev.assay.unpack.InlineMaps;
import java.util.ArrayList;
import java.util.List;

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

  Frame(int depth, int detectors) {
    this.depth = depth;
    passes = new Detector.Pass[detectors];
  }
}
