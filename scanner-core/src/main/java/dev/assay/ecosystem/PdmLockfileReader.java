package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * PDM's {@code pdm.lock} (pdm-project.org, lock versions 3 and 4). A package with extras is an
 * entry of its own, which needs the one without. What the project itself needs isn't said.
 */
final class PdmLockfileReader implements LockfileReader {

  @Override
  public String format() {
    return "pdm-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("pdm.lock");
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
      return section.equals("package") || section.equals("metadata") ? Take.WHOLE : Take.SKIP;
    }

    @Override
    public void piece(String section, String none, LockNode value) {
      if (section.equals("metadata")) {
        // Up to lock version 4.2 the files of all packages stand here, by name and version.
        value.get("files").members().forEach(this::behind);
        return;
      }
      TreeSet<String> extras = new TreeSet<>();
      value.get("extras").elements().forEach(extra -> extras.add(extra.text()));
      LockedEntry entry =
          release(
              value,
              value.text("name"),
              value.text("version"),
              extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]");
      if (entry == null) {
        return;
      }
      for (LockNode group : value.get("groups").elements()) {
        if (group.text().equals("default")) {
          entry.scope = DependencyScope.RUNTIME;
        }
      }
      String local = null;
      if (value.has("git")) {
        origin(entry, value.text("git") + "#" + value.text("revision"), Origin.GIT);
      } else if (value.has("url")) {
        origin(entry, value.text("url"), Origin.ADDRESS);
      } else if (value.has("path")) {
        entry.origin = Origin.LOCAL;
        local = value.text("path");
      } else if (!extras.isEmpty()) {
        entry.origin = Origin.UNSAID; // the files are those of the entry without
      }
      for (LockNode need : value.get("dependencies").elements()) {
        requirement(entry, need.text(), DependencyScope.RUNTIME);
      }
      files(entry, value.get("files"), local);
    }

    private void files(LockedEntry entry, LockNode list, @Nullable String local) {
      Files files = new Files(entry);
      for (LockNode file : list.elements()) {
        String url = file.text("url");
        int end = url.indexOf('#') < 0 ? url.length() : url.indexOf('#');
        files.add(
            file.has("file") ? file.text("file") : url.substring(0, end), local, file.get("hash"));
        if (entry.origin == Origin.REGISTRY) {
          files.address(url);
        }
      }
      files.done();
    }

    private void behind(String named, LockNode list) {
      int space = named.indexOf(' ');
      String key =
          space < 0 ? named : normal(named.substring(0, space)) + "@" + named.substring(space + 1);
      LockedEntry entry = entries.get(key);
      if (entry != null) {
        files(entry, list, null);
      }
    }
  }
}
