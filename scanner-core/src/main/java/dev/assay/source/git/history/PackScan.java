package dev.assay.source.git.history;

import java.util.concurrent.atomic.AtomicLong;

/** One pack of a scan: its families, and how far they were walked. Thread-safe. */
final class PackScan {
  private final int number;
  private final BlobFamilies families;
  private final Failures failures;
  private final int unlinked;
  private final AtomicLong walked = new AtomicLong();

  PackScan(int number, Pack pack) throws CorruptObjectException {
    this.number = number;
    this.failures = new Failures();
    this.families = BlobFamilies.link(pack, failures);
    this.unlinked = failures.size();
  }

  /** Its place in {@link ObjectStore#packs}. */
  int number() {
    return number;
  }

  Pack pack() {
    return families.pack();
  }

  BlobFamilies families() {
    return families;
  }

  Failures failures() {
    return failures;
  }

  void walked(long blobs) {
    walked.addAndGet(blobs);
  }

  /** How many objects of the index were neither dealt with nor reported: 0, or we are at fault. */
  long unaccounted() {
    long others = 0;
    for (int type : new int[] {EntryHeader.COMMIT, EntryHeader.TREE, EntryHeader.TAG}) {
      others += families.count(type);
    }
    long linked = pack().index().count() - others - unlinked - families.count();
    return linked + families.count() - walked.get() - (failures.size() - unlinked);
  }
}
