package dev.assay.unpack.hostile;

import dev.assay.model.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * An archive that somebody made to do harm, or that harm was done to.
 *
 * @param name of its file, which tells what is wrong with it
 * @param maker its bytes
 * @param kinds problems that have to be told, and no others; empty if all of it can be read
 * @param tokens planted tokens that have to be found
 */
public record HostileArchive(String name, Maker maker, Set<Problem.Kind> kinds, int tokens) {

  /** Makes the bytes. */
  @FunctionalInterface
  public interface Maker {

    /** The same each time. */
    byte[] bytes() throws IOException;
  }

  /** In {@code all}'s style: kinds as they come. */
  static HostileArchive of(String name, int tokens, Maker maker, Problem.Kind... kinds) {
    return new HostileArchive(name, maker, Set.copyOf(List.of(kinds)), tokens);
  }

  @Override
  public String toString() {
    return name;
  }
}
