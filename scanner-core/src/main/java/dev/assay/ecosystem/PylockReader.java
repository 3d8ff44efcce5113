package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code pylock.toml} and {@code pylock.NAME.toml} (PEP 751). */
final class PylockReader implements LockfileReader {

  @Override
  public String format() {
    return "pylock";
  }

  @Override
  public boolean reads(String name) {
    return name.startsWith("pylock.") && name.endsWith("toml");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Reading reading = new Reading(text, claimant, out);
    TomlSections.read(text, reading);
    reading.resolveNames();
    reading.entries.give(claimant);
  }

  private static final class Reading extends PythonReading {

    Reading(LockfileText text, Provenance claimant, Output out) {
      super(text, claimant, out);
    }

    @Override
    public Take take(String section) {
      return section.equals("packages") ? Take.WHOLE : Take.SKIP;
    }

    @Override
    public void piece(String section, String none, LockNode value) {
      LockedEntry entry = release(value, value.text("name"), value.text("version"), "");
      if (entry == null) {
        return;
      }
      entry.source = Addresses.clean(value.text("index"));
      if (value.has("vcs")) {
        LockNode vcs = value.get("vcs");
        origin(entry, vcs.text("url") + "#" + vcs.text("commit-id"), Origin.GIT);
      } else if (value.has("directory")) {
        entry.origin = Origin.LOCAL;
      } else if (value.has("archive")) {
        LockNode archive = value.get("archive");
        origin(entry, archive.text("url"), archive.has("path") ? Origin.LOCAL : Origin.ADDRESS);
      }
      for (LockNode need : value.get("dependencies").elements()) {
        entry.needs(normal(need.text("name")), DependencyScope.RUNTIME);
      }
      List<LockNode> all = new ArrayList<>(value.get("wheels").elements());
      all.add(value.get("sdist"));
      all.add(value.get("archive"));
      Files files = new Files(entry);
      for (LockNode file : all) {
        String url = file.text("url");
        String path = file.text("path");
        String name = file.has("name") ? file.text("name") : url.isEmpty() ? path : url;
        String best = "";
        for (String algorithm : file.get("hashes").members().keySet()) {
          String known = Digests.algorithm(algorithm);
          if (known != null
              && (best.isEmpty()
                  || Digests.length(known)
                      > Digests.length(String.valueOf(Digests.algorithm(best))))) {
            best = algorithm;
          }
        }
        files.add(name, path.isEmpty() ? null : path, file.get("hashes").get(best));
        if (entry.origin == Origin.REGISTRY) {
          files.address(url);
        }
      }
      files.done();
    }
  }
}
