package dev.assay.unpack;

import java.util.Locale;

/** Names of one container's entries, so that those which come again can be told. */
final class RepeatedNames {

  private final NameSet names = new NameSet();
  private long repeated;
  private String last = "";

  /** Takes a name as the container has it, and as it is shown. */
  void add(byte[] raw, String shown) {
    if (!names.add(raw)) {
      repeated++;
      last = shown;
    }
  }

  /** Tells how many there were, if any. */
  void tell(Unpacking unpacking) {
    if (repeated > 0) {
      unpacking.notice(
          String.format(
              Locale.ROOT, "%,d repeated names, such as %s; all were scanned", repeated, last));
    }
  }
}
