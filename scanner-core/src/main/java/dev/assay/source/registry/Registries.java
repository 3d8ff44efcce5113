package dev.assay.source.registry;

import dev.assay.model.UsageException;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;

/** The one list of registries. */
public final class Registries {

  private Registries() {}

  /**
   * The registry of packages of {@code type}, as the user's settings have it. Nothing is sent
   * before something is fetched.
   *
   * @throws UsageException if the settings are wrong, or there is none for this kind
   */
  public static Registry of(PackageName.Type type, Surroundings surroundings, Limits limits) {
    return switch (type) {
      case NPM -> new NpmRegistry(surroundings, limits);
      case MAVEN -> new MavenRegistries(surroundings, limits);
      case CARGO -> new CrateRegistry(surroundings, limits);
      case GOLANG -> new GoProxy(surroundings, limits);
      case PYPI ->
          throw new UsageException(
              "Packages of Python are not fetched yet: run 'pip download --no-deps NAME==VERSION',"
                  + " then scan what it wrote.");
    };
  }
}
