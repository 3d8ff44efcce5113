package dev.assay.unpack.hostile;

import java.util.ArrayList;
import java.util.List;

/** All archives that were made to do harm: the one place to add a format's. */
public final class HostileArchives {

  private HostileArchives() {}

  /** Names are file names, and differ. */
  public static List<HostileArchive> all() {
    List<HostileArchive> all = new ArrayList<>();
    all.addAll(HostileZips.all());
    all.addAll(HostileTars.all());
    all.addAll(HostileStreams.all());
    all.addAll(HostileCompressed.all());
    all.addAll(HostileSevenZips.all());
    all.addAll(HostilePackages.all());
    all.addAll(HostileBinaries.all());
    return all;
  }
}
