package dev.assay.unpack;

import java.io.IOException;

/**
 * What was recognised turned out to be something else; nothing was pushed. No problem: the engine
 * scans its bytes as those of any file.
 */
public final class MistakenException extends IOException {

  private static final long serialVersionUID = 1;

  MistakenException() {
    super("it is something else");
  }
}
