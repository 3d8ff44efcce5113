package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * npm's settings: variables, the {@code .npmrc} of the project, the user and the installation, in
 * that order (docs.npmjs.com, npmrc and config).
 */
public final class NpmSettings {

  /** Where packages come from if no setting says otherwise. */
  public static final String DEFAULT_REGISTRY = "https://registry.npmjs.org/";

  private static final String VARIABLE = "npm_config_";

  /** {@code ${NAME}}, or {@code ${NAME?}}: empty if it isn't set. */
  private static final Pattern REFERENCE = Pattern.compile("(\\\\*)\\$\\{([^${}?]+)(\\??)\\}");

  /**
   * One place that says something.
   *
   * @param shown how messages name it
   */
  private record Layer(String shown, Map<String, String> values) {}

  private final Surroundings surroundings;
  private final List<Layer> layers = new ArrayList<>();

  private NpmSettings(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reads what there is.
   *
   * @throws UsageException if a file is there and can't be read
   */
  public static NpmSettings read(Surroundings surroundings) {
    NpmSettings settings = new NpmSettings(surroundings);
    Map<String, String> variables = new TreeMap<>();
    surroundings
        .environment()
        .forEach(
            (name, value) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith(VARIABLE) && !value.isEmpty()) {
                String key = name.substring(VARIABLE.length());
                variables.put(
                    key.startsWith("/") ? key : key.toLowerCase(Locale.ROOT).replace('_', '-'),
                    value);
              }
            });
    settings.layers.add(new Layer("the environment", variables));
    Path user = settings.file("userconfig", surroundings.home().resolve(".npmrc"));
    Path project = projectFolder(surroundings.folder()).resolve(".npmrc");
    if (!project.equals(user)) {
      settings.add(project);
    }
    settings.add(user);
    Path global = settings.global();
    if (global != null) {
      settings.add(global);
    }
    return settings;
  }

  private void add(Path file) {
    String text = Surroundings.readText(file);
    if (text != null) {
      layers.add(new Layer(file.toString(), IniText.read(text)));
    }
  }

  private Path file(String key, Path otherwise) {
    String value = get(key);
    return value == null ? otherwise : surroundings.path(value, "npm's " + key);
  }

  /** The nearest folder that holds a package or its dependencies. */
  private static Path projectFolder(Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("package.json"))
          || Files.isDirectory(at.resolve("node_modules"))) {
        return at;
      }
    }
    return from;
  }

  private @Nullable Path global() {
    String named = get("globalconfig");
    if (named != null) {
      return surroundings.path(named, "npm's globalconfig");
    }
    String prefix = get("prefix");
    prefix = prefix == null ? surroundings.variable("PREFIX") : prefix;
    Path installation = prefix == null ? installation() : surroundings.path(prefix, "npm's prefix");
    return installation == null ? null : installation.resolve("etc").resolve("npmrc");
  }

  /** npm's prefix is where node is, which is found as a shell does. */
  private @Nullable Path installation() {
    String path = surroundings.variable(surroundings.windows() ? "Path" : "PATH");
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
      try {
        Path node = Path.of(folder, surroundings.windows() ? "node.exe" : "node");
        if (!folder.isEmpty() && Files.isExecutable(node)) {
          Path real = node.toRealPath().getParent();
          return surroundings.windows() || real == null ? real : real.getParent();
        }
      } catch (InvalidPathException | java.io.IOException e) {
        // No folder of programs.
      }
    }
    return null;
  }

  /** What {@code key} is set to, variables replaced where they are set; null if it isn't set. */
  public @Nullable String get(String key) {
    for (Layer layer : layers) {
      String value = layer.values().get(key);
      if (value != null) {
        String expanded = expanded(value);
        return expanded.isEmpty() || expanded.equals("null") ? null : expanded;
      }
    }
    return null;
  }

  private String expanded(String value) {
    Matcher matcher = REFERENCE.matcher(value);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String replacement = surroundings.variable(matcher.group(2));
      if (matcher.group(1).length() % 2 != 0) {
        replacement = matcher.group(); // escaped
      } else if (replacement == null) {
        replacement = matcher.group(3).isEmpty() ? matcher.group() : "";
      } else {
        replacement = matcher.group(1) + replacement;
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(result).toString();
  }

  /** The folder of npm's cache. */
  public Path cache() {
    String local = surroundings.variable("LOCALAPPDATA");
    Path otherwise =
        surroundings.windows()
            ? (local == null ? surroundings.home() : Path.of(local)).resolve("npm-cache")
            : surroundings.home().resolve(".npm");
    return file("cache", otherwise);
  }

  /**
   * The registry of packages of {@code scope}, ending in a slash.
   *
   * @param scope with its {@code @}; empty for none
   */
  public URI registry(String scope) {
    String value = scope.isEmpty() ? null : get(scope + ":registry");
    value = value == null ? get("registry") : value;
    value = value == null ? DEFAULT_REGISTRY : value;
    return WebAddress.parse(value.endsWith("/") ? value : value + "/", "npm's setting 'registry'");
  }

  /**
   * What the settings say to present at {@code address}; null for nothing. Never that of another
   * host or port.
   *
   * @param registry whose credentials count for its other paths too
   * @throws UsageException if they are incomplete
   */
  public @Nullable Credentials credentials(URI address, URI registry) {
    Credentials own = credentials(address);
    return own == null && WebAddress.sameOrigin(address, registry) ? credentials(registry) : own;
  }

  private @Nullable Credentials credentials(URI address) {
    String key = "//" + address.getRawAuthority() + address.getRawPath();
    while (key.length() > 2) {
      String token = secret(key, "_authToken");
      if (token != null) {
        return new Credentials("Bearer " + token);
      }
      String both = secret(key, "_auth");
      if (both != null) {
        return new Credentials("Basic " + both);
      }
      String user = secret(key, "username");
      String password = secret(key, "_password");
      if (user != null && password != null) {
        return Credentials.basic(user, Credentials.decoded(password, key + ":_password"));
      }
      key = key.endsWith("/") ? key.substring(0, key.length() - 1) : parent(key);
    }
    return null;
  }

  private static String parent(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /** A setting that must not be sent with a variable that isn't set. */
  private @Nullable String secret(String key, String name) {
    String value = get(key + ":" + name);
    if (value != null) {
      Matcher missing = REFERENCE.matcher(value);
      if (missing.find()) {
        throw new UsageException(
            "npm's setting '"
                + key
                + ":"
                + name
                + "' wants the variable "
                + missing.group(2)
                + ", which is not set.");
      }
    }
    return value;
  }
}
