package dev.assay.detect.checksum;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.ecosystem.HeldText;
import dev.assay.ecosystem.LockfileReader;
import dev.assay.ecosystem.LockfileReaders;
import dev.assay.ecosystem.LockfileText;
import dev.assay.model.Content;
import dev.assay.model.IntegrityFault;
import dev.assay.model.LockedPackage;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads lockfiles and checksum files, which it knows by their names, and observes their claims and
 * entries.
 */
public final class LockfileDetector implements Detector {

  /** Larger files are not read, bytes. */
  static final int LARGEST = 64 << 20;

  /** Claims of one file beyond this are not read. */
  static final int MOST_PINS = 200_000;

  /** Malformed places of one file that are told one by one. */
  static final int PROBLEMS_TOLD = 100;

  @Override
  public Worker worker() {
    return new Worker() { // no lambda: it is on the way of every hook
      @Override
      public Pass begin(Content content, Observer out) {
        Provenance place = content.provenance();
        String path = place.innerPath();
        LockfileReader reader = LockfileReaders.of(path.substring(path.lastIndexOf('/') + 1));
        return reader == null || (content.sealed() && path.endsWith("RECORD"))
            ? Pass.NONE
            : new Reading(reader, content, out);
      }
    };
  }

  /** A file in one window is read where it is; a larger one is gathered first. */
  private static final class Reading implements Pass, LockfileReader.Output {
    private final LockfileReader reader;
    private final Content content;
    private final Observer out;
    private final HeldText held = new HeldText();
    private boolean over;
    private int pins;
    private int problems;
    private int faults;

    Reading(LockfileReader reader, Content content, Observer out) {
      this.reader = reader;
      this.content = content;
      this.out = out;
    }

    @Override
    public void window(Window window) {
      if (over) {
        return;
      }
      if (window.first() && window.last()) {
        read(new WindowText(window));
        return;
      }
      if (window.first() && decoded(window)) {
        refuse("it is UTF-16 and large, which is not supported; its checksums were not compared");
        return;
      }
      if (held.size() + window.ownEnd() - window.ownBegin() > LARGEST) {
        refuse(
            String.format(
                Locale.ROOT,
                "it has more than %,d bytes; its checksums were not compared",
                LARGEST));
        return;
      }
      held.append(window.bytes(), window.ownBegin(), window.ownEnd());
      if (window.last()) {
        read(held);
      }
    }

    /** If it broke off, what is there isn't the file, and whoever read it says so. */
    @Override
    public void end() {}

    /** Whether the bytes are not those of the file. */
    private static boolean decoded(Window window) {
      Region own = window.locator().region(window.ownBegin(), window.ownEnd());
      return own.byteOffset() != 0 || own.byteLength() != window.ownEnd() - window.ownBegin();
    }

    private void refuse(String why) {
      over = true;
      out.problem(Problem.Kind.TOO_LARGE, why);
    }

    private void read(LockfileText text) {
      over = true;
      try {
        reader.read(text, content.provenance(), this);
      } catch (IOException e) {
        throw new IllegalStateException(e); // memory can be read
      }
      if (pins > MOST_PINS) {
        out.problem(
            Problem.Kind.TOO_LARGE,
            String.format(
                Locale.ROOT,
                "it makes %,d claims, of which the first %,d were compared",
                pins,
                MOST_PINS));
      }
      if (problems > PROBLEMS_TOLD) {
        out.problem(
            Problem.Kind.MALFORMED,
            String.format(
                Locale.ROOT, "%,d further lines are like that", problems - PROBLEMS_TOLD));
      }
    }

    @Override
    public void pin(Pin pin) {
      if (++pins <= MOST_PINS) {
        out.observe(pin);
      }
    }

    @Override
    public void fault(IntegrityFault fault) {
      if (++faults <= PROBLEMS_TOLD) {
        out.observe(fault);
      }
    }

    @Override
    public void locked(LockedPackage entry) {
      out.observe(entry);
    }

    @Override
    public void problem(Problem.Kind kind, int line, String what) {
      if (++problems <= PROBLEMS_TOLD) {
        out.problem(kind, String.format(Locale.ROOT, "line %,d: %s", line, what));
      }
    }
  }

  /** The whole file in one window. */
  private record WindowText(Window window) implements LockfileText {

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(
          window.bytes(), window.begin(), window.end() - window.begin());
    }

    @Override
    public Region region(int from, int to) {
      return window.locator().region(window.begin() + from, window.begin() + to);
    }
  }
}
