package dev.assay.engine;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Exceptions as problems: named, placed, and without any content. */
final class Faults {
  private static final int LONGEST_DETAIL = 300;
  private static final String OURS = "dev.assay.";

  private Faults() {}

  /** Why {@code path} was not, or not wholly, read. */
  static Problem reading(String path, IOException fault) {
    if (fault instanceof ContentException named) {
      return named.problem(path);
    }
    if (fault instanceof NoSuchFileException) {
      return new Problem(
          Problem.Kind.VANISHED, path, "it was there when the scan began and is gone now");
    }
    if (fault instanceof AccessDeniedException) {
      return new Problem(
          Problem.Kind.UNREADABLE, path, "permission denied; scan as a user who may read it");
    }
    String reason =
        fault instanceof FileSystemException named ? named.getReason() : fault.getMessage();
    return new Problem(
        Problem.Kind.UNREADABLE, path, "reading it failed: " + printable(reason, fault));
  }

  /** {@code path} is a broken container. */
  static Problem unpacking(String path, String format, IOException fault) {
    if (fault instanceof ContentException named) {
      return named.problem(path);
    }
    return new Problem(
        Problem.Kind.CORRUPT,
        path,
        "it begins like "
            + format
            + " and can't be unpacked ("
            + printable(fault.getMessage(), fault)
            + "); its raw bytes were scanned instead");
  }

  /** A bug of ours: class and place, never the message, which may hold content. */
  static Problem internal(String path, String during, Throwable fault) {
    String place = "";
    for (StackTraceElement frame : fault.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        place =
            " at "
                + frame.getClassName()
                + "."
                + frame.getMethodName()
                + ":"
                + frame.getLineNumber();
        break;
      }
    }
    return new Problem(
        Problem.Kind.INTERNAL,
        path,
        "a fault of Assay itself: "
            + fault.getClass().getName()
            + place
            + " while "
            + during
            + "; the rest of the scan went on; please report it");
  }

  private static String printable(@org.jspecify.annotations.Nullable String text, Throwable fault) {
    if (text == null || text.isBlank()) {
      return fault.getClass().getSimpleName();
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && shown.length() < LONGEST_DETAIL; i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c == 0x7F ? '?' : c);
    }
    return shown.toString();
  }
}
