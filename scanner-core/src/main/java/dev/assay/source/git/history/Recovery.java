package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Looks elsewhere for objects that could not be read from their pack: other packs, loose files, and
 * the same pack again for deltas of an object outside of it. What is found must have the bytes that
 * its id names. The rest are problems.
 */
final class Recovery {
  private static final HexFormat HEX = HexFormat.of();
  private static final long CACHE = 16L << 20;

  private final ObjectStore store;
  private final BlobScan scan;

  Recovery(ObjectStore store, BlobScan scan) {
    this.store = store;
    this.scan = scan;
  }

  void run(List<PackScan> packs) throws IOException {
    for (PackScan pack : packs) {
      if (pack.failures().size() > 0) {
        try (StoreReader reader = new StoreReader(store, CACHE)) {
          recover(pack, reader);
        }
      }
    }
  }

  private void recover(PackScan pack, StoreReader reader) throws IOException {
    ProblemList problems = new ProblemList();
    Failures failures = pack.failures();
    byte[] id = new byte[store.hashLength()];
    for (int i = 0; i < failures.size(); i++) {
      pack.pack().index().id(failures.position(i), id, 0);
      if (store.packedBefore(pack.number(), id, 0)) {
        continue; // that pack's turn, or in its list
      }
      try {
        StoreReader.Stored stored = reader.readVerified(id, 0);
        if (stored != null) {
          try (Body body = stored.body()) {
            if (stored.type() == EntryHeader.BLOB) {
              scan.push(HEX.formatHex(id), body, null);
            }
          }
        }
      } catch (CorruptObjectException e) {
        CorruptObjectException reason = failures.reason(i);
        problems.add(
            new Problem(
                reason.kind(),
                pack.pack().name(),
                "Object "
                    + HEX.formatHex(id)
                    + " can't be read: "
                    + reason.reason()
                    + ". Run 'git fsck'"));
      }
    }
    problems.report(scan.sink(), pack.pack().name(), "objects of this pack");
  }
}
