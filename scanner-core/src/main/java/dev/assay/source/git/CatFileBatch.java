package dev.assay.source.git;

import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One {@code git cat-file --batch}, started when first needed. Requests run ahead of the answers,
 * so that neither side waits for the other, but never by more than a pipe holds. Where git gives up
 * over a corrupt object, that object is reported and a new process goes on behind it.
 */
final class CatFileBatch implements ObjectReader {

  /** Unanswered requests: 65 bytes each, far below any pipe's capacity. */
  private static final int AHEAD = 50;

  /** Deaths in a row after which it is git that fails, not the objects. */
  private static final int MAX_DEATHS = 200;

  private final GitCommand git;
  private final GitRepository repository;
  private final @Nullable ShadowGitDir shadow;
  private @Nullable GitProcess process;
  private int deaths;

  /**
   * @param shadow for partial clones: stands in for the repository, so that nothing is fetched
   */
  CatFileBatch(GitCommand git, GitRepository repository, @Nullable ShadowGitDir shadow) {
    this.git = git;
    this.repository = repository;
    this.shadow = shadow;
  }

  /** Starts git now, for objects that will be asked for soon. */
  GitProcess start() throws IOException {
    GitProcess running = process;
    if (running == null) {
      running = git.start(repository, shadow, "cat-file", "--batch");
      process = running;
    }
    return running;
  }

  @Override
  public void read(String[] ids, Visitor visitor) throws IOException {
    boolean done = false;
    try {
      readAll(ids, visitor);
      done = true;
    } finally {
      if (!done) {
        close(); // with answers still to come
      }
    }
  }

  private void readAll(String[] ids, Visitor visitor) throws IOException {
    int asked = 0;
    for (int i = 0; i < ids.length; i++) {
      GitProcess running = start();
      asked = ask(running.input(), ids, asked, i + AHEAD);
      String header = header(running.output());
      if (header == null) {
        GitFailure failure = died(running);
        if (++deaths > MAX_DEATHS) {
          throw failure;
        }
        visitor.failed(i, Problem.Kind.CORRUPT, failure.summary());
        asked = i + 1;
        continue;
      }
      deaths = 0;
      int size = header.lastIndexOf(' ');
      int type = header.lastIndexOf(' ', size - 1);
      if (type < 0) {
        // Git says the same of loose objects that it can't inflate.
        if (new LooseObjects(repository.objectDirectories()).exists(ids[i])) {
          visitor.failed(i, Problem.Kind.CORRUPT, "the loose object is broken");
        } else {
          visitor.failed(i, Problem.Kind.OBJECT_MISSING, "git has no object " + ids[i]);
        }
        continue;
      }
      ObjectStream stream =
          new ObjectStream(running.output(), Long.parseLong(header.substring(size + 1)));
      visitor.object(i, new GitObject(header.substring(type + 1, size), stream.left, stream));
      if (!stream.finish()) {
        GitFailure failure = died(running);
        if (!stream.failed) {
          visitor.failed(i, Problem.Kind.CORRUPT, failure.summary());
        }
        asked = i + 1;
      }
    }
  }

  private static int ask(OutputStream input, String[] ids, int asked, int upTo) {
    int next = asked;
    try {
      // Half a window at a time: one write for many requests.
      if (next < ids.length && upTo - next >= AHEAD / 2) {
        for (; next < ids.length && next < upTo; next++) {
          input.write(ids[next].getBytes(StandardCharsets.ISO_8859_1));
          input.write('\n');
        }
        input.flush();
      }
    } catch (IOException e) {
      // It died; its output, which ends, tells over which object.
    }
    return next;
  }

  /** The line before an object; null if git ended. */
  private static @Nullable String header(InputStream in) throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      int c = in.read();
      if (c == '\n') {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
      }
      if (c < 0) {
        return null;
      }
      if (length < line.length) {
        line[length++] = (byte) c;
      }
    }
  }

  private GitFailure died(GitProcess running) throws IOException {
    int code = running.exitCode();
    GitFailure failure = running.failure(code);
    running.close();
    process = null;
    return failure;
  }

  @Override
  public InputStream open(String id) throws IOException {
    return new BlobStream(git.start(repository, shadow, "cat-file", "blob", id));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  /** The output of a git of its own, which must end well. */
  private static final class BlobStream extends FilterInputStream {
    private final GitProcess process;

    BlobStream(GitProcess process) {
      super(process.output());
      this.process = process;
    }

    @Override
    public int read() throws IOException {
      return checked(in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return checked(in.read(bytes, offset, length));
    }

    private int checked(int read) throws IOException {
      if (read < 0) {
        process.finish();
      }
      return read;
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** The bytes of one object in the stream of all. */
  private static final class ObjectStream extends InputStream {
    private final InputStream in;
    private long left;
    private boolean failed;

    ObjectStream(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = in.read(bytes, offset, (int) Math.min(length, left));
      if (n < 0) {
        failed = true;
        throw new EOFException("git gave up in the middle of an object");
      }
      left -= n;
      return n;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, in.available());
    }

    /** Passes over the rest and the line end behind it; false if git ended before. */
    boolean finish() throws IOException {
      byte[] rest = left == 0 ? new byte[0] : new byte[1 << 15];
      while (left > 0) {
        int n = in.read(rest, 0, (int) Math.min(rest.length, left));
        if (n < 0) {
          return false;
        }
        left -= n;
      }
      return in.read() == '\n';
    }
  }
}
