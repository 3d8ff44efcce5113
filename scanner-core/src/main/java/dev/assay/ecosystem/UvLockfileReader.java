package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * uv's {@code uv.lock} (docs.astral.sh/uv, versions 1): the project and the members of its
 * workspace are packages too, so it says what they need.
 */
final class UvLockfileReader implements LockfileReader {

  @Override
  public String format() {
    return "uv-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("uv.lock");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Reading reading = new Reading(text, claimant, out);
    TomlSections.read(text, reading);
    reading.give();
  }

  private static final class Reading extends PythonReading {
    private static final String ROOT = ".";

    private final List<String> members = new ArrayList<>();
    private final Set<String> roots = new HashSet<>();

    /** What is needed, by the key of who needs it, in order. */
    private final List<Need> needs = new ArrayList<>();

    /** Name and extra of what is asked for with extras. */
    private final Set<String> extras = new HashSet<>();

    private final Map<String, String> keyByVersion = new HashMap<>();

    Reading(LockfileText text, Provenance claimant, Output out) {
      super(text, claimant, out);
    }

    private record Need(
        LockedEntry from, String name, String version, String extra, DependencyScope scope) {}

    @Override
    public Take take(String section) {
      return section.equals("package") || section.equals("manifest") ? Take.WHOLE : Take.SKIP;
    }

    @Override
    public void piece(String section, String none, LockNode value) {
      if (section.equals("manifest")) {
        value.get("members").elements().forEach(member -> members.add(normal(member.text())));
        return;
      }
      LockNode source = value.get("source");
      String folder = first(source, "virtual", "editable");
      String name = value.text("name");
      String version = value.text("version");
      LockedEntry entry;
      if (folder.equals(ROOT) && !entries.has("") && !name.isEmpty()) {
        entry = entries.add("", PackageKind.WHEEL, region(value.get("name")));
        if (entry == null) {
          return;
        }
        entry.name = normal(name);
        entry.version = version;
        byName.computeIfAbsent(entry.name, each -> new ArrayList<>(1)).add("");
      } else {
        entry = release(value, name, version, "");
        if (entry == null) {
          return;
        }
      }
      keyByVersion.putIfAbsent(entry.name + " " + version, entry.key);
      source(entry, source, folder);
      files(entry, value, source.text("registry"), source.text("path"));
      for (LockNode need : value.get("dependencies").elements()) {
        need(entry, need, "", DependencyScope.RUNTIME);
      }
      value
          .get("optional-dependencies")
          .members()
          .forEach(
              (extra, list) ->
                  list.elements()
                      .forEach(need -> need(entry, need, extra, DependencyScope.OPTIONAL)));
      value
          .get("dev-dependencies")
          .members()
          .forEach(
              (group, list) ->
                  list.elements()
                      .forEach(need -> need(entry, need, "", DependencyScope.DEVELOPMENT)));
    }

    private static String first(LockNode of, String one, String other) {
      return of.has(one) ? of.text(one) : of.text(other);
    }

    private void source(LockedEntry entry, LockNode source, String folder) {
      if (source.has("virtual") || source.has("editable") || source.has("directory")) {
        entry.origin = Origin.LOCAL;
        String place = folder.isEmpty() ? source.text("directory") : folder;
        String path = LogicalPaths.resolve(claimant, place);
        entry.installed = path == null ? place.equals(ROOT) ? folder() : "" : path + "/";
        if (!source.has("directory")) {
          roots.add(entry.key);
        }
      } else if (source.has("git")) {
        origin(entry, source.text("git"), Origin.GIT);
      } else if (source.has("path")) {
        entry.origin = Origin.LOCAL;
      } else if (source.has("url")) {
        origin(entry, source.text("url"), Origin.ADDRESS);
      } else {
        entry.source = Addresses.clean(source.text("registry"));
        if (entry.source.isEmpty() && !source.text("registry").isEmpty()) {
          entry.origin = Origin.LOCAL; // a folder of archives
        }
      }
    }

    private void files(LockedEntry entry, LockNode value, String registry, String path) {
      List<LockNode> all = new ArrayList<>(value.get("wheels").elements());
      all.add(value.get("sdist"));
      Files files = new Files(entry);
      for (LockNode file : all) {
        String url = file.text("url");
        String local = file.text("path");
        if (!path.isEmpty()) {
          local = path;
        } else if (!local.isEmpty() && !Addresses.isWeb(registry)) {
          local = registry + "/" + local;
        }
        String name = url.isEmpty() ? first(file, "filename", "path") : url;
        int end = name.indexOf('#') < 0 ? name.length() : name.indexOf('#');
        files.add(name.substring(0, end), local.isEmpty() ? null : local, file.get("hash"));
        if (entry.origin == Origin.REGISTRY) {
          files.address(url);
        }
      }
      files.done();
    }

    private void need(LockedEntry from, LockNode need, String extra, DependencyScope scope) {
      String name = normal(need.text("name"));
      needs.add(new Need(from, name, need.text("version"), extra, scope));
      for (LockNode asked : need.get("extra").elements()) {
        extras.add(name + " " + normal(asked.text()));
      }
    }

    void give() {
      for (Need need : needs) {
        String version = keyByVersion.get(need.name + " " + need.version);
        List<String> keys =
            version == null ? byName.getOrDefault(need.name, List.of()) : List.of(version);
        // Of an extra that somebody asks for, everything is needed.
        boolean asked =
            !need.extra.isEmpty() && extras.contains(need.from.name + " " + normal(need.extra));
        for (String key : keys) {
          if (!key.equals(need.from.key)) {
            need.from.needs(key, asked ? DependencyScope.RUNTIME : need.scope);
          }
        }
      }
      if (!entries.has("") && !members.isEmpty()) {
        LockedEntry root = entries.add("", PackageKind.WHEEL, null);
        if (root != null) {
          root.origin = Origin.LOCAL;
          root.installed = folder();
          for (String member : members) {
            byName
                .getOrDefault(member, List.of())
                .forEach(key -> root.needs(key, DependencyScope.RUNTIME));
          }
          roots.add("");
        }
      }
      entries.spread(roots);
      entries.give(claimant);
    }
  }
}
