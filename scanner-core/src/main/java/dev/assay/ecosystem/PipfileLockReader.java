package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Pipenv's {@code Pipfile.lock} (pipenv.pypa.io): packages by group, each with the hashes of all
 * files that would do. Neither says who needs whom.
 */
final class PipfileLockReader implements LockfileReader {

  @Override
  public String format() {
    return "pipfile-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("Pipfile.lock");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Reading reading = new Reading(text, claimant, out);
    JsonSections.read(text, reading);
    reading.entries.give(claimant);
  }

  private static final class Reading extends PythonReading {
    private static final String META = "_meta";
    private final Map<String, String> sources = new HashMap<>();
    private String first = "";

    Reading(LockfileText text, Provenance claimant, Output out) {
      super(text, claimant, out);
    }

    @Override
    public Take take(String section) {
      return section.equals(META) ? Take.WHOLE : Take.EACH;
    }

    @Override
    public void piece(String section, String name, LockNode value) {
      if (section.equals(META)) {
        for (LockNode source : value.get("sources").elements()) {
          String url = Addresses.clean(source.text("url"));
          sources.put(source.text("name"), url);
          first = first.isEmpty() ? url : first;
        }
        return;
      }
      if (!value.isMapping() || name.isEmpty()) {
        malformed(value.nameFrom, "what stands there is no package");
        return;
      }
      String version = value.text("version").replaceFirst("^===?\\s*", "");
      LockedEntry entry = release(value, name, version, "");
      if (entry == null) {
        return;
      }
      entry.scope =
          section.equals("default")
              ? DependencyScope.RUNTIME
              : section.equals("develop") ? DependencyScope.DEVELOPMENT : DependencyScope.UNSAID;
      if (value.has("git")) {
        origin(entry, value.text("git") + "#" + value.text("ref"), Origin.GIT);
      } else if (value.has("path") || value.text("file").startsWith(".")) {
        entry.origin = Origin.LOCAL;
      } else if (value.has("file")) {
        origin(entry, value.text("file"), Origin.ADDRESS);
      } else {
        entry.source = sources.getOrDefault(value.text("index"), first);
      }
      Files files = new Files(entry);
      value.get("hashes").elements().forEach(hash -> files.add("", null, hash));
      files.done();
    }
  }
}
