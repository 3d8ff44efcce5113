package dev.assay.source.folder;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A regular file. Opened through its path object, which may hold bytes that no string can.
 *
 * @param provenance its logical path
 * @param file where it is
 * @param size when it was listed
 */
public record FileContent(Provenance provenance, Path file, long size) implements Content {
  /** Whatever was a file when it was listed must not be a link out of the tree by now. */
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  @Override
  public InputStream open() throws IOException {
    return new ChannelStream(FileChannel.open(file, READ));
  }

  @Override
  public SeekableByteChannel seekable() throws IOException {
    return FileChannel.open(file, READ);
  }

  @Override
  public ArtifactFile.Mode mode() {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      for (PosixFilePermission permission : attributes.permissions()) {
        if (permission == PosixFilePermission.OWNER_EXECUTE
            || permission == PosixFilePermission.GROUP_EXECUTE
            || permission == PosixFilePermission.OTHERS_EXECUTE) {
          return ArtifactFile.Mode.EXECUTABLE;
        }
      }
      return ArtifactFile.Mode.PLAIN;
    } catch (IOException | UnsupportedOperationException e) {
      return ArtifactFile.Mode.UNSAID; // what can't be read is told by whoever reads it
    }
  }

  /** Less work for each read than what {@link java.nio.channels.Channels} gives. */
  private static final class ChannelStream extends InputStream {
    private final FileChannel channel;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
