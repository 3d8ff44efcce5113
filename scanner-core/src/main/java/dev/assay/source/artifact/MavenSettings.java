package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Maven's {@code settings.xml}, the user's before the installation's (maven.apache.org,
 * ref/settings).
 */
public final class MavenSettings {

  /** Where artifacts come from if no setting says otherwise. */
  public static final Repository CENTRAL =
      new Repository("central", URI.create("https://repo.maven.apache.org/maven2/"));

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)\\}");

  /** What {@code mvn --encrypt-password} makes; braces with a backslash before them are plain. */
  private static final Pattern ENCRYPTED = Pattern.compile("(?s)(.*[^\\\\])?\\{.*[^\\\\]\\}.*");

  /**
   * A repository.
   *
   * @param id under which credentials are found
   * @param address ends in a slash
   */
  public record Repository(String id, URI address) {}

  /**
   * A proxy.
   *
   * @param credentials null for none
   * @param without hosts that are asked directly: names, {@code *} for any characters
   */
  public record Proxy(
      String scheme,
      String host,
      int port,
      @Nullable Credentials credentials,
      List<String> without) {
    public Proxy {
      without = List.copyOf(without);
    }
  }

  /**
   * A file of settings.
   *
   * @param shown how messages name it
   */
  private record Layer(String shown, XmlNode root) {}

  private final Surroundings surroundings;
  private final List<Layer> layers = new ArrayList<>();

  private MavenSettings(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reads what there is.
   *
   * @throws UsageException if a file is there and can't be read
   */
  public static MavenSettings read(Surroundings surroundings) {
    MavenSettings settings = new MavenSettings(surroundings);
    settings.add(surroundings.home().resolve(".m2").resolve("settings.xml"));
    Path installation = surroundings.folderOf("MAVEN_HOME");
    installation = installation == null ? surroundings.folderOf("M2_HOME") : installation;
    if (installation != null) {
      settings.add(installation.resolve("conf").resolve("settings.xml"));
    }
    return settings;
  }

  private void add(Path file) {
    byte[] bytes = Surroundings.read(file);
    if (bytes == null) {
      return;
    }
    try {
      layers.add(new Layer(file.toString(), XmlNode.read(bytes)));
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new UsageException(
          file + (line > 0 ? ":" + line : "") + " is not well-formed XML, or has a DTD.", e);
    }
  }

  /** The folder of the local repository. */
  public Path localRepository() {
    for (Layer layer : layers) {
      String folder = layer.root().text("localRepository");
      if (folder != null) {
        return surroundings.path(expanded(folder), layer.shown());
      }
    }
    return surroundings.home().resolve(".m2").resolve("repository");
  }

  /** Variables replaced where they are set. */
  private String expanded(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value =
          name.startsWith("env.")
              ? surroundings.variable(name.substring(4))
              : name.equals("user.home") ? surroundings.home().toString() : null;
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return matcher.appendTail(result).toString();
  }

  /**
   * Where artifacts are asked for, in order: the repositories of active profiles, then Maven
   * Central, each replaced by its mirror.
   *
   * @throws UsageException if a mirror forbids one
   */
  public List<Repository> repositories() {
    List<Repository> all = new ArrayList<>();
    for (Layer layer : layers) {
      List<String> active = new ArrayList<>();
      for (XmlNode each : layer.root().all("activeProfiles/activeProfile")) {
        active.add(Objects.requireNonNullElse(each.text(), ""));
      }
      for (XmlNode profile : layer.root().all("profiles/profile")) {
        boolean byDefault =
            active.isEmpty() && "true".equals(profile.text("activation/activeByDefault"));
        if (byDefault || active.contains(profile.text("id"))) {
          for (XmlNode each : profile.all("repositories/repository")) {
            add(each, layer, all);
          }
        }
      }
    }
    if (all.stream().noneMatch(each -> each.id().equals(CENTRAL.id()))) {
      all.add(CENTRAL);
    }
    List<Repository> mirrored = new ArrayList<>();
    for (Repository each : all) {
      Repository asked = mirrored(each);
      if (!mirrored.contains(asked)) {
        mirrored.add(asked);
      }
    }
    return mirrored;
  }

  private void add(XmlNode repository, Layer layer, List<Repository> to) {
    String id = repository.text("id");
    String url = repository.text("url");
    if (id == null || url == null || "false".equals(repository.text("releases/enabled"))) {
      return;
    }
    if (to.stream().noneMatch(each -> each.id().equals(id))) {
      to.add(new Repository(id, address(url, layer)));
    }
  }

  private URI address(String url, Layer layer) {
    String address = expanded(url);
    return WebAddress.parse(
        address.endsWith("/") ? address : address + "/",
        "The URL of a repository in " + layer.shown());
  }

  /** A mirror that names a repository wins over one with a pattern, else the first one. */
  private Repository mirrored(Repository repository) {
    Repository byPattern = null;
    for (Layer layer : layers) {
      for (XmlNode each : layer.root().all("mirrors/mirror")) {
        String id = each.text("id");
        String of = each.text("mirrorOf");
        String url = each.text("url");
        if (of == null || url == null) {
          continue;
        }
        boolean named = of.equals(repository.id());
        if (named || (byPattern == null && MirrorPattern.matches(of, repository))) {
          if ("true".equals(each.text("blocked"))) {
            throw new UsageException(
                "The mirror '"
                    + id
                    + "' in "
                    + layer.shown()
                    + " blocks the repository '"
                    + repository.id()
                    + "'.");
          }
          Repository mirror =
              new Repository(Objects.requireNonNullElse(id, of), address(url, layer));
          if (named) {
            return mirror;
          }
          byPattern = mirror;
        }
      }
    }
    return byPattern == null ? repository : byPattern;
  }

  /**
   * What the settings say to present to the repository or mirror {@code id}; null for nothing.
   *
   * @throws UsageException if the password is encrypted
   */
  public @Nullable Credentials credentials(String id) {
    for (Layer layer : layers) {
      for (XmlNode server : layer.root().all("servers/server")) {
        if (id.equals(server.text("id"))) {
          return credentials(
              server.text("username"),
              server.text("password"),
              "The password of server '" + id + "' in " + layer.shown());
        }
      }
    }
    return null;
  }

  private @Nullable Credentials credentials(
      @Nullable String user, @Nullable String password, String where) {
    if (user == null || password == null) {
      return null;
    }
    String secret = expanded(password);
    if (REFERENCE.matcher(secret).find()) {
      throw new UsageException(where + " wants a variable that is not set.");
    }
    if (REFERENCE.matcher(password).replaceAll("").indexOf('{') >= 0
        && ENCRYPTED.matcher(secret).matches()) {
      throw new UsageException(
          where
              + " is encrypted, and Assay can't decrypt it; write ${env.NAME} there and set that"
              + " variable.");
    }
    return Credentials.basic(expanded(user), secret);
  }

  /** The active proxy for addresses of {@code scheme}; null if there is none. */
  public @Nullable Proxy proxy(String scheme) {
    for (Layer layer : layers) {
      for (XmlNode each : layer.root().all("proxies/proxy")) {
        String host = each.text("host");
        String protocol = Objects.requireNonNullElse(each.text("protocol"), "http");
        boolean inactive = "false".equals(each.text("active"));
        // As Maven: a proxy of protocol "http" serves https too unless there is one of its own.
        if (inactive || host == null || !serves(protocol, scheme, layer)) {
          continue;
        }
        String port = Objects.requireNonNullElse(each.text("port"), "8080");
        if (!port.matches("[0-9]{1,5}")) {
          throw new UsageException("The port of a proxy in " + layer.shown() + " is no number.");
        }
        String without = expanded(Objects.requireNonNullElse(each.text("nonProxyHosts"), ""));
        return new Proxy(
            "http",
            expanded(host),
            Integer.parseInt(port),
            credentials(
                each.text("username"),
                each.text("password"),
                "The password of the proxy in " + layer.shown()),
            List.of(without.split("[|,]", -1)));
      }
    }
    return null;
  }

  private static boolean serves(String protocol, String scheme, Layer layer) {
    if (protocol.equalsIgnoreCase(scheme)) {
      return true;
    }
    return protocol.equalsIgnoreCase("http")
        && layer.root().all("proxies/proxy").stream()
            .noneMatch(
                each ->
                    !"false".equals(each.text("active"))
                        && scheme.equalsIgnoreCase(
                            Objects.requireNonNullElse(each.text("protocol"), "http")));
  }
}
