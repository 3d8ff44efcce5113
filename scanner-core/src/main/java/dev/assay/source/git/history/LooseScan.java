package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.IOException;
import java.util.HexFormat;

/** Pushes the loose blobs of one object directory that stand nowhere else before. */
final class LooseScan {
  private static final HexFormat HEX = HexFormat.of();

  private final ObjectStore store;
  private final int place;
  private final BlobScan scan;

  LooseScan(ObjectStore store, int place, BlobScan scan) {
    this.store = store;
    this.place = place;
    this.scan = scan;
  }

  /** Objects whose first byte is from {@code from} (inclusive) to {@code to}. */
  void scan(int from, int to) {
    for (int shard = from; shard < to; shard++) {
      try {
        for (String id : store.loose().get(place).list(shard)) {
          object(id);
        }
      } catch (IOException e) {
        report(Problem.Kind.UNREADABLE, HEX.toHexDigits((byte) shard) + "/", "it can't be listed");
      }
    }
  }

  private void object(String hex) {
    byte[] id = HEX.parseHex(hex);
    if (store.packedBefore(store.packs().size(), id, 0) || standsEarlier(id)) {
      return;
    }
    LooseStore objects = store.loose().get(place);
    try (LooseStore.Opened opened = objects.open(id, 0)) {
      if (opened == null) {
        report(
            Problem.Kind.VANISHED,
            LooseStore.problemPath(hex),
            "it vanished; scan again when git is not repacking");
      } else if (opened.type() == EntryHeader.BLOB) {
        push(hex, id, opened);
      } else if (opened.type() != EntryHeader.TREE) {
        scan.looseHistory().add(id);
      }
    } catch (CorruptObjectException e) {
      report(e.kind(), LooseStore.problemPath(hex), e.reason());
    } catch (IOException e) {
      report(Problem.Kind.UNREADABLE, LooseStore.problemPath(hex), e.getClass().getSimpleName());
    }
  }

  private boolean standsEarlier(byte[] id) {
    for (int i = 0; i < place; i++) {
      if (java.nio.file.Files.exists(store.loose().get(i).file(id, 0))) {
        return true;
      }
    }
    return false;
  }

  private void push(String hex, byte[] id, LooseStore.Opened opened) throws IOException {
    if (opened.size() <= FamilyWalker.SMALL) {
      byte[] bytes = opened.bytes();
      scan.accept(StoredBlob.inMemory(hex, bytes, bytes.length, null));
    } else {
      LooseStore objects = store.loose().get(place);
      scan.accept(
          StoredBlob.streamed(
              hex,
              opened.size(),
              () -> {
                LooseStore.Opened again = objects.open(id, 0);
                if (again == null) {
                  throw new java.nio.file.NoSuchFileException(objects.file(id, 0).toString());
                }
                return again.data();
              }));
    }
  }

  private void report(Problem.Kind kind, String path, String reason) {
    scan.looseProblems().add(new Problem(kind, path, "A loose object was not scanned: " + reason));
  }
}
