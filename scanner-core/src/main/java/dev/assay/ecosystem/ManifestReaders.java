package dev.assay.ecosystem;

import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every kind of manifest that is read: the one place to add one. */
public final class ManifestReaders {

  private static final List<ManifestReader> ALL =
      List.of(
          new CrateReader(),
          new CondaIndexReader(),
          new DebControlReader(),
          new EggInfoReader(),
          new GemReader(),
          new GoModReader(),
          new GradleModuleReader(),
          new HelmChartReader(),
          new ImageConfigReader(),
          new JarManifestReader(),
          new MavenPomReader(),
          new MavenPropertiesReader(),
          new NpmPackageReader(),
          new NuspecReader(),
          new PythonEntryPointsReader(),
          new PythonFilesReader(),
          new PythonMetadataReader(),
          new PythonRecordReader(),
          new PythonTopLevelReader(),
          new RpmHeaderReader(),
          new VsixReader());

  private static final Map<String, List<ManifestReader>> BY_NAME = byName();

  private ManifestReaders() {}

  private static Map<String, List<ManifestReader>> byName() {
    Map<String, List<ManifestReader>> byName = new HashMap<>();
    for (ManifestReader reader : ALL) {
      for (String name : reader.names()) {
        byName.computeIfAbsent(name, key -> new ArrayList<>(1)).add(reader);
      }
    }
    return byName;
  }

  /** All of them, sorted by {@link ManifestReader#format}. */
  public static List<ManifestReader> all() {
    return ALL;
  }

  /** The reader of the file at {@code place}; null if there is none. */
  public static @Nullable ManifestReader of(Provenance place) {
    String path = place.innerPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    ManifestReader reader = of(name, place);
    int dot = name.lastIndexOf('.');
    return reader != null || dot < 0 ? reader : of("*" + name.substring(dot), place);
  }

  private static @Nullable ManifestReader of(String name, Provenance place) {
    List<ManifestReader> candidates = BY_NAME.get(name);
    if (candidates != null) {
      for (ManifestReader reader : candidates) {
        if (reader.reads(place)) {
          return reader;
        }
      }
    }
    return null;
  }
}
