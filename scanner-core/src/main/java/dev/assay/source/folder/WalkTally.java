package dev.assay.source.folder;

import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a walk did not hand over, and how that is told. */
final class WalkTally {
  private final ContentSink sink;
  private long leftOutFiles;
  private long leftOutFolders;
  private long specialFiles;
  private long leadingOut;

  WalkTally(ContentSink sink) {
    this.sink = sink;
  }

  void leftOutFile() {
    leftOutFiles++;
  }

  void leftOutFolder() {
    leftOutFolders++;
  }

  void special() {
    specialFiles++;
  }

  void leadsOut() {
    leadingOut++;
  }

  /** A folder could not be listed, or something in it not looked at. */
  void unreadable(String path, IOException fault) {
    if (fault instanceof NoSuchFileException) {
      sink.problem(new Problem(Problem.Kind.VANISHED, path, "it was gone when its turn came"));
    } else {
      sink.problem(
          new Problem(
              Problem.Kind.UNREADABLE,
              path.isEmpty() ? "." : path,
              "it was not scanned, nor anything below it: " + why(fault)));
    }
  }

  private static String why(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        fault instanceof FileSystemException named ? named.getReason() : fault.getMessage();
    return reason == null ? fault.getClass().getSimpleName() : reason;
  }

  /** The walk is over. */
  void tell() {
    sink.count(Coverage.Unit.IGNORED_FILES, leftOutFiles + leftOutFolders);
    sink.count(Coverage.Unit.SKIPPED_LINKS, leadingOut);
    sink.count(Coverage.Unit.SPECIAL_FILES, specialFiles);
    if (leftOutFolders > 0) {
      sink.notice(
          leftOutFolders
              + (leftOutFolders == 1 ? " folder" : " folders")
              + " left out by ignore files, each counted as one file; --no-ignore scans them");
    }
  }
}
