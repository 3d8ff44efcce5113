package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Go's settings: variables, else the file of {@code go env -w} (go.dev, cmd/go). */
public final class GoSettings {
  private static final String PROXY = "https://proxy.golang.org,direct";
  private static final String CHECKSUMS = "sum.golang.org";

  private final Surroundings surroundings;
  private final Map<String, String> file = new TreeMap<>();

  /**
   * @throws UsageException if the file is there and can't be read
   */
  public GoSettings(Surroundings surroundings) {
    this.surroundings = surroundings;
    Path named = surroundings.folderOf("GOENV");
    Path config = surroundings.folderOf(surroundings.windows() ? "AppData" : "XDG_CONFIG_HOME");
    config = config == null ? surroundings.home().resolve(".config") : config;
    String text =
        Surroundings.readText(named == null ? config.resolve("go").resolve("env") : named);
    if (text != null) {
      text.lines()
          .filter(line -> line.indexOf('=') > 0)
          .forEach(
              line ->
                  file.put(
                      line.substring(0, line.indexOf('=')),
                      line.substring(line.indexOf('=') + 1).strip()));
    }
  }

  private @Nullable String get(String name) {
    String value = surroundings.variable(name);
    return value == null ? file.get(name) : value;
  }

  /** The folder of the module cache, if one is set. */
  public @Nullable Path cache() {
    String value = get("GOMODCACHE");
    return value == null ? null : surroundings.path(value, "GOMODCACHE");
  }

  /** Addresses, {@code direct} or {@code off}, in the order in which they are asked. */
  public List<String> proxies() {
    String value = get("GOPROXY");
    return List.of((value == null ? PROXY : value).strip().split("[,|]", -1));
  }

  /** The database of checksums, ending in a slash; null if it is off. */
  public @Nullable URI checksums() {
    String value = get("GOSUMDB");
    value = value == null ? CHECKSUMS : value.strip();
    if (value.equals("off")) {
      return null;
    }
    String[] words = value.split("\\s+", -1);
    String address = words.length > 1 ? words[1] : words[0].replaceFirst("\\+.*", "");
    address = address.contains("://") ? address : "https://" + address;
    return WebAddress.parse(address.endsWith("/") ? address : address + "/", "GOSUMDB");
  }

  /**
   * Whether {@code module} must not be asked for: by the patterns of the variable {@code name}, or
   * of {@code GOPRIVATE} if it isn't set.
   */
  public boolean isPrivate(String name, String module) {
    String patterns = get(name);
    patterns = patterns == null ? get("GOPRIVATE") : patterns;
    for (String pattern : patterns == null ? new String[0] : patterns.split(",", -1)) {
      if (!pattern.isBlank() && matchesPrefix(pattern.strip(), module)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the pattern is the module's first so many names, as {@code module.MatchPrefixPatterns}.
   */
  private static boolean matchesPrefix(String pattern, String module) {
    String glob = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    int names = glob.split("/", -1).length;
    String[] all = module.split("/", -1);
    if (all.length < names) {
      return false;
    }
    String prefix = String.join("/", List.of(all).subList(0, names));
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(prefix));
    } catch (PatternSyntaxException e) {
      throw new UsageException("'" + pattern + "' in Go's settings is no pattern.", e);
    }
  }
}
