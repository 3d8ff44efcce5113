package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A running git. Its standard error is drained all the while and kept up to a limit; its exit code
 * is asked for with {@link #finish}. Closing kills it if it still runs.
 */
public final class GitProcess implements AutoCloseable {

  private final Process process;
  private final String name;
  private final GitRepository repository;
  private final ErrorDrain errors;
  private final OutputStream input;
  private final InputStream output;

  GitProcess(Process process, String name, GitRepository repository) {
    this.process = process;
    this.name = name;
    this.repository = repository;
    this.input = process.getOutputStream();
    this.output = process.getInputStream();
    this.errors = new ErrorDrain(process.getErrorStream());
    errors.start();
  }

  /** Its standard input, buffered: flush it. */
  public OutputStream input() {
    return input;
  }

  /** Its standard output, buffered. */
  public InputStream output() {
    return output;
  }

  /**
   * Waits for it.
   *
   * @throws GitFailure if it ended with anything but 0: what it printed is not to be trusted as
   *     complete
   * @throws UsageException if it failed because it doesn't trust the repository's owner
   */
  public void finish() throws IOException {
    int code = exitCode();
    if (code != 0) {
      throw failure(code);
    }
  }

  /** Waits for it and gives its exit code. */
  int exitCode() throws IOException {
    try {
      int code = process.waitFor();
      errors.join();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for git " + name);
    }
  }

  /** What went wrong, from what it said. Called after it ended. */
  GitFailure failure(int code) {
    String said = errors.text();
    if (said.contains("dubious ownership")) {
      throw new UsageException(
          "Git refuses to read "
              + repository
              + " because somebody else owns it. If you trust it: git config --global --add"
              + " safe.directory "
              + repository);
    }
    return new GitFailure(name, code, said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    closeQuietly(input);
    closeQuietly(output);
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception e) {
      // A pipe to a process that has gone.
    }
  }

  /** Reads to the end, so that git never blocks, and keeps the start. */
  private static final class ErrorDrain extends Thread {
    private static final int LIMIT = 16 << 10;

    private final InputStream in;
    private final byte[] kept = new byte[LIMIT];
    private int length;

    ErrorDrain(InputStream in) {
      super("git-errors");
      this.in = in;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] rest = new byte[512];
      try (InputStream stream = in) {
        while (true) {
          int n = length < LIMIT ? stream.read(kept, length, LIMIT - length) : stream.read(rest);
          if (n < 0) {
            return;
          }
          if (length < LIMIT) {
            length += n;
          }
        }
      } catch (IOException e) {
        // The process was killed.
      }
    }

    /** Called after {@link #join}. */
    String text() {
      return new String(kept, 0, length, StandardCharsets.UTF_8).strip();
    }
  }
}
