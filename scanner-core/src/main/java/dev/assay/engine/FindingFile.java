package dev.assay.engine;

import dev.assay.model.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.UUID;

/**
 * Findings in a private temporary file, as an unmodifiable list: one is read when it is asked for.
 * The file is gone when the list is (on Unix it has no name from the moment it is open).
 * Thread-safe.
 */
final class FindingFile extends AbstractList<Finding> implements RandomAccess {
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private long[] ends = new long[1024];
  private int count;

  private FindingFile() throws IOException {
    Path folder = Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir")));
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    channel = FileChannel.open(folder.resolve("assay-" + UUID.randomUUID()), options, attributes);
  }

  /** A file of {@code findings}, in their order. */
  static FindingFile of(Iterator<Finding> findings) throws IOException {
    FindingFile file = new FindingFile();
    ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
    DataOutputStream out = new DataOutputStream(block);
    long written = 0;
    while (findings.hasNext()) {
      FindingCodec.write(findings.next(), out);
      file.ended(written + block.size());
      if (block.size() >= BLOCK) {
        written += file.flush(block, written);
      }
    }
    file.flush(block, written);
    return file;
  }

  private int flush(ByteArrayOutputStream block, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(block.toByteArray());
    long position = at;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    block.reset();
    return bytes.capacity();
  }

  private void ended(long end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count++] = end;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Finding get(int index) {
    Objects.checkIndex(index, count);
    long from = index == 0 ? 0 : ends[index - 1];
    ByteBuffer bytes = ByteBuffer.allocate((int) (ends[index] - from));
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          throw new IOException("the store of findings is cut short");
        }
      }
      return FindingCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.array())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
