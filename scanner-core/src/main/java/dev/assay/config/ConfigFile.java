package dev.assay.config;

import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.rules.yaml.YamlDocument;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads {@code .assay.yml}. One is taken from the root of a folder or work tree that is
 * scanned, never from inside an artifact: nothing that is shipped configures its own scan.
 */
public final class ConfigFile {
  /** The name that is looked for. */
  public static final String NAME = ".assay.yml";

  private ConfigFile() {}

  /**
   * The configuration for a scan: {@code base} with what the file says.
   *
   * @param named the file that the user named, which is trusted; null to look for one
   * @throws UsageException if the file is wrong, with each fault's line and column; if it isn't
   *     there; or if several targets bring different ones
   */
  public static ScanConfig load(ScanConfig base, List<ScanTarget> targets, @Nullable Path named) {
    TreeSet<Path> roots = new TreeSet<>();
    for (ScanTarget target : targets) {
      Path root = root(target);
      if (root != null) {
        roots.add(root);
      }
    }
    if (named != null) {
      return OtherScanners.unused(read(base, named, named.toString(), false), roots);
    }
    return OtherScanners.over(own(base, targets), roots);
  }

  private static ScanConfig own(ScanConfig base, List<ScanTarget> targets) {
    TreeSet<Path> found = new TreeSet<>();
    for (ScanTarget target : targets) {
      Path file = find(target);
      if (file != null) {
        found.add(file);
      }
    }
    if (found.isEmpty()) {
      return base;
    }
    if (found.size() > 1) {
      throw new UsageException(
          "What is scanned brings several configurations ("
              + found.first()
              + ", "
              + found.last()
              + "): scan one after the other, or name one with --config");
    }
    return read(base, found.first(), NAME, true);
  }

  /** The file at the root of {@code target}; null if there is none. */
  static @Nullable Path find(ScanTarget target) {
    Path folder = root(target);
    Path file = folder == null ? null : folder.resolve(NAME);
    return file != null && Files.isRegularFile(file) ? file : null;
  }

  /** The root of the work tree or folder that {@code target} is (in); null if there is none. */
  private static @Nullable Path root(ScanTarget target) {
    String start;
    if (target instanceof ScanTarget.Tree tree) {
      start = tree.path();
    } else if (target instanceof ScanTarget.GitStaged staged) {
      start = staged.repository();
    } else if (target instanceof ScanTarget.GitRange range) {
      start = range.repository();
    } else if (target instanceof ScanTarget.GitHistory history) {
      start = history.repository();
    } else if (target instanceof ScanTarget.GitTree tree) {
      start = tree.repository();
    } else {
      return null;
    }
    Path named = Path.of(start).toAbsolutePath().normalize();
    Path folder = Files.isDirectory(named) ? named : null;
    for (Path at = named; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        folder = at;
        break;
      }
    }
    return folder;
  }

  /**
   * Reads one file.
   *
   * @param shown how messages name it
   * @param guarded whether it comes with what is scanned, so that what it loosens must be said and
   *     its rules must stand beside it
   */
  static ScanConfig read(ScanConfig base, Path file, String shown, boolean guarded) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(YamlDocument.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UsageException("Can't read the configuration " + shown + ": " + e, e);
    }
    if (empty(bytes)) {
      return base;
    }
    YamlFaults faults = new YamlFaults();
    YamlValue root = YamlDocument.read(shown, bytes, faults);
    ScanConfig config = base;
    if (root != null) {
      Path folder = file.toAbsolutePath().normalize().getParent();
      config = new ConfigReader(base, folder, shown, guarded).read(root);
    }
    faults.throwIfAny();
    return config;
  }

  /** A file of comments alone says nothing, and that is no fault. */
  private static boolean empty(byte[] bytes) {
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
      String text = line.replace("\uFEFF", "").strip();
      if (!text.isEmpty() && !text.startsWith("#") && !text.equals("---")) {
        return false;
      }
    }
    return true;
  }
}
