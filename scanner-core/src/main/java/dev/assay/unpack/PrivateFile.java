package dev.assay.unpack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Temporary files that nobody else can read. */
public final class PrivateFile {

  private PrivateFile() {}

  /**
   * A new one in {@code folder}, open for reading and writing; gone when it is closed, and on Unix
   * without a name from now on.
   */
  public static FileChannel create(Path folder) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    FileAttribute<?>[] ownerOnly =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    while (true) {
      try {
        return FileChannel.open(
            folder.resolve("assay-" + UUID.randomUUID() + ".tmp"), options, ownerOnly);
      } catch (FileAlreadyExistsException e) {
        // 122 random bits: somebody is guessing; take another name.
      }
    }
  }
}
