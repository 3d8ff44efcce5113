package dev.assay.cli;

import dev.assay.cli.hook.Terminal;
import dev.assay.config.SuppliedDigests;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Approved digests from where a vault can put them, outside of the repository. */
final class Digests {

  /** Larger ones are refused, bytes. */
  private static final int LARGEST = 16 << 20;

  private static final String VARIABLE = "env:";

  private Digests() {}

  /**
   * What {@code --digests} names.
   *
   * @throws UsageException if it isn't there or can't be read, or is too much
   */
  static SuppliedDigests read(Typed typed, Terminal terminal) {
    String from = typed.digests == null ? "" : typed.digests;
    if (from.startsWith(VARIABLE)) {
      String name = from.substring(VARIABLE.length());
      String value = terminal.environment().get(name);
      if (value == null || value.isBlank()) {
        throw new UsageException(
            "The environment variable '"
                + name
                + "' that --digests names is not set, so there is no approved digest. Have it set"
                + " before this is run.");
      }
      return new SuppliedDigests(from, value);
    }
    boolean input = from.equals("-");
    if (input && typed.operands.contains("-")) {
      throw new UsageException(
          "Standard input can't be both what is checked and the digests: give one of them as a"
              + " file.");
    }
    String name = input ? "standard input" : from;
    try (InputStream in = input ? terminal.in() : Files.newInputStream(Targets.path(from))) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UsageException("What --digests names has more than 16 MB: " + name);
      }
      return new SuppliedDigests(name, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          "Can't read the approved digests '" + name + "': " + e.getClass().getSimpleName() + ".",
          e);
    }
  }
}
