package dev.assay.unpack.sourcemap;

import java.io.IOException;

/** Bytes that are not JSON, or only its beginning. */
public final class BrokenJson extends IOException {

  private static final long serialVersionUID = 1;

  private final long position;
  private final boolean ended;

  BrokenJson(long position, boolean ended) {
    super(ended ? "it ends too early" : "it is not JSON from byte " + position + " on");
    this.position = position;
    this.ended = ended;
  }

  /** Offset of the byte that doesn't belong there. */
  public long position() {
    return position;
  }

  /** Whether there was no such byte: the document was cut off. */
  public boolean ended() {
    return ended;
  }
}
