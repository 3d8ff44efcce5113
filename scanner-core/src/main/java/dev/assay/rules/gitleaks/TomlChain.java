package dev.assay.rules.gitleaks;

import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file and those that it extends, as deep as the format allows. */
final class TomlChain {
  /** The file, what it extends, and what that extends. */
  private static final int MOST = 3;

  private TomlChain() {}

  /** The files, the first one first; empty after a fault in it. */
  static List<TomlConfig> read(
      Path path, @Nullable Path within, YamlFaults faults, YamlFaults warnings) {
    List<TomlConfig> chain = new ArrayList<>();
    Path next = path;
    while (next != null) {
      byte[] bytes = bytes(next, faults);
      TomlConfig config =
          bytes == null ? null : TomlReader.read(next.toString(), bytes, faults, warnings);
      if (config == null) {
        return chain;
      }
      chain.add(config);
      TomlMap.Text extended = config.extendPath();
      if (extended != null && chain.size() == MOST) {
        faults.add(
            new Fault(
                config.file(),
                extended.line(),
                extended.column(),
                "this is the third file of a chain, and may not extend a fourth; join two"));
        return chain;
      }
      next = extended == null ? null : resolved(config, extended, next, within, faults);
    }
    return chain;
  }

  /** As the format has it from the current folder; else from the file's own. */
  private static @Nullable Path resolved(
      TomlConfig config,
      TomlMap.Text extended,
      Path file,
      @Nullable Path within,
      YamlFaults faults) {
    String fault = null;
    try {
      Path beside = file.toAbsolutePath().resolveSibling(extended.value()).normalize();
      Path here = Path.of(extended.value());
      Path found = within == null && Files.exists(here) ? here : beside;
      if (within == null || found.startsWith(within.toAbsolutePath().normalize())) {
        return found;
      }
      fault = "leads out of what is scanned; name that file with --rules";
    } catch (InvalidPathException e) {
      fault = "is no path";
    }
    faults.add(
        new Fault(
            config.file(),
            extended.line(),
            extended.column(),
            "extend.path '" + extended.value() + "' " + fault));
    return null;
  }

  private static byte @Nullable [] bytes(Path file, YamlFaults faults) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(TomlFile.MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      faults.add(file.toString(), "doesn't exist; check the path");
    } catch (IOException e) {
      faults.add(file.toString(), "can't be read: " + e);
    }
    return null;
  }
}
