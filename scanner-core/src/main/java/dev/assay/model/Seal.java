package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Compares a container's entries with what documents inside of it say of them, while they are
 * unpacked: nothing is read twice for it, and nothing is kept but what differs.
 */
public interface Seal {

  /** Takes one entry's bytes, on the thread that reads them. */
  interface Check {

    /** The next bytes, {@code bytes[from..from + length)}; valid during the call only. */
    void bytes(byte[] bytes, int from, int length);

    /** All were given; not called where reading broke off. */
    void end();
  }

  /** The container has an entry of this name, whether or not its bytes can be read. In order. */
  void has(String name);

  /**
   * The bytes of an entry are about to be read, on any thread.
   *
   * @return null where nothing is claimed of it
   */
  @Nullable Check check(String name);

  /**
   * All that could be read was read.
   *
   * @param complete whether {@link #has} was called for all entries
   */
  void end(boolean complete);
}
