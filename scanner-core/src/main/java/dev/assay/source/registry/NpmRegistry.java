package dev.assay.source.registry;

import dev.assay.ecosystem.Digests;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.NpmSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.artifact.WebAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A registry of npm (github.com/npm/registry, package metadata; docs.npmjs.com, config): the
 * package's record names the tarball of each version and its digest.
 */
final class NpmRegistry implements Registry {
  private static final String RECORD =
      "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

  /** The largest records have some 50 MB. */
  private static final long LARGEST_RECORD = 512L << 20;

  private final NpmSettings settings;
  private final Web web;

  NpmRegistry(Surroundings surroundings, Limits limits) {
    settings = NpmSettings.read(surroundings);
    String file = settings.get("cafile");
    Trust trust =
        Trust.of(
            file == null ? null : surroundings.path(file, "npm's cafile"),
            surroundings.folderOf("NODE_EXTRA_CA_CERTS"));
    web = new Web(ProxyRules.of(settings, surroundings), trust, limits);
  }

  @Override
  public List<PackageFile> fetch(PackageName name) throws IOException {
    URI registry = settings.registry(name.namespace());
    URI record = registry.resolve(registry.getRawPath() + name.fullName().replace("/", "%2f"));
    Spool answer = web.get(record, settings.credentials(record, registry), RECORD, LARGEST_RECORD);
    String host = registry.getHost();
    if (answer == null) {
      throw new UsageException("The registry " + host + " has no package " + name.fullName() + ".");
    }
    Packument found;
    try (InputStream in = answer.open()) {
      found = Packument.read(in, name.version());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new dev.assay.model.ContentException(
          dev.assay.model.Problem.Kind.MALFORMED,
          "what the registry " + host + " says of " + name.fullName() + " is no JSON");
    }
    if (found.tarball() == null) {
      throw new UsageException(
          "The registry "
              + host
              + " has no version "
              + name.version()
              + " of "
              + name.fullName()
              + (found.latest() == null ? "." : "; the latest is " + found.latest() + "."));
    }
    URI tarball = tarball(found.tarball(), registry);
    Spool file = web.get(tarball, settings.credentials(tarball, registry), "*/*", Long.MAX_VALUE);
    if (file == null) {
      throw new UsageException(
          "The registry "
              + host
              + " names a version "
              + name.version()
              + " of "
              + name.fullName()
              + ", and its file is not there.");
    }
    List<Claim> claims = claims(found, "the registry " + host);
    return List.of(
        new PackageFile(
            name.name() + "-" + name.version() + ".tgz",
            file::at,
            claims,
            "the registry " + host,
            List.of()));
  }

  private static List<Claim> claims(Packument found, String by) {
    List<Claim> claims = new ArrayList<>();
    List<Digests.Digest> strong =
        found.integrity() == null ? List.of() : Digests.ofIntegrity(found.integrity());
    if (!strong.isEmpty()) {
      claims.add(
          new Claim(
              strong.get(0).algorithm(), strong.stream().map(Digests.Digest::hex).toList(), by));
    }
    String weak = found.shasum();
    if (weak != null && weak.matches("[0-9a-fA-F]{40}")) {
      claims.add(new Claim("SHA-1", List.of(weak.toLowerCase(Locale.ROOT)), by));
    }
    return claims;
  }

  /**
   * The address of a tarball. As npm does, that of the public registry is taken from the registry
   * that is set, since mirrors hand on its records unchanged; and old records say HTTP where their
   * registry has HTTPS by now.
   */
  private static URI tarball(String text, URI registry) {
    URI address = WebAddress.parse(text, "The address of the tarball in the registry's answer");
    if (address.getHost().equals(URI.create(NpmSettings.DEFAULT_REGISTRY).getHost())
        && !address.getHost().equals(registry.getHost())) {
      String base = registry.getRawPath();
      return registry.resolve(base + address.getRawPath().substring(1));
    }
    boolean downgrade =
        WebAddress.scheme(address).equals("http") && WebAddress.scheme(registry).equals("https");
    if (downgrade && address.getHost().equalsIgnoreCase(registry.getHost())) {
      return registry.resolve(address.getRawPath());
    }
    if (downgrade) {
      throw new UsageException(
          "The registry "
              + registry.getHost()
              + " names a tarball by HTTP on "
              + address.getHost()
              + ", which anybody could change; it is not fetched.");
    }
    return address;
  }

  @Override
  public void close() throws IOException {
    web.close();
  }
}
