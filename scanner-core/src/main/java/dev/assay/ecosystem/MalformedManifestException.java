package dev.assay.ecosystem;

import java.io.IOException;

/** A manifest is not what its kind says. Has no cause: parsers' messages may quote the text. */
final class MalformedManifestException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedManifestException(String message) {
    super(message);
  }
}
