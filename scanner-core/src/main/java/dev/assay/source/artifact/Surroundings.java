package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's settings and caches are looked for.
 *
 * @param environment variables
 * @param home the user's folder
 * @param folder the current one
 * @param windows whether caches lie where they do on Windows
 */
public record Surroundings(
    Map<String, String> environment, Path home, Path folder, boolean windows) {

  private static final int LARGEST_SETTINGS = 4 << 20;

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process, with {@code environment} as its variables. */
  public static Surroundings of(Map<String, String> environment) {
    boolean windows =
        Objects.requireNonNullElse(System.getProperty("os.name"), "")
            .toLowerCase(Locale.ROOT)
            .startsWith("windows");
    String home = environment.get(windows ? "USERPROFILE" : "HOME");
    if (home == null || home.isEmpty()) {
      home = Objects.requireNonNull(System.getProperty("user.home"));
    }
    return new Surroundings(environment, Path.of(home), Path.of("").toAbsolutePath(), windows);
  }

  /** The variable {@code name}; null if it is not set or empty. */
  public @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The folder that the variable {@code name} names; null if it is not set. */
  public @Nullable Path folderOf(String name) {
    String value = variable(name);
    return value == null ? null : path(value, "the variable " + name);
  }

  /**
   * What {@code text} names, from the current folder and with {@code ~/} as the user's.
   *
   * @param where it stands, for messages
   */
  public Path path(String text, String where) {
    try {
      return text.equals("~")
          ? home
          : text.startsWith("~/") ? home.resolve(text.substring(2)) : folder.resolve(text);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + text + "' in " + where + " is no path.", e);
    }
  }

  /**
   * The whole of a file of settings; null if there is none.
   *
   * @throws UsageException if it can't be read, or is larger than settings can be
   */
  static byte @Nullable [] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_SETTINGS + 1);
      if (bytes.length > LARGEST_SETTINGS) {
        throw new UsageException(file + " is too large to be a file of settings.");
      }
      return bytes;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    } catch (IOException e) {
      throw new UsageException("Can't read the settings " + file + ": " + e, e);
    }
  }

  /** As {@link #read}, as text. */
  static @Nullable String readText(Path file) {
    byte[] bytes = read(file);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
