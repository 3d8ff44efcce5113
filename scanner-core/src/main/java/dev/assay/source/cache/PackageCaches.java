package dev.assay.source.cache;

import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.util.List;

/** The one list of caches. */
public final class PackageCaches {

  private PackageCaches() {}

  /** Those that hold packages of {@code type}, in the order in which they are asked. */
  public static List<PackageCache> of(PackageName.Type type, Surroundings surroundings) {
    return switch (type) {
      case NPM -> List.of(new NpmCache(surroundings));
      case MAVEN -> List.of(new MavenCache(surroundings), new GradleCache(surroundings));
      case PYPI -> List.of(new PipCache(surroundings));
      case CARGO -> List.of(new CargoCache(surroundings));
      case GOLANG -> List.of(new GoModuleCache(surroundings));
    };
  }
}
