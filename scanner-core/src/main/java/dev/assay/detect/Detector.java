package dev.assay.detect;

import dev.assay.model.Content;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.RuleInfo;
import java.util.List;

/**
 * Sees one content at a time and says what is in it. A detector itself is immutable and shared;
 * each worker thread gets a {@link Worker} of its own, which holds reusable scratch.
 */
public interface Detector {

  /** Scratch for one thread. */
  Worker worker();

  /**
   * Whether it wants contents as they are: also the bytes of containers that are unpacked, and
   * UTF-16 text undecoded (once). Others see what is inside containers, and text as UTF-8.
   */
  default boolean raw() {
    return false;
  }

  /**
   * Whether one that is {@link #raw} wants all bytes of containers that are unpacked, too; else it
   * sees the first window of a large one. Beyond that one windows have no margins and know no
   * places, for the bytes are shown as the container's unpacker reads them.
   */
  default boolean needsWholeBytes() {
    return false;
  }

  /** Rules that it reports and that no rule file holds. */
  default List<RuleInfo> rules() {
    return List.of();
  }

  /** One thread's view of the detector; begins one pass after another, never two at once. */
  interface Worker {

    /** Begins with {@code content}; {@link Pass#NONE} where it doesn't concern this detector. */
    Pass begin(Content content, Observer out);
  }

  /** One content, window by window in order, then the end. */
  interface Pass {

    /** Nothing to do. */
    Pass NONE =
        new Pass() {
          @Override
          public void window(Window window) {}

          @Override
          public void end() {}
        };

    /** The next stretch of bytes; valid during the call only. */
    void window(Window window);

    /** All windows were seen (or reading failed: then what was seen still counts). */
    void end();
  }

  /** Takes what a detector says. */
  interface Observer {
    /** Candidates of one content that are taken; what goes beyond is a problem of the content. */
    int MOST_CANDIDATES = 20_000;

    /** Something seen in the content. */
    void observe(Observation observation);

    /** Something of the content that could not be judged. */
    void problem(Problem.Kind kind, String detail);

    /**
     * Whether reading the content failed, so that the windows were not all of it; known when the
     * last of them is.
     */
    default boolean brokeOff() {
      return false;
    }

    /** Whether time is up, so that what takes long should end; the caller tells of it. */
    default boolean stopped() {
      return false;
    }
  }
}
