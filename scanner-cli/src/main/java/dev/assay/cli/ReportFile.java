package dev.assay.cli;

import dev.assay.model.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that a report goes to. It appears whole or not at all: the report is written beside it and
 * then takes its name. Pipes and devices are written to as they are.
 */
final class ReportFile {

  private final String name;
  private final Path target;
  private final boolean direct;

  private ReportFile(String name, Path target, boolean direct) {
    this.name = name;
    this.target = target;
    this.direct = direct;
  }

  /**
   * Makes sure, before anything is scanned, that {@code name} can be written to; leaves no trace.
   *
   * @throws UsageException saying why it can't
   */
  static ReportFile check(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("'" + name + "' is no name for a file.", e);
    }
    if (Files.isDirectory(path)) {
      throw cannot(name, "it is a folder; name a file in it", null);
    }
    try {
      boolean exists = Files.exists(path);
      if (exists && !Files.isWritable(path)) {
        throw cannot(name, "permission denied", null);
      }
      if (exists && !Files.isRegularFile(path)) {
        return new ReportFile(name, path, true);
      }
      // A link keeps being one: what it points to is replaced.
      Path target = exists ? path.toRealPath() : path;
      Path folder = target.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw cannot(name, "there is no folder " + folder + "; make it first", null);
      }
      Path probe = beside(target);
      Files.newOutputStream(probe, StandardOpenOption.CREATE_NEW).close();
      Files.delete(probe);
      return new ReportFile(name, target, false);
    } catch (IOException e) {
      throw cannot(name, reason(e), e);
    }
  }

  private static UsageException cannot(
      String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = "Can't write the report to '" + name + "': " + why + ".";
    return cause == null ? new UsageException(message) : new UsageException(message, cause);
  }

  /** Why {@code fault} happened, without the path that Java puts before it. */
  static String reason(IOException fault) {
    if (fault instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        fault instanceof java.nio.file.FileSystemException named
            ? named.getReason()
            : fault.getMessage();
    return reason == null ? fault.getClass().getSimpleName() : reason;
  }

  private static Path beside(Path target) {
    String random = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    return target.resolveSibling("." + target.getFileName() + "." + random + ".tmp");
  }

  /** Where it can be compared with others: two reports must not go to one file. */
  Path target() {
    return target.toAbsolutePath().normalize();
  }

  /** What writes a report. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes all of {@code body}.
   *
   * @throws UsageException if it can't be written; then there is no file, or still the old one
   */
  void write(Body body) {
    try {
      if (direct) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
          body.write(out);
        }
        return;
      }
      Path temporary = beside(target);
      try {
        try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW))) {
          body.write(out);
        }
        keepPermissions(temporary);
        move(temporary);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw cannot(name, reason(e), e);
    }
  }

  private void keepPermissions(Path temporary) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    if (view != null && Files.exists(target)) {
      view.setPermissions(Files.getPosixFilePermissions(target));
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
