package dev.assay.rules.load;

import dev.assay.rules.yaml.YamlDocument;
import dev.assay.rules.yaml.YamlFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads rules from files and folders. */
public final class RuleFiles {
  private static final int MAX_FILES = 10_000;
  private static final int MAX_DEPTH = 8;

  private RuleFiles() {}

  /**
   * Loads every rule in {@code paths}: files, and the {@code .yml} and {@code .yaml} files of
   * folders, up to 8 levels deep; hidden files and folders are left out.
   *
   * @param knownIds ids of the rules that these are added to, which {@code near} may name
   * @return sorted by id
   * @throws dev.assay.model.UsageException with every fault of every file, one a line
   */
  public static List<RuleSource> load(List<Path> paths, Collection<String> knownIds) {
    YamlFaults faults = new YamlFaults();
    List<RuleSource> rules = read(paths, faults);
    RuleLinks.check(rules, knownIds, faults);
    faults.throwIfAny();
    return rules;
  }

  /**
   * Reads without judging: rules that have a fault are left out, and {@code faults} tells why. What
   * rules say about each other is not looked at.
   *
   * @return sorted by id
   */
  public static List<RuleSource> read(List<Path> paths, YamlFaults faults) {
    List<RuleSource> rules = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? files(path, faults) : List.of(path)) {
        byte[] bytes = bytes(file, faults);
        if (bytes != null) {
          rules.addAll(RuleFileReader.read(file.toString(), bytes, faults));
        }
      }
    }
    rules.sort(Comparator.comparing(RuleSource::id));
    return rules;
  }

  private static List<Path> files(Path folder, YamlFaults faults) {
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          all.filter(path -> isRule(folder.relativize(path)) && Files.isRegularFile(path))
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        faults.add(folder.toString(), "holds no .yml file; name a folder with rules in it");
      } else if (files.size() > MAX_FILES) {
        faults.add(folder.toString(), "holds more than " + MAX_FILES + " rule files; name fewer");
        return List.of();
      }
      return files;
    } catch (IOException e) {
      faults.add(folder.toString(), reason(e));
    } catch (UncheckedIOException e) {
      faults.add(folder.toString(), reason(Objects.requireNonNull(e.getCause())));
    }
    return List.of();
  }

  private static boolean isRule(Path relative) {
    for (Path segment : relative) {
      if (segment.toString().startsWith(".")) {
        return false;
      }
    }
    String name = relative.toString();
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  private static byte @Nullable [] bytes(Path file, YamlFaults faults) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(YamlDocument.MAX_BYTES + 1);
    } catch (IOException e) {
      faults.add(file.toString(), reason(e));
      return null;
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "doesn't exist; check the path";
    }
    if (e instanceof AccessDeniedException) {
      return "can't be read: permission denied";
    }
    if (e instanceof FileSystemLoopException loop) {
      return "holds a symbolic link that leads back to a folder above it: " + loop.getFile();
    }
    return "can't be read: " + e;
  }
}
