package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Candidate;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.FileDigest;
import dev.assay.model.IntegrityFault;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.Observation;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.ShippedFile;
import dev.assay.model.ShippedSource;
import dev.assay.model.SourceMapFacts;
import dev.assay.unpack.InlineMaps;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's detectors: takes them over contents, window by window, and gathers what they say. An
 * exception of one of them is told, and the others go on.
 */
final class DetectorPasses {
  private final Run run;
  private final Collected collected;
  private final Detector.Worker[] detectors;
  private final boolean[] raw;
  private final boolean[] whole;

  DetectorPasses(Run run, Collected collected) {
    this.run = run;
    this.collected = collected;
    List<Detector> all = run.ready().parts().detectors();
    detectors = new Detector.Worker[all.size()];
    raw = new boolean[detectors.length];
    whole = new boolean[detectors.length];
    for (int i = 0; i < detectors.length; i++) {
      detectors[i] = all.get(i).worker();
      raw[i] = all.get(i).raw();
      whole[i] = raw[i] && all.get(i).needsWholeBytes();
    }
  }

  int count() {
    return detectors.length;
  }

  /** Which detectors a pass over a content is for. */
  enum Group {
    RAW,
    TEXT,
    ALL
  }

  /** Gives windows to a sink, all of one content. */
  @FunctionalInterface
  interface Feed {
    void feed(WindowReader.Sink sink) throws IOException;
  }

  /** Begins the group's detectors, feeds them, ends them. */
  void pass(Frame frame, Content content, Group group, Feed feed) throws IOException {
    Observer observer = new Observer(content, frame);
    boolean any = false;
    for (int i = 0; i < detectors.length; i++) {
      frame.passes[i] = Detector.Pass.NONE;
      if (group == Group.ALL || raw[i] == (group == Group.RAW)) {
        try {
          frame.passes[i] = detectors[i].begin(content, observer);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          fault(content, i, e);
        }
      }
      any |= frame.passes[i] != Detector.Pass.NONE;
    }
    InlineMaps maps = group != Group.RAW && frame.maps.isOn() ? frame.maps : null;
    frame.locator.takenBy(maps);
    if (maps != null) {
      maps.text();
    } else if (!any) {
      return;
    }
    try {
      feed.feed(
          new WindowReader.Sink() { // no lambda: it is on the way of every hook
            @Override
            public void window(Window window) throws IOException {
              if (maps != null) {
                // First: detectors leave alone what it takes.
                take(maps, window, frame, content);
              }
              DetectorPasses.this.window(window, frame, content);
            }
          });
    } finally {
      for (int i = 0; i < detectors.length; i++) {
        try {
          frame.passes[i].end();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          fault(content, i, e);
        }
        frame.passes[i] = Detector.Pass.NONE;
      }
    }
  }

  /**
   * Shows the start of a large container, which is to be unpacked, to those that want bytes as they
   * are.
   *
   * @param in what follows what the frame's reader holds
   * @return the same, which those see that want all of it
   */
  ContainerBytes container(Frame frame, Content content, InputStream in) {
    ByteSlice start = frame.reader.held();
    byte[] bytes = start.array();
    int begin = start.offset();
    int end = begin + start.length();
    frame.locator.begin(TextEncoding.BYTES, TextEncoding.BYTES.markLength(bytes, begin, end));
    frame.locator.takenBy(null);
    frame.locator.window(bytes, begin, end);
    Window window = new Window(bytes, begin, begin, end, end, -begin, true, false, frame.locator);
    Observer observer = new Observer(content, frame);
    List<Detector.Pass> going = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < detectors.length; i++) {
      if (raw[i]) {
        try {
          Detector.Worker worker =
              whole[i] ? frame.own(i, run.ready().parts().detectors().get(i)) : detectors[i];
          Detector.Pass pass = worker.begin(content, observer);
          pass.window(window);
          if (!whole[i]) {
            pass.end();
          } else if (pass != Detector.Pass.NONE) {
            going.add(pass);
            indexes.add(i);
          }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          fault(content, i, e);
        }
      }
    }
    return new ContainerBytes(in, start.length(), content, run, this, going, indexes);
  }

  private void take(InlineMaps maps, Window window, Frame frame, Content content) {
    try {
      maps.window(
          window.bytes(),
          window.begin(),
          window.ownBegin(),
          window.ownEnd(),
          window.end(),
          window.last(),
          frame.locator);
    } catch (RuntimeException | OutOfMemoryError e) {
      fault(content, "looking for source maps in it", e);
    }
  }

  private void window(Window window, Frame frame, Content content) throws IOException {
    if (run.stopped()) {
      throw new ContentException(
          Problem.Kind.TIMEOUT, "time was up before it was scanned to its end; raise --timeout");
    }
    for (int i = 0; i < detectors.length; i++) {
      try {
        frame.passes[i].window(window);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        frame.passes[i] = Detector.Pass.NONE;
        fault(content, i, e);
      }
    }
  }

  /** Tells an exception of the detector at {@code index}. */
  void fault(Content content, int index, Throwable fault) {
    String name = run.ready().parts().detectors().get(index).getClass().getSimpleName();
    fault(content, name + " looked at it", fault);
  }

  /** Tells an exception of ours; the rest goes on. */
  void fault(Content content, String during, Throwable fault) {
    String path = content.provenance().path();
    collected.problems.add(Faults.internal(path, during, fault));
    run.host.faults().caught(path, fault);
  }

  /** Takes what detectors say of one content. */
  private final class Observer implements Detector.Observer {
    private final Content content;
    private final Frame frame;
    private boolean full;

    Observer(Content content, Frame frame) {
      this.content = content;
      this.frame = frame;
    }

    @Override
    public void observe(Observation observation) {
      if (observation instanceof Candidate candidate) {
        candidate(candidate);
      } else if (observation instanceof Pin pin) {
        collected.pins.add(pin);
      } else if (observation instanceof FileDigest digest) {
        collected.digests.add(digest);
      } else if (observation instanceof PackageIdentity identity) {
        run.found(identity);
      } else if (observation instanceof SourceMapFacts facts) {
        run.found(facts);
      } else if (observation instanceof ShippedSource source) {
        run.found(source);
      } else if (observation instanceof ArtifactFile file) {
        run.found(file);
      } else if (observation instanceof ShippedFile file) {
        run.found(file);
      } else if (observation instanceof LockedPackage entry) {
        run.found(entry);
      } else if (observation instanceof LicenceText licence) {
        run.found(licence);
      } else if (observation instanceof LicenceSign sign) {
        run.found(sign);
      } else if (observation instanceof IntegrityFault fault) {
        run.found(fault);
      }
    }

    /** One content can't fill the memory: beyond many candidates it is told that there are more. */
    private void candidate(Candidate candidate) {
      if (frame.candidates.size() < MOST_CANDIDATES) {
        frame.candidates.add(candidate);
      } else if (!full) {
        full = true;
        problem(
            Problem.Kind.TOO_LARGE,
            "more than "
                + MOST_CANDIDATES
                + " findings in it; those further on are not reported: look at the file itself");
      }
    }

    @Override
    public void problem(Problem.Kind kind, String detail) {
      collected.problems.add(new Problem(kind, content.provenance().path(), detail));
    }

    @Override
    public boolean brokeOff() {
      return content.inMemory() == null && frame.reader.fault() != null;
    }

    @Override
    public boolean stopped() {
      return run.stopped();
    }
  }
}
