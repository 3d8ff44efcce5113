package dev.assay.source.registry;

import dev.assay.model.ContentException;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.GoPaths;
import dev.assay.source.artifact.GoSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.artifact.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Go's module proxies and its database of checksums (go.dev/ref/mod). */
final class GoProxy implements Registry {
  private static final int LARGEST_LOOKUP = 1 << 16;

  private final GoSettings settings;
  private final Web web;

  GoProxy(Surroundings surroundings, Limits limits) {
    settings = new GoSettings(surroundings);
    web = new Web(ProxyRules.of(surroundings), Trust.DEFAULT, limits);
  }

  @Override
  public List<PackageFile> fetch(PackageName name) throws IOException {
    String module = name.fullName();
    if (settings.isPrivate("GONOPROXY", module)) {
      throw new UsageException(
          module
              + " is private by GOPRIVATE or GONOPROXY: run 'go mod download', then scan without"
              + " --online.");
    }
    String path = GoPaths.escaped(module) + "/@v/" + GoPaths.escaped(name.version()) + ".zip";
    List<String> asked = new ArrayList<>();
    for (String each : settings.proxies()) {
      if (each.equals("direct") || each.equals("off")) {
        break;
      }
      URI proxy = WebAddress.parse(each.endsWith("/") ? each : each + "/", "GOPROXY");
      Spool zip = web.get(proxy.resolve(proxy.getRawPath() + path), null, "*/*", Long.MAX_VALUE);
      if (zip != null) {
        return List.of(file(name, zip, proxy));
      }
      asked.add(proxy.getHost());
    }
    throw new UsageException(
        name.shown()
            + (asked.isEmpty()
                ? ": GOPROXY names no proxy; run 'go mod download', then scan without --online."
                : " is not at " + String.join(", ", asked) + "."));
  }

  private PackageFile file(PackageName name, Spool zip, URI proxy) throws IOException {
    List<Claim> claims = List.of();
    List<PackageFile.Fault> faults = List.of();
    try {
      claims = claims(name, proxy);
    } catch (ContentException e) {
      faults =
          List.of(
              new PackageFile.Fault(
                  e.kind(),
                  "its checksum is not known: "
                      + e.getMessage()
                      + "; it was scanned. GOSUMDB=off says that none is to be asked for"));
    }
    return new PackageFile(
        name.version() + ".zip", zip::at, claims, "the proxy " + proxy.getHost(), faults);
  }

  private List<Claim> claims(PackageName name, URI proxy) throws IOException {
    String module = name.fullName();
    URI database = settings.checksums();
    if (database == null || settings.isPrivate("GONOSUMDB", module)) {
      return List.of();
    }
    String path = "lookup/" + GoPaths.escaped(module) + "@" + GoPaths.escaped(name.version());
    // A proxy may answer for the database, which then need not be reachable.
    URI by = proxy.resolve(proxy.getRawPath() + "sumdb/" + database.getHost() + "/" + path);
    Spool answer = web.get(by, null, "*/*", LARGEST_LOOKUP);
    if (answer == null) {
      URI own = database.resolve(database.getRawPath() + path);
      answer = web.get(own, null, "*/*", LARGEST_LOOKUP);
    }
    if (answer == null) {
      return List.of();
    }
    String text = new String(answer.head(LARGEST_LOOKUP), StandardCharsets.UTF_8);
    String start = module + " " + name.version() + " h1:";
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(start)) {
        String hash = line.substring(start.length() - "h1:".length()).strip();
        return List.of(new Claim(Claim.GO_HASH, List.of(hash), database.getHost()));
      }
    }
    return List.of();
  }

  @Override
  public void close() throws IOException {
    web.close();
  }
}
