package dev.assay.unpack;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Zstandard (RFC 8878): all frames in a row. What skippable frames hold is scanned too; they may
 * also come first, as parallel compressors write them.
 */
final class ZstdUnpacker extends StreamUnpacker {

  /** Beyond any window that is allowed, as a power of two. */
  private static final int WINDOW_LOG = 27;

  @Override
  public String format() {
    return "zstd";
  }

  @Override
  boolean starts(byte[] bytes, int at, int end) {
    long start = SkippableFrames.behind(bytes, at, end);
    if (start + 6 > end) {
      return start > at; // may be followed by lz4, which practically never begins so
    }
    return ZstdFrames.data(bytes, (int) start);
  }

  @Override
  InputStream decoder(PackedInput in, MemberStream stream) throws IOException {
    ZstdFrames frames = new ZstdFrames(in, stream);
    frames.begin();
    ZstdLibrary.load();
    return Library.decoder(frames);
  }

  @Override
  void free(InputStream decoder) throws IOException {
    decoder.close(); // its memory isn't on the heap; ZstdFrames leaves the input open
  }

  /**
   * Verified when it is first used, as the verifier would load a library that a hook hasn't got.
   */
  private static final class Library {
    static InputStream decoder(InputStream frames) throws IOException {
      return new ZstdInputStreamNoFinalizer(frames).setLongMax(WINDOW_LOG);
    }
  }
}
