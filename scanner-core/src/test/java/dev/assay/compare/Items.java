package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.List;

/** Files of made-up artifacts. */
final class Items {
  static final Provenance TGZ = new Provenance.File("app-1.0.0.tgz");

  private Items() {}

  static Item item(String path, String kind, long size) {
    return item(path, kind, size, path + size);
  }

  static Item item(String path, String kind, long size, String bytes) {
    Provenance place = TGZ;
    for (String name : path.split("!/", -1)) {
      place = new Provenance.Entry(place, name);
    }
    return new Item(
        path, new ArtifactFile(place, kind, size, bytes, bytes, ArtifactFile.Mode.PLAIN));
  }

  /** {@code path kind size} each. */
  static Artifact artifact(String name, String version, String... files) {
    List<Item> items = new ArrayList<>();
    for (String file : files) {
      String[] words = file.split(" ", -1);
      items.add(item(words[0], words[1], Long.parseLong(words[2])));
    }
    return new Artifact(name, TGZ, name + " " + version, version, items);
  }

  /** A lock of it, as it is read back. */
  static ContentLock lock(Artifact... artifacts) {
    ContentLock lock = ContentLock.empty("assay.lock");
    for (Artifact each : artifacts) {
      lock = lock.with(each.name(), LockMaker.part(each));
    }
    return ContentLock.parse("assay.lock", lock.write());
  }
}
