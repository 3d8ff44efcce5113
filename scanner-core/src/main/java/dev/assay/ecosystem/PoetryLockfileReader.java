package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Poetry's {@code poetry.lock}, lock versions 1 and 2 (python-poetry.org). Up to 1.1 files and
 * hashes stand in {@code [metadata]} behind all packages. What the project itself needs isn't said.
 */
final class PoetryLockfileReader implements LockfileReader {

  @Override
  public String format() {
    return "poetry-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("poetry.lock");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Reading reading = new Reading(text, claimant, out);
    TomlSections.read(text, reading);
    reading.give();
  }

  private static final class Reading extends PythonReading {
    private final Map<LockedEntry, String> local = new LinkedHashMap<>();

    Reading(LockfileText text, Provenance claimant, Output out) {
      super(text, claimant, out);
    }

    @Override
    public Take take(String section) {
      return section.equals("package") || section.equals("metadata") ? Take.WHOLE : Take.SKIP;
    }

    @Override
    public void piece(String section, String name, LockNode value) {
      if (section.equals("package")) {
        entry(value);
        return;
      }
      value.get("files").members().forEach((of, files) -> behind(of, files.elements()));
      value.get("hashes").members().forEach((of, hashes) -> behind(of, hashes.elements()));
    }

    private void entry(LockNode value) {
      LockedEntry entry = release(value, value.text("name"), value.text("version"), "");
      if (entry == null) {
        return;
      }
      scope(entry, value);
      LockNode source = value.get("source");
      String address = source.text("url");
      switch (source.text("type")) {
        case "git" -> origin(entry, address + "#" + source.text("resolved_reference"), Origin.GIT);
        case "directory" -> entry.origin = Origin.LOCAL;
        case "file" -> {
          entry.origin = Origin.LOCAL;
          local.put(entry, address);
        }
        case "url" -> origin(entry, address, Origin.ADDRESS);
        default -> entry.source = Addresses.clean(address);
      }
      value.get("dependencies").members().forEach((on, how) -> need(entry, on, how));
      Files files = new Files(entry);
      for (LockNode file : value.get("files").elements()) {
        files.add(file.text("file"), local.get(entry), file.get("hash"));
      }
      files.done();
    }

    private static void scope(LockedEntry entry, LockNode value) {
      List<String> groups = new ArrayList<>();
      value.get("groups").elements().forEach(group -> groups.add(group.text()));
      String category = value.text("category");
      if (!groups.isEmpty() ? !groups.contains("main") : category.equals("dev")) {
        entry.scope = DependencyScope.DEVELOPMENT;
      } else if (value.text("optional").equals("true")) {
        entry.scope = DependencyScope.OPTIONAL;
      } else if (!groups.isEmpty() || !category.isEmpty()) {
        entry.scope = DependencyScope.RUNTIME;
      }
    }

    private static void need(LockedEntry entry, String on, LockNode how) {
      boolean optional = !how.isText() && how.text("optional").equals("true");
      for (LockNode each : how.elements()) {
        optional |= each.text("optional").equals("true");
      }
      entry.needs(normal(on), optional ? DependencyScope.OPTIONAL : DependencyScope.RUNTIME);
    }

    /** Files of all versions of a package, as they stood in older lockfiles. */
    private void behind(String name, List<LockNode> list) {
      List<String> keys = byName.getOrDefault(normal(name), List.of());
      for (String key : keys) {
        LockedEntry entry = entries.get(key);
        if (entry == null) {
          continue;
        }
        Files files = new Files(entry);
        for (LockNode file : list) {
          String of = file.text("file");
          if (keys.size() == 1 || of.contains("-" + entry.version)) {
            files.add(of, local.get(entry), file.isText() ? file : file.get("hash"));
          }
        }
        files.done();
      }
    }

    void give() {
      resolveNames();
      entries.give(claimant);
    }
  }
}
